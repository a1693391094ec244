@NullMarked
package io.claimstream.feedback.page.operations;

import org.jspecify.annotations.NullMarked;
