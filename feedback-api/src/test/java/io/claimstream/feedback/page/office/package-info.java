@NullMarked
package io.claimstream.feedback.page.office;

import org.jspecify.annotations.NullMarked;
