/** What happens, told as it happens: events read from the log, and the streams that they go to. */
@NullMarked
package io.claimstream.feedback.events;

import org.jspecify.annotations.NullMarked;
