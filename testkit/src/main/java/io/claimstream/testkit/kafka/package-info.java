/** Real Kafka for tests, in a container where there is one and in this JVM otherwise. */
@NullMarked
package io.claimstream.testkit.kafka;

import org.jspecify.annotations.NullMarked;
