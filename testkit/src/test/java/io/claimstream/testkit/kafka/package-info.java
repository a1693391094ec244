/** Tests of Kafka for tests. */
@NullMarked
package io.claimstream.testkit.kafka;

import org.jspecify.annotations.NullMarked;
