/** The page of what waits for a person. */
@NullMarked
package io.claimstream.feedback.page.queue;

import org.jspecify.annotations.NullMarked;
