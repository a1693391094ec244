/** How a process reaches Kafka. */
@NullMarked
package io.claimstream.platform.kafka;

import org.jspecify.annotations.NullMarked;
