@NullMarked
package io.claimstream.feedback.operations;

import org.jspecify.annotations.NullMarked;
