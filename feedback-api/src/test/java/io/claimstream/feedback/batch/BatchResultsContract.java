package io.claimstream.feedback.batch;

import static io.claimstream.testkit.Claims.aClaim;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.claimstream.domain.claim.ContentHash;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.feedback.Facts;
import io.claimstream.feedback.FakePublisher;
import io.claimstream.feedback.TestClock;
import io.claimstream.schemas.json.EventJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** What became of each line, whatever the database. Every claim is revision 1; the records of a batch stand on partition 0 from offset 0. */
abstract class BatchResultsContract {

    /** A database with every migration applied. */
    abstract Jdbi jdbi();

    @Test
    void shouldListBatchesFromAPlaceOn() throws IOException {
        // Given
        BatchDesk desk = new BatchDesk(
                jdbi(),
                new FakePublisher(),
                new TestClock(),
                new BatchLimits(100_000, 100, 10_000),
                Path.of("target", "batch-results"));
        List<String> ids = Stream.of("one", "two", "three")
                .map(it -> taken(desk, it))
                .sorted(Comparator.reverseOrder())
                .toList();
        Batch first = desk.find(ids.get(0)).orElseThrow();

        // When
        List<Batch> all =
                desk.list(new BatchSearch(Optional.empty(), Optional.of(first.actor()), Optional.empty(), 500));
        List<Batch> rest = desk.list(
                new BatchSearch(Optional.empty(), Optional.empty(), Optional.of(BatchSearch.Place.of(first)), 500));

        // Then
        assertThat(all).extracting(Batch::batchId).containsSubsequence(ids);
        assertThat(rest)
                .extracting(Batch::batchId)
                .containsSubsequence(ids.subList(1, 3))
                .doesNotContain(ids.get(0));
        assertThat(desk.list(new BatchSearch(Optional.of("nobody's"), Optional.empty(), Optional.empty(), 500)))
                .isEmpty();
    }

