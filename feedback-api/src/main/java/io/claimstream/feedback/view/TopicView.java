package io.claimstream.feedback.view;

import io.claimstream.schemas.Topic;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/**
 * How the records of one topic become rows of one table. The rows do not depend on the order in which different topics are
 * read. Immutable.
 *
 * @param topic the topic
 * @param upsert how a row is written
 * @param row the row of a record; empty for a record that the view leaves out
 */
record TopicView<V extends SpecificRecord>(Topic<V> topic, Upsert upsert, Function<Seen<V>, Optional<Row>> row) {}
