package io.claimstream.feedback.outbox;

import io.claimstream.schemas.Topic;
import org.apache.avro.specific.SpecificRecord;

/**
 * What the log is told of a row.
 *
 * @param <V> what the topic holds
 * @param key the key of the record
 */
public record Notice<V extends SpecificRecord>(Topic<V> topic, String key, V event) {}
