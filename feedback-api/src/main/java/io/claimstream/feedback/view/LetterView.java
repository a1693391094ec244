package io.claimstream.feedback.view;

import static io.claimstream.feedback.view.Column.id;
import static io.claimstream.feedback.view.Column.integer;
import static io.claimstream.feedback.view.Column.number;
import static io.claimstream.feedback.view.Column.text;
import static io.claimstream.feedback.view.Column.time;

import io.claimstream.platform.deadletter.DeadLetterHeaders;
import io.claimstream.schemas.serde.EventSerdes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The view of every dead letter, for operators: what died where, why, and how large it is. Of the bytes only the identity of the revision is taken, where
 * they say one. Thread-safe.
 */
final class LetterView {

    static final Upsert UPSERT = Upsert.replacing(
            "view_letter",
            List.of(integer("letter_partition"), number("letter_offset")),
            List.of(
                    text("source_topic", 300),
                    integer("source_partition"),
                    number("source_offset"),
                    time("source_at"),
                    id("code"),
                    id("service"),
                    text("error", 300),
                    time("died_at"),
                    integer("value_bytes"),
                    id("insurer"),
                    id("claim_id"),
                    integer("revision")));

    private final List<ClaimStage<?>> stages;

    LetterView(EventSerdes serdes) {
        stages = ClaimStage.all(serdes);
    }

    /** The row of a letter; empty when its headers are none of ours. */
    Optional<Row> row(ConsumerRecord<byte[], byte[]> letter) {
        String topic = said(letter, DeadLetterHeaders.TOPIC);
        Row known = stages.stream()
                .filter(stage -> stage.isOf(topic))
                .findFirst()
                .flatMap(stage -> DeadLetterView.identity(stage, letter))
                .orElseGet(Row::new);
        try {
            return Optional.of(known.with("letter_partition", letter.partition())
                    .with("letter_offset", letter.offset())
                    .with("source_topic", topic)
                    .with("source_partition", Integer.parseInt(said(letter, DeadLetterHeaders.PARTITION)))
                    .with("source_offset", Long.parseLong(said(letter, DeadLetterHeaders.OFFSET)))
                    .with("source_at", Instant.ofEpochMilli(Long.parseLong(said(letter, DeadLetterHeaders.TIMESTAMP))))
                    .with("code", said(letter, DeadLetterHeaders.CODE))
                    .with("service", said(letter, DeadLetterHeaders.SERVICE))
                    .with("error", said(letter, DeadLetterHeaders.ERROR))
                    .with("died_at", Instant.ofEpochMilli(letter.timestamp()))
                    .with("value_bytes", Math.max(0, letter.serializedValueSize())));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String said(ConsumerRecord<byte[], byte[]> letter, String name) {
        return DeadLetterView.header(letter, name).orElse("");
    }
}
