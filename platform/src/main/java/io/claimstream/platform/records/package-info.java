/** Records of topics outside of Kafka Streams: one by its place, or all of a small topic. */
@NullMarked
package io.claimstream.platform.records;

import org.jspecify.annotations.NullMarked;
