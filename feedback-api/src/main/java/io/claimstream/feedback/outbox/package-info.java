/** Tells the log what ended in tables of records. */
@NullMarked
package io.claimstream.feedback.outbox;

import org.jspecify.annotations.NullMarked;
