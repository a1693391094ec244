/** Kafka Streams as a service. */
@NullMarked
package io.claimstream.platform.streams;

import org.jspecify.annotations.NullMarked;
