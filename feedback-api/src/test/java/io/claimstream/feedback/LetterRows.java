package io.claimstream.feedback;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Dead letters and rejections as the read model has them. */
public final class LetterRows {

    private LetterRows() {}

    public static void empty(Jdbi jdbi) {
        jdbi.useHandle(handle -> {
            for (String table :
                    new String[] {"view_letter", "record_replay", "view_rejection", "view_claim_revision", "view_score"
                    }) {
                handle.execute("delete from " + table);
            }
        });
    }

    /** The letter at an offset of partition 1, of the record at the same offset of partition 2. */
    public static void letter(
            Jdbi jdbi, long offset, String topic, String service, Instant diedAt, @Nullable String insurer) {
        jdbi.useHandle(handle -> handle.execute(
                "insert into view_letter (letter_partition, letter_offset, source_topic, source_partition,"
                        + " source_offset, source_at, code, service, error, died_at, value_bytes, insurer, claim_id,"
                        + " revision) values (1, ?, ?, 2, ?, ?, 'PROCESSING_FAILED', ?, 'java.lang.IllegalStateException',"
                        + " ?, 17, ?, ?, ?)",
                offset,
                topic,
                offset,
                time(Facts.NOW),
                service,
                time(diedAt),
                insurer,
                insurer == null ? null : "c-" + offset,
                insurer == null ? null : 1));
    }

    /** That the record of a letter had no value. */
    public static void withoutValue(Jdbi jdbi, long offset) {
        jdbi.useHandle(
                handle -> handle.execute("update view_letter set value_bytes = 0 where letter_offset = ?", offset));
    }

    /** The rejection of the submission at an offset of partition 2. */
    public static void rejection(Jdbi jdbi, long offset, Instant at, String insurer, String code) {
        jdbi.useHandle(handle -> handle.execute(
                "insert into view_rejection (submitted_partition, submitted_offset, insurer, claim_id, revision,"
                        + " rejected_at, violations) values (2, ?, ?, ?, 1, ?, ?)",
                offset,
                insurer,
                "c-" + offset,
                time(at),
                "[{\"code\":\"" + code + "\",\"field\":\"policy\",\"message\":\"Expected policy to hold text.\"}]"));
    }

    /** That the submission at a place was accepted. */
    public static void accepted(Jdbi jdbi, String claimId, int partition, long offset) {
        jdbi.useHandle(handle -> handle.execute(
                "insert into view_claim_revision (insurer, claim_id, revision, submitted_at, accepted,"
                        + " submitted_partition, submitted_offset) values ('acme', ?, 1, ?, true, ?, ?)",
                claimId,
                time(Facts.NOW),
                partition,
                offset));
    }

    /** That revision 1 of a claim has a live score. */
    public static void score(Jdbi jdbi, String claimId) {
        jdbi.useHandle(handle -> handle.execute(
                "insert into view_score (score_id, insurer, claim_id, revision, line_of_business, currency, estimate,"
                        + " model_version, scored_at, document) values (?, 'acme', ?, 1, 'MOTOR_INJURY', 'GBP', 100.00,"
                        + " 'baseline', ?, '{}')",
                "s_" + claimId,
                claimId,
                time(Facts.NOW)));
    }

    private static OffsetDateTime time(Instant time) {
        return OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
    }
}
