/** The review queue: who works on which claim. */
@NullMarked
package io.claimstream.feedback.queue;

import org.jspecify.annotations.NullMarked;
