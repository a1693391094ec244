@NullMarked
package io.claimstream.feedback.queue;

import org.jspecify.annotations.NullMarked;