    private static String taken(BatchDesk desk, String claimId) {
        try {
            return take(desk, json(claimId)).batchId();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void shouldTellWhatBecameOfEachLine() throws IOException {
        // Given
        List<String> claims =
                List.of("waits", "scored", "repeats", "repeats-early", "rejected", "died", "died-later", "other");
        BatchDesk desk = new BatchDesk(
                jdbi(),
                new FakePublisher(),
                new TestClock(),
                new BatchLimits(100_000, 100, 10_000),
                Path.of("target", "batch-results"));

        // When
        Batch batch = take(desk, claims.stream().map(BatchResultsContract::json).collect(Collectors.joining("\n")));
        accept("scored", 1, ContentHash.of(claim("scored")));
        score("scored");
        accept("repeats", 99, ContentHash.of(claim("repeats")));
        score("repeats");
        accept("repeats-early", 98, ContentHash.of(claim("repeats-early")));
        reject("rejected", 4);
        die("claims.submitted.v1", 5, "died");
        accept("died-later", 6, ContentHash.of(claim("died-later")));
        die("claims.history.v1", 70, "died-later");
        die("claims.accepted.v1", 71, "died-later");
        accept("other", 97, "00");
        score("other");

        // Then
        assertThat(desk.lines(batch, Optional.empty(), 0, 100))
                .extracting(
                        LineResult::line, LineResult::outcome, it -> it.scored() != null, it -> it.problems().stream()
                                .map(LineProblem::code)
                                .toList())
                .containsExactly(
                        tuple(1, LineOutcome.SUBMITTED, false, List.of()),
                        tuple(2, LineOutcome.SCORED, true, List.of()),
                        tuple(3, LineOutcome.DUPLICATE, true, List.of()),
                        tuple(4, LineOutcome.DUPLICATE, false, List.of()),
                        tuple(5, LineOutcome.REJECTED, false, List.of("TEXT_BLANK")),
                        tuple(6, LineOutcome.DEAD_LETTERED, false, List.of("PROCESSING_FAILED")),
                        tuple(7, LineOutcome.DEAD_LETTERED, false, List.of("PROCESSING_FAILED")),
                        tuple(8, LineOutcome.SUBMITTED, false, List.of()));
        assertThat(desk.lines(batch, Optional.of(LineOutcome.DEAD_LETTERED), 6, 100))
                .extracting(LineResult::line)
                .containsExactly(7);
        assertThat(desk.lines(batch, Optional.of(LineOutcome.DUPLICATE), 0, 1))
                .extracting(LineResult::line)
                .containsExactly(3);
        assertThat(desk.counts(batch))
                .isEqualTo(Map.of(
                        LineOutcome.SUBMITTED, 2,
                        LineOutcome.SCORED, 1,
                        LineOutcome.DUPLICATE, 2,
                        LineOutcome.REJECTED, 1,
                        LineOutcome.DEAD_LETTERED, 2));
        assertThat(desk.lines(batch, Optional.empty(), 1, 1).get(0).scored())
                .isEqualTo(new LineResult.Scored(
                        Facts.scoreId("scored", 1),
                        "GBP",
                        new BigDecimal("1200.00"),
                        new BigDecimal("900.00"),
                        new BigDecimal("1600.00"),
                        0.42));
        assertThat(desk.lines(batch, Optional.empty(), 4, 1).get(0).problems())
                .containsExactly(new LineProblem("TEXT_BLANK", "/accident/type", "Expected a text."));
    }

    private static Batch take(BatchDesk desk, String body) throws IOException {
        BatchRequest request =
                new BatchRequest(BatchFormat.NDJSON, Facts.INSURER, it -> true, "key:k_1", Optional.empty());
        return desk.take(request, new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), -1)
                .batch();
    }

    private void accept(String claimId, int offset, String hash) {
        write(
                "insert into view_claim_revision (insurer, claim_id, revision, submitted_at, accepted, content_hash,"
                        + " submitted_partition, submitted_offset) values ('acme', ?, 1, current_timestamp, true, ?, 0, ?)",
                claimId,
                hash,
                offset);
    }

    private void score(String claimId) {
        write(
                "insert into view_score (score_id, insurer, claim_id, revision, line_of_business, currency, estimate,"
                        + " lower_end, upper_end, model_version, scored_at, document) values"
                        + " (?, 'acme', ?, 1, 'MOTOR_INJURY', 'GBP', 1200.00, 900.00, 1600.00, 'm-1', current_timestamp, ?)",
                Facts.scoreId(claimId, 1),
                claimId,
                EventJson.format(EventJson.toJson(Facts.score(claimId, 1).build())));
    }

    private void reject(String claimId, int offset) {
        write(
                "insert into view_rejection (submitted_partition, submitted_offset, insurer, claim_id, revision,"
                        + " rejected_at, violations) values (0, ?, 'acme', ?, 1, current_timestamp, ?)",
                offset,
                claimId,
                "[{\"code\":\"TEXT_BLANK\",\"field\":\"accident.type\",\"message\":\"Expected a text.\"}]");
    }

    private void die(String topic, int offset, String claimId) {
        write(
                "insert into view_dead_letter (source_topic, source_partition, source_offset, insurer, claim_id,"
                        + " revision, code, service, source_at, died_at, letter_partition, letter_offset) values"
                        + " (?, 0, ?, 'acme', ?, 1, 'PROCESSING_FAILED', 'claim-ingest', current_timestamp,"
                        + " current_timestamp, 0, 1)",
                topic,
                offset,
                claimId);
    }

    private void write(String sql, Object... values) {
        jdbi().useHandle(handle -> handle.execute(sql, Stream.of(values).toArray()));
    }

    private static ClaimSubmitted claim(String claimId) {
        return aClaim(claimId).withInsurer(Facts.INSURER).build();
    }

    private static String json(String claimId) {
        return EventJson.format(EventJson.toJson(claim(claimId)));
    }
}
