/** Tests of io.claimstream.feedback.idempotency. */
@NullMarked
package io.claimstream.feedback.idempotency;

import org.jspecify.annotations.NullMarked;
