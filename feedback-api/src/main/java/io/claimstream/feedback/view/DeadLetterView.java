package io.claimstream.feedback.view;

import static io.claimstream.feedback.view.Column.id;
import static io.claimstream.feedback.view.Column.integer;
import static io.claimstream.feedback.view.Column.number;
import static io.claimstream.feedback.view.Column.time;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.platform.deadletter.DeadLetterHeaders;
import io.claimstream.schemas.serde.DecodingException;
import io.claimstream.schemas.serde.EventSerdes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * The view of the dead letters that ended a claim on its way to a score. Of the bytes of a letter only the identity of the revision is
 * taken; one that does not say it, because it cannot be decoded, was never a claim with an address. Thread-safe.
 */
final class DeadLetterView {

    static final Upsert UPSERT = Upsert.replacing(
            "view_dead_letter",
            List.of(id("source_topic"), integer("source_partition"), number("source_offset")),
            List.of(
                    id("insurer"),
                    id("claim_id"),
                    integer("revision"),
                    id("code"),
                    id("service"),
                    time("source_at"),
                    time("died_at"),
                    integer("letter_partition"),
                    number("letter_offset")));

    private final List<ClaimStage<?>> stages;

    DeadLetterView(EventSerdes serdes) {
        stages = ClaimStage.all(serdes);
    }

    /** The row of a letter; empty when no claim waits for what died. */
    Optional<Row> row(ConsumerRecord<byte[], byte[]> letter) {
        String topic = header(letter, DeadLetterHeaders.TOPIC).orElse("");
        String service = header(letter, DeadLetterHeaders.SERVICE).orElse("");
        return stages.stream()
                .filter(stage -> stage.answersFor(topic, service))
                .findFirst()
                .flatMap(stage -> identity(stage, letter))
                .flatMap(row -> described(row, letter));
    }

    /** A row with the revision that a letter is about; empty when its bytes do not say. */
    static Optional<Row> identity(ClaimStage<?> stage, ConsumerRecord<byte[], byte[]> letter) {
        try {
            ClaimStage.Identity identity = stage.identity(letter.value());
            return ClaimKey.isInsurer(identity.insurer()) && ClaimKey.isClaimId(identity.claimId())
                    ? Optional.of(new Row()
                            .with("insurer", identity.insurer())
                            .with("claim_id", identity.claimId())
                            .with("revision", identity.revision()))
                    : Optional.empty();
        } catch (DecodingException e) {
            return Optional.empty();
        }
    }

    private static Optional<Row> described(Row row, ConsumerRecord<byte[], byte[]> letter) {
        try {
            return Optional.of(row.with("source_topic", text(letter, DeadLetterHeaders.TOPIC))
                    .with("source_partition", Integer.parseInt(text(letter, DeadLetterHeaders.PARTITION)))
                    .with("source_offset", Long.parseLong(text(letter, DeadLetterHeaders.OFFSET)))
                    .with("source_at", Instant.ofEpochMilli(Long.parseLong(text(letter, DeadLetterHeaders.TIMESTAMP))))
                    .with("code", text(letter, DeadLetterHeaders.CODE))
                    .with("service", text(letter, DeadLetterHeaders.SERVICE))
                    .with("died_at", Instant.ofEpochMilli(letter.timestamp()))
                    .with("letter_partition", letter.partition())
                    .with("letter_offset", letter.offset()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The text of a header; none at all is no number either. */
    private static String text(ConsumerRecord<byte[], byte[]> letter, String name) {
        return header(letter, name).orElse("");
    }

    static Optional<String> header(ConsumerRecord<byte[], byte[]> letter, String name) {
        Header header = letter.headers().lastHeader(name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }
}
