package io.claimstream.feedback.view;

import java.time.Instant;

/**
 * A record as read from a topic.
 *
 * @param partition partition, counted from 0
 * @param offset offset within the partition
 * @param timestamp Kafka timestamp: the time of ingestion
 * @param value the event
 */
record Seen<V>(int partition, long offset, Instant timestamp, V value) {}
