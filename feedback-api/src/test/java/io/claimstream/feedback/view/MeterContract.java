package io.claimstream.feedback.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.domain.claim.ScoreId;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.ScorePurpose;
import io.claimstream.feedback.Facts;
import io.claimstream.feedback.FeedbackMetrics;
import io.claimstream.feedback.billing.Meter;
import io.claimstream.feedback.billing.Meter.Metered;
import io.claimstream.feedback.figures.Days;
import io.claimstream.feedback.figures.Step;
import io.claimstream.schemas.registry.InMemorySchemaRegistry;
import io.claimstream.schemas.serde.EventSerdes;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What metering promises, whatever the database. */
abstract class MeterContract {

    private static final YearMonth MARCH = YearMonth.parse("2026-03");
    private static final Instant LAST_OF_FEBRUARY = Instant.parse("2026-02-28T23:59:59.999Z");
    private static final Instant FIRST_OF_MARCH = Instant.parse("2026-03-01T00:00:00Z");
    private static final List<ScorePurpose> FREE = List.copyOf(EnumSet.complementOf(EnumSet.of(ScorePurpose.LIVE)));
    private static final Days SPRING = new Days(LocalDate.parse("2026-02-01"), LocalDate.parse("2026-04-30"));

    private final EventSerdes serdes = new EventSerdes(new InMemorySchemaRegistry());
    private final TopicReader reader = TopicReader.beside(
            MeterView.VIEW, serdes, new FeedbackMetrics(new SimpleMeterRegistry(), Clock.systemUTC()));
    private final List<ConsumerRecord<byte[], byte[]>> log = new ArrayList<>();

    /** A database with every migration applied. */
    abstract Jdbi jdbi();

    @BeforeEach
    void empty() {
        jdbi().useHandle(handle -> handle.execute("delete from view_metered_score"));
    }

    @Test
    void shouldCountEachRevisionOnceWhateverIsReadHowOften() {
        // Given: three insurers, revisions, shadow scores, scores done again, and the same score again, over three
        // months.
        Random chance = new Random(7);
        Instant begin = Instant.parse("2026-02-01T00:00:00Z");
        for (int i = 0; i < 600; i++) {
            String claim = "c-" + chance.nextInt(120);
            ScorePurpose purpose = chance.nextInt(8) == 0 ? FREE.get(chance.nextInt(FREE.size())) : ScorePurpose.LIVE;
            append(
                    score("insurer-" + chance.nextInt(3), claim, 1 + chance.nextInt(3), purpose),
                    begin.plusSeconds(chance.nextInt(7_600_000)));
        }

        // When: read with crashes that go back, and all of it anew.
        int place = 0;
        while (place < log.size()) {
            int back = Math.max(0, place - chance.nextInt(60));
            int end = Math.min(log.size(), place + 1 + chance.nextInt(90));
            write(log.subList(back, end));
            place = end;
        }
        List<Metered> first = usage(Step.MONTH);
        jdbi().useHandle(handle -> handle.execute("truncate table view_metered_score"));
        write(log);

        // Then
        assertThat(usage(Step.MONTH)).isEqualTo(first).isEqualTo(recounted());
        assertThat(first.stream().mapToLong(Metered::scores).sum())
                .isLessThan(log.size())
                .isGreaterThan(300);
    }

    @Test
    void shouldCountByTheMonthAtUtcInWhichTheSubmissionCameIn() {
        // Given
        append(score("acme", "c-1", 1, ScorePurpose.LIVE), LAST_OF_FEBRUARY);
        append(score("acme", "c-1", 2, ScorePurpose.LIVE), FIRST_OF_MARCH);
        append(score("acme", "c-2", 1, ScorePurpose.LIVE), Instant.parse("2026-03-31T23:59:59.999Z"));
        append(score("acme", "c-3", 1, ScorePurpose.LIVE), Instant.parse("2026-04-01T00:00:00Z"));
        append(score("other", "c-1", 1, ScorePurpose.LIVE), FIRST_OF_MARCH);

        // When
        write(log);

        // Then
        assertThat(new Meter(jdbi()).scores("acme", MARCH)).isEqualTo(2);
        assertThat(new Meter(jdbi()).scores("acme", MARCH.minusMonths(1))).isEqualTo(1);
        assertThat(new Meter(jdbi()).scores("nobody", MARCH)).isZero();
        assertThat(new Meter(jdbi()).usage("acme", SPRING, Step.DAY))
                .extracting(Metered::begin)
                .containsExactly(
                        LocalDate.parse("2026-02-28"),
                        LocalDate.parse("2026-03-01"),
                        LocalDate.parse("2026-03-31"),
                        LocalDate.parse("2026-04-01"));
    }

