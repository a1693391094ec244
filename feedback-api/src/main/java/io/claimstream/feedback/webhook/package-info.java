/** Webhooks: addresses that are told of scores and rejections, signed and at least once. */
@NullMarked
package io.claimstream.feedback.webhook;

import org.jspecify.annotations.NullMarked;
