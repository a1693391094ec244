/** Writing events to Kafka, acknowledged or refused within a few seconds. */
@NullMarked
package io.claimstream.feedback.publish;

import org.jspecify.annotations.NullMarked;
