/** Requests that name themselves: the same one sent again changes nothing and is answered alike. */
@NullMarked
package io.claimstream.feedback.idempotency;

import org.jspecify.annotations.NullMarked;
