package io.claimstream.feedback.view;

import io.claimstream.platform.deadletter.DeadLetterHeaders;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * What the records of the claim topics count as, by day. The day is that of the Kafka timestamp: of every record but a dead letter the ingestion of the
 * submission that it came from; a dead letter says it in its headers. So the figures of a day speak of the same submissions.
 */
// A topic is immutable, which Error Prone cannot know.
@SuppressWarnings("ImmutableEnumChecker")
enum Counted {
    SUBMITTED(Topics.CLAIMS_SUBMITTED),
    ACCEPTED(Topics.CLAIMS_ACCEPTED),
    REJECTED(Topics.CLAIMS_REJECTED),
    SCORED(Topics.CLAIMS_SCORED),
    /** Asked for once more. The topic has shadow scores too, which are nobody's. */
    RESCORED(Topics.CLAIMS_RESCORED),
    /** A submission that died. */
    DEAD(Topics.CLAIMS_DEAD),
    /** An accepted revision that died on its way to a score. */
    LOST(Topics.CLAIMS_DEAD);

    private final Topic<?> topic;

    Counted(Topic<?> topic) {
        this.topic = topic;
    }

    /**
     * What a record adds.
     *
     * @param row its row in a view; empty when it has none, as when it cannot be decoded
     * @return empty for a record that is not counted
     */
    static Optional<Contribution> of(ConsumerRecord<byte[], byte[]> record, Optional<Row> row) {
        return Arrays.stream(values())
                .filter(it -> it.topic.name().equals(record.topic()))
                .filter(it -> it.isOf(record, row))
                .findFirst()
                .map(it -> it.contribution(record, row.orElseGet(Row::new)));
    }

    private boolean isOf(ConsumerRecord<byte[], byte[]> record, Optional<Row> row) {
        boolean isSubmission =
                header(record, DeadLetterHeaders.TOPIC).equals(Optional.of(Topics.CLAIMS_SUBMITTED.name()));
        return switch (this) {
            case DEAD -> isSubmission;
            case LOST -> !isSubmission && row.isPresent();
            case RESCORED -> row.isPresent();
            case SUBMITTED, ACCEPTED, REJECTED, SCORED -> true;
        };
    }

    private Contribution contribution(ConsumerRecord<byte[], byte[]> record, Row row) {
        boolean hasVersion = this == SCORED || this == RESCORED;
        return new Contribution(
                Tally.RECORDS,
                List.of(
                        LocalDate.ofInstant(ingestedAt(record), ZoneOffset.UTC),
                        name(),
                        text(row, "insurer"),
                        text(row, "line_of_business"),
                        text(row, "currency"),
                        hasVersion ? text(row, "model_version") : ""),
                List.of(BigDecimal.ONE));
    }

    private Instant ingestedAt(ConsumerRecord<byte[], byte[]> record) {
        long recorded = record.timestamp();
        if (this != DEAD && this != LOST) {
            return Instant.ofEpochMilli(recorded);
        }
        try {
            return Instant.ofEpochMilli(header(record, DeadLetterHeaders.TIMESTAMP)
                    .map(Long::parseLong)
                    .orElse(recorded));
        } catch (NumberFormatException e) {
            return Instant.ofEpochMilli(recorded);
        }
    }

    private static String text(Row row, String column) {
        return Objects.requireNonNullElse((String) row.get(column), "");
    }

    private static Optional<String> header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }
}