    @Test
    void shouldKeepTheFirstScoreOfARevision() {
        // Given
        append(score("acme", "c-1", 1, ScorePurpose.LIVE), LAST_OF_FEBRUARY);
        append(
                ClaimScored.newBuilder(score("acme", "c-1", 1, ScorePurpose.LIVE))
                        .setModelVersion("m-later")
                        .build(),
                FIRST_OF_MARCH);

        // When: in one batch, and again in two.
        write(log);
        write(log.subList(1, 2));

        // Then
        assertThat(usage(Step.MONTH))
                .containsExactly(new Metered("acme", LocalDate.parse("2026-02-01"), "m-0123456789ab", 1));
    }

    @Test
    void shouldTellModelVersionsApart() {
        // Given
        IntStream.range(0, 5)
                .forEach(i -> append(
                        ClaimScored.newBuilder(score("acme", "c-" + i, 1, ScorePurpose.LIVE))
                                .setModelVersion(i < 2 ? "baseline" : "m-1")
                                .build(),
                        FIRST_OF_MARCH));

        // When
        write(log);

        // Then
        assertThat(usage(Step.MONTH))
                .containsExactly(
                        new Metered("acme", MARCH.atDay(1), "baseline", 2),
                        new Metered("acme", MARCH.atDay(1), "m-1", 3));
    }

    private List<Metered> usage(Step step) {
        return new Meter(jdbi()).usage(null, SPRING, step);
    }

    /** From the log alone, by another way. */
    private List<Metered> recounted() {
        Map<String, Instant> seen = new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : log) {
            ClaimScored score =
                    serdes.of(MeterView.VIEW.topic()).deserializer().deserialize(record.topic(), record.value());
            if (score.getPurpose() == ScorePurpose.LIVE) {
                seen.putIfAbsent(
                        score.getInsurer() + " " + score.getClaimId() + " " + score.getRevision(),
                        Instant.ofEpochMilli(record.timestamp()));
            }
        }
        Map<List<String>, Long> counts = new TreeMap<>(Comparator.comparing(List::toString));
        seen.forEach((identity, at) -> counts.merge(
                List.of(YearMonth.from(at.atZone(ZoneOffset.UTC)).toString(), identity.split(" ", -1)[0]),
                1L,
                Long::sum));
        return counts.entrySet().stream()
                .map(it -> new Metered(
                        it.getKey().get(1),
                        YearMonth.parse(it.getKey().get(0)).atDay(1),
                        "m-0123456789ab",
                        it.getValue()))
                .toList();
    }

    private void write(List<ConsumerRecord<byte[], byte[]>> records) {
        List<Row> rows = reader.rows(records);
        jdbi().useTransaction(handle -> reader.write(handle, rows));
    }

    private void append(ClaimScored score, Instant at) {
        byte[] bytes = serdes.of(MeterView.VIEW.topic())
                .serializer()
                .serialize(MeterView.VIEW.topic().name(), score);
        log.add(new ConsumerRecord<>(
                MeterView.VIEW.topic().name(),
                0,
                log.size(),
                at.toEpochMilli(),
                TimestampType.CREATE_TIME,
                0,
                bytes.length,
                new byte[0],
                bytes,
                new RecordHeaders(),
                Optional.empty()));
    }

    private static ClaimScored score(String insurer, String claimId, int revision, ScorePurpose purpose) {
        return Facts.score(claimId, revision)
                .setInsurer(insurer)
                .setPurpose(purpose)
                .setScoreId(ScoreId.live(insurer, claimId, revision).text())
                .build();
    }
}
