/** Deletes what is kept no longer, and tells what is kept how long. */
@NullMarked
package io.claimstream.feedback.retention;

import org.jspecify.annotations.NullMarked;
