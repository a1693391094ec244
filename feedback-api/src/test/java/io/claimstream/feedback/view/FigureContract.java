package io.claimstream.feedback.view;

import static io.claimstream.feedback.Facts.NOW;
import static io.claimstream.testkit.Claims.aClaim;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.claimstream.domain.claim.ScoreId;
import io.claimstream.domain.drift.DriftReport;
import io.claimstream.domain.drift.DriftWindows;
import io.claimstream.domain.feature.FeatureSetV1;
import io.claimstream.event.ClaimFeedback;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.DriftDay;
import io.claimstream.event.FeedbackKind;
import io.claimstream.event.Interval;
import io.claimstream.event.RecordRef;
import io.claimstream.feedback.DriftDays;
import io.claimstream.feedback.Facts;
import io.claimstream.feedback.FeedbackMetrics;
import io.claimstream.feedback.WhatIfWorld;
import io.claimstream.feedback.figures.Answered;
import io.claimstream.feedback.figures.Days;
import io.claimstream.feedback.figures.DriftFigures;
import io.claimstream.feedback.figures.Figures;
import io.claimstream.feedback.figures.Overview;
import io.claimstream.feedback.figures.PaidMonth;
import io.claimstream.feedback.figures.Records;
import io.claimstream.feedback.figures.Scope;
import io.claimstream.feedback.figures.Step;
import io.claimstream.feedback.figures.VersionPeriod;
import io.claimstream.feedback.figures.Waiting;
import io.claimstream.feedback.figures.Waiting.Age;
import io.claimstream.feedback.figures.Waiting.AtRisk;
import io.claimstream.feedback.figures.Waiting.Deadline;
import io.claimstream.model.DatasetManifest;
import io.claimstream.model.ModelBundle;
import io.claimstream.model.ModelManifest;
import io.claimstream.schemas.json.EventJson;
import io.claimstream.schemas.registry.InMemorySchemaRegistry;
import io.claimstream.schemas.serde.EventSerdes;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What figures promise, whatever the database. */
abstract class FigureContract {

    private static final long SEED = 20_261_122;
    private static final LocalDate TODAY = LocalDate.ofInstant(NOW, ZoneOffset.UTC);
    private static final Days MONTH = new Days(TODAY.minusDays(30), TODAY);
    private static final Scope ALL = new Scope(null, null, null);
    private static final String VERSION = "m-0123456789ab";

    private final EventSerdes serdes = new EventSerdes(new InMemorySchemaRegistry());
    private final FeedbackMetrics metrics = new FeedbackMetrics(new SimpleMeterRegistry(), Clock.systemUTC());
    private long offset;

    /** A database with every migration applied. */
    abstract Jdbi jdbi();

    @BeforeEach
    void emptyTheViews() {
        jdbi().useHandle(handle -> List.of(
                        "view_claim_revision",
                        "view_rejection",
                        "view_dead_letter",
                        "view_score",
                        "view_feedback",
                        "view_claim",
                        "view_insurer",
                        "view_waiting_reason",
                        "view_tally_waiting",
                        "view_tally_answered",
                        "view_tally_settled",
                        "view_tally_paid",
                        "view_tally_record",
                        "view_drift_day",
                        "view_offset")
                .forEach(table -> handle.execute("delete from " + table)));
    }

    @Test
    void shouldShowWhatWaitsForAPerson() {
        // Given
        scored("acme", "c-1", NOW, NOW.plus(Duration.ofDays(3)), "1200.00");
        scored("acme", "c-2", NOW.minus(Duration.ofDays(5)), NOW.minus(Duration.ofDays(1)), "1200.00");
        scored("other", "c-1", NOW, null, "1200.00");
        scored("acme", "c-3", NOW, null, "1200.00");
        say("acme", "c-3", FeedbackKind.ACCEPTED, null, NOW);

        // When
        Overview all = figures().overview(ALL, MONTH, TODAY);
        Overview acme = figures().overview(new Scope("acme", "MOTOR_INJURY", "GBP"), MONTH, TODAY);
        Overview none = figures().overview(new Scope("acme", "PROPERTY", null), MONTH, TODAY);

        // Then
        assertThat(all.waiting().claims()).isEqualTo(3);
        assertThat(acme.waiting().claims()).isEqualTo(2);
        assertThat(acme.waiting().byAge()).containsEntry(Age.TODAY, 1L).containsEntry(Age.DAYS_4_TO_7, 1L);
        assertThat(acme.waiting().byDeadline())
                .containsEntry(Deadline.PASSED, 1L)
                .containsEntry(Deadline.WITHIN_A_WEEK, 1L);
        assertThat(all.waiting().byDeadline()).containsEntry(Deadline.NONE, 1L);
        assertThat(acme.waiting().atRisk())
                .hasEntrySatisfying("GBP", it -> assertThat(it.amount()).isEqualByComparingTo("1400.00"))
                .hasEntrySatisfying("GBP", it -> assertThat(it.claims()).isEqualTo(2));
        assertThat(none.waiting().atRisk()).isEqualTo(Map.<String, AtRisk>of());
        assertThat(acme.answered()).isEqualTo(new Answered(1, 0));
        assertThat(figures()
                        .overview(ALL, new Days(TODAY.plusDays(1), TODAY.plusDays(2)), TODAY)
                        .answered())
                .isEqualTo(Answered.NONE);
    }

    @Test
    void shouldRememberAnAnswerOnceTheClaimIsSettled() {
        // Given
        scored("acme", "c-1", NOW, null, "1200.00");
        say("acme", "c-1", FeedbackKind.CORRECTED, "1300.00", NOW);
        say("acme", "c-1", FeedbackKind.SETTLED, "1000.00", NOW.plus(Duration.ofDays(1)));

        // When
        Overview overview = figures().overview(ALL, new Days(TODAY, TODAY.plusDays(1)), TODAY);

        // Then
        assertThat(overview.answered()).isEqualTo(new Answered(0, 1));
        assertThat(overview.waiting().claims()).isZero();
        PaidMonth month = overview.months().get(0);
        assertThat(month.month()).isEqualTo(LocalDate.of(2026, 3, 1));
        assertThat(month.sums().estimated()).isEqualByComparingTo("1200.00");
        assertThat(month.sums().paid()).isEqualByComparingTo("1000.00");
        assertThat(month.estimates().median().orElseThrow()).isCloseTo(1200, within(12.0));
        assertThat(month.payments().median().orElseThrow()).isCloseTo(1000, within(10.0));
    }

    @Test
    void shouldTakeNoPolicyForAPerson() {
        // Given
        scored("acme", "c-1", NOW, null, "1200.00");
        project(
                ClaimViews.FEEDBACK,
                NOW,
                feedback("acme", "c-1", FeedbackKind.ACCEPTED, NOW)
                        .setActor("policy:acme@1")
                        .setRevision(1)
                        .setScoreId(ScoreId.live("acme", "c-1", 1).text())
                        .build());

        // When
        Overview overview = figures().overview(ALL, new Days(TODAY, TODAY.plusDays(1)), TODAY);

        // Then
        assertThat(overview.answered()).isEqualTo(new Answered(0, 0));
        assertThat(overview.waiting().claims()).isZero();
    }

    @Test
    void shouldTellWhatAVersionsScoresTurnedOutToBe() {
        // Given
        for (int i = 0; i < 20; i++) {
            scored("acme", "c-" + i, NOW.minus(Duration.ofDays(10)), null, "1200.00");
            say("acme", "c-" + i, FeedbackKind.SETTLED, i < 10 ? "1000.00" : "1500.00", NOW);
        }
        scored("other", "c-1", NOW, null, "1200.00");

        // When
        List<VersionPeriod> weeks = figures().ofVersion(VERSION, null, "GBP", MONTH, Step.WEEK);
        List<VersionPeriod> others = figures().ofVersion(VERSION, "other", "GBP", MONTH, Step.DAY);

        // Then: 1200 is 20 % above 1000 and 20 % below 1500; the interval is 900 to 1600
        assertThat(weeks)
                .extracting(it -> it.begin().toString(), VersionPeriod::scored, it -> it.settled()
                        .claims())
                .containsExactly(tuple("2026-02-16", 20L, 0L), tuple("2026-02-23", 1L, 20L));
        assertThat(weeks.get(1).settled().mape())
                .hasValueSatisfying(it -> assertThat(it).isCloseTo(0.2, within(1e-9)));
        assertThat(weeks.get(1).settled().bias())
                .hasValueSatisfying(it -> assertThat(it).isCloseTo(0, within(1e-9)));
        assertThat(weeks.get(1).settled().mae()).contains(250.0);
        assertThat(weeks.get(1).settled().coverage())
                .hasValueSatisfying(it -> assertThat(it.value()).isEqualTo(1));
        assertThat(weeks.get(1).settled().meanConfidence())
                .hasValueSatisfying(it -> assertThat(it).isCloseTo(0.42, within(1e-9)));
        assertThat(others).singleElement().satisfies(it -> {
            assertThat(it.scored()).isEqualTo(1);
            assertThat(it.settled().claims()).isZero();
        });
        assertThat(figures().ofVersion(VERSION, null, "EUR", MONTH, Step.WEEK)).isEmpty();
        assertThat(figures().ofVersion("m-2", null, "GBP", MONTH, Step.WEEK)).isEmpty();
    }

    @Test
    void shouldKeepTalliesEqualToTheClaimsWhateverHappens() {
        // Given
        Random random = new Random(SEED);
        for (int step = 0; step < 300; step++) {
            String insurer = "ins-" + random.nextInt(2);
            String claimId = "c-" + random.nextInt(12);
            Instant at = NOW.plus(Duration.ofDays(random.nextInt(40)));
            switch (random.nextInt(6)) {
                case 0 -> scored(insurer, claimId, at, random.nextBoolean() ? null : at, amount(random));
                case 1 -> rescored(insurer, claimId, 1 + random.nextInt(3), amount(random));
                case 2 -> say(insurer, claimId, FeedbackKind.ACCEPTED, null, at);
                case 3 -> say(insurer, claimId, FeedbackKind.CORRECTED, amount(random), at);
                case 4 ->
                    say(insurer, claimId, FeedbackKind.SETTLED, random.nextInt(9) == 0 ? "0.00" : amount(random), at);
                default -> withdraw(insurer, claimId, "f-" + random.nextInt(Math.max(1, (int) offset)), at);
            }

            // When
            if (step % 50 == 49) {
                Map<String, Map<List<Object>, List<BigDecimal>>> expected = recomputed();

                // Then
                for (Tally tally : List.of(Tally.WAITING, Tally.ANSWERED, Tally.SETTLED)) {
                    assertThat(kept(tally))
                            .as("%s after %s steps, seed %s", tally, step, SEED)
                            .isEqualTo(expected.getOrDefault(tally.name(), Map.of()));
                }
            }
        }
        assertThat(recomputed()).containsOnlyKeys("WAITING", "ANSWERED", "SETTLED");
        long settled = figures().overview(ALL, new Days(TODAY, TODAY.plusDays(60)), TODAY).months().stream()
                .mapToLong(it -> it.payments().size())
                .sum();
        assertThat(settled).isPositive().isEqualTo(jdbi().withHandle(handle -> handle.createQuery(
                        "select count(*) from view_claim where decision = 'SETTLED' and line_of_business is not null")
                .mapTo(Long.class)
                .one()));
    }

    @Test
    void shouldCountEveryRecordOnceHoweverOftenItIsRead() {
        // Given
        var submitted = record(
                ClaimViews.SUBMITTED, NOW, aClaim("c-1").withInsurer("acme").build());
        var malformed = record(
                ClaimViews.SUBMITTED, NOW, aClaim("c-1").withInsurer("a b").build());
        var rubbish = new ConsumerRecord<>(
                "claims.submitted.v1",
                0,
                offset++,
                NOW.toEpochMilli(),
                TimestampType.CREATE_TIME,
                0,
                1,
                new byte[0],
                new byte[] {9},
                new RecordHeaders(),
                Optional.empty());
        var rejected = record(ClaimViews.REJECTED, NOW, Facts.rejection("c-1", 1, 1));
        TopicReader submissions = TopicReader.of(ClaimViews.SUBMITTED, serdes, metrics);
        TopicReader rejections = TopicReader.of(ClaimViews.REJECTED, serdes, metrics);
        TopicPartition partition = new TopicPartition("claims.submitted.v1", 0);
        count(submissions, List.of(submitted, malformed, rubbish), 0);
        count(rejections, List.of(rejected), 0);
        jdbi().useTransaction(handle -> OffsetTable.move(handle, Map.of(), Map.of(partition, offset)));

        // When: a projection goes back and reads the same again
        jdbi().useTransaction(handle -> OffsetTable.move(handle, Map.of(partition, offset), Map.of(partition, 0L)));
        long counted =
                OffsetTable.readCounted(jdbi(), List.of("claims.submitted.v1")).getOrDefault(partition, 0L);
        count(submissions, List.of(submitted, malformed, rubbish), counted);

        // Then
        assertThat(counted).isEqualTo(offset);
        SortedMap<String, SortedMap<LocalDate, Records>> usage = figures().usage(null, MONTH, Step.MONTH);
        assertThat(usage).containsOnlyKeys("", "acme");
        assertThat(usage.get("acme"))
                .containsExactly(Map.entry(TODAY.withDayOfMonth(1), new Records(1, 0, 1, 0, 0, 0, 0)));
        assertThat(usage.get("")).containsExactly(Map.entry(TODAY.withDayOfMonth(1), new Records(2, 0, 0, 0, 0, 0, 0)));
        assertThat(figures().usage("acme", MONTH, Step.DAY)).containsOnlyKeys("acme");
    }

    @Test
    void shouldNameTheDatasetOfAModel(@TempDir Path folder) {
        // Given
        jdbi().useHandle(handle -> {
            handle.execute("delete from view_model");
            handle.execute("drop table if exists record_training_run");
        });
        DatasetManifest dataset;
        try (WhatIfWorld world = new WhatIfWorld(folder)) {
            ModelBundle bundle = world.publish(1, WhatIfWorld.SLOT);
            dataset = DatasetManifest.of(ModelManifest.parse(bundle.manifest()));
            TopicReader reader = TopicReader.of(ModelViews.VERSIONS, serdes, metrics);
            List<Row> rows = reader.rows(List.of(record(ModelViews.VERSIONS, NOW, bundle.toEvent(NOW))));
            jdbi().useTransaction(handle -> reader.write(handle, rows));

            // When
            ReadModel readModel = new JdbiReadModel(jdbi());

            // Then
            assertThat(readModel.datasets(new DatasetSearch(null, Optional.empty(), 50)))
                    .singleElement()
                    .satisfies(it -> {
                        assertThat(it.name()).isEqualTo(dataset.name());
                        assertThat(it.models()).containsExactly(bundle.version());
                        assertThat(it.lastUsedAt()).isEqualTo(NOW);
                    });
            assertThat(readModel.dataset(dataset.name())).hasValueSatisfying(it -> assertThat(it.manifest())
                    .isEqualTo(EventJson.parse(new String(dataset.toBytes(), StandardCharsets.UTF_8))));
            assertThat(readModel.dataset("d-9")).isEmpty();
            assertThat(readModel.version(bundle.version())).isPresent();
            assertThat(readModel.runOf(bundle.version())).isEmpty();
        }
    }

    @Test
    void shouldListDatasetsAPageAtATimeWhileMoreComeIn() {
        // Given: one used again, two at one time, and one of another insurer
        jdbi().useHandle(handle -> {
            handle.execute("delete from view_model");
            handle.execute("drop table if exists record_training_run");
        });
        publish("m-1", "d-1", null, 1);
        publish("m-2", "d-2", "other", 2);
        publish("m-3", "d-3", "acme", 3);
        publish("m-4", "d-4", null, 3);
        publish("m-5", "d-1", null, 5);
        ReadModel readModel = new JdbiReadModel(jdbi());

        // When
        List<DatasetSeen> first = readModel.datasets(new DatasetSearch("acme", Optional.empty(), 2));
        publish("m-6", "d-6", null, 6);
        List<DatasetSeen> second = readModel.datasets(new DatasetSearch("acme", Optional.of(place(first.get(1))), 2));
        List<DatasetSeen> all = readModel.datasets(new DatasetSearch(null, Optional.empty(), 50));

        // Then
        assertThat(first).extracting(DatasetSeen::name).containsExactly("d-1", "d-3");
        assertThat(first.get(0).models()).containsExactly("m-1", "m-5");
        assertThat(first.get(0).lastUsedAt()).isEqualTo(NOW.plusSeconds(5));
        assertThat(second).extracting(DatasetSeen::name).containsExactly("d-4");
        assertThat(all).extracting(DatasetSeen::name).containsExactly("d-6", "d-1", "d-3", "d-4", "d-2");
        assertThat(all).allSatisfy(it -> assertThat(it.manifest()).isNotNull());
        assertThat(readModel.dataset("d-1")).contains(first.get(0));
    }

    private static DatasetSearch.Place place(DatasetSeen dataset) {
        return new DatasetSearch.Place(dataset.lastUsedAt(), dataset.name());
    }

    private void publish(String version, String dataset, @Nullable String insurer, int second) {
        jdbi().useHandle(handle -> handle.createUpdate("insert into view_model (version, published_at, signing_key_id,"
                        + " manifest, dataset, dataset_insurer, dataset_manifest)"
                        + " values (:version, :at, 'k', '{}', :dataset, :insurer, '{\"rows\":1}')")
                .bind("version", version)
                .bind("at", OffsetDateTime.ofInstant(NOW.plusSeconds(second), ZoneOffset.UTC))
                .bind("dataset", dataset)
                .bind("insurer", insurer)
                .execute());
    }

    @Test
    void shouldPutNoDaysTogetherThatMeanSomethingElse() {
        // Given
        List<Waiting.Group> groups = new ArrayList<>();
        for (int age = 0; age < 40; age++) {
            for (int due = -3; due < 13; due++) {
                LocalDate dueOn = due == 12 ? Waiting.Group.NO_DEADLINE : TODAY.plusDays(due);
                groups.add(new Waiting.Group(
                        "GBP", TODAY.minusDays(age), dueOn, 1L + age, 1, BigDecimal.valueOf(100L * age + due, 2)));
            }
        }
        jdbi().useHandle(handle -> groups.forEach(it -> handle.execute(
                "insert into view_tally_waiting values ('acme', 'MOTOR_INJURY', ?, ?, ?, ?, ?, ?)",
                it.currency(),
                it.submittedOn(),
                it.dueOn(),
                it.claims(),
                it.withInterval(),
                it.moneyAtRisk())));

        // Then
        assertThat(figures().overview(ALL, MONTH, TODAY).waiting()).isEqualTo(Waiting.of(groups, TODAY));
    }

    @Test
    void shouldCompareDaysAsTheyWereWrittenLast() {
        // Given: 40 days of two partitions; a day is written anew as more claims come
        String changed = FeatureSetV1.NAMES.get(3);
        LocalDate trainedTo = TODAY.minusDays(20);
        List<DriftDay> days = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            LocalDate day = TODAY.minusDays(i);
            double factor = day.isAfter(trainedTo) ? 3 : 1;
            drift(DriftDays.of(day, 0, 5, changed, factor));
            days.add(drift(DriftDays.of(day, 0, 30, changed, factor)));
            days.add(drift(DriftDays.of(day, 1, 10, changed, factor)));
        }
        DriftFigures figures = figures().drift();

        // When
        DriftReport report = figures.compare("MOTOR_INJURY", "GBP", DriftWindows.since(trainedTo, TODAY));

        // Then: as the retrain worker says it of the same days
        assertThat(report).isEqualTo(DriftReport.of(days, FeatureSetV1.NAMES, trainedTo, DriftReport.Limits.USUAL));
        assertThat(report.drifted()).containsExactly(changed);
        assertThat(report.shifts().get(0).shift().before()).isEqualTo(20 * 40);
        assertThat(report.shifts().get(0).shift().after()).isEqualTo(20 * 40);
        assertThat(figures.newest("MOTOR_INJURY", "GBP")).contains(TODAY);
        assertThat(figures.newest("MOTOR_INJURY", "EUR")).isEmpty();
        assertThat(figures.compare("PROPERTY", "GBP", report.windows()).drifted())
                .isEmpty();
    }

    private DriftDay drift(DriftDay day) {
        project(ModelViews.DRIFT, NOW, day);
        return day;
    }

    private Figures figures() {
        return new Figures(jdbi());
    }

    private static String amount(Random random) {
        return BigDecimal.valueOf(1 + random.nextInt(500_000), 2).toPlainString();
    }

    private void scored(String insurer, String claimId, Instant at, @Nullable Instant dueAt, String estimate) {
        project(
                ClaimViews.ACCEPTED,
                at,
                aClaim(claimId).withInsurer(insurer).withAnswerDueAt(dueAt).buildAccepted(new RecordRef(0, 1L)));
        rescored(insurer, claimId, 1, estimate, at);
    }

    private void rescored(String insurer, String claimId, int revision, String estimate) {
        rescored(insurer, claimId, revision, estimate, NOW);
    }

    private void rescored(String insurer, String claimId, int revision, String estimate, Instant at) {
        project(
                ClaimViews.SCORED,
                at,
                score(insurer, claimId, revision)
                        .setEstimate(new BigDecimal(estimate))
                        .setInterval(new Interval(new BigDecimal("900.00"), new BigDecimal("1600.00"), 0.9))
                        .build());
    }

    private static ClaimScored.Builder score(String insurer, String claimId, int revision) {
        return Facts.score(claimId, revision)
                .setInsurer(insurer)
                .setScoreId(ScoreId.live(insurer, claimId, revision).text())
                .setModelVersion(VERSION);
    }

    private void say(String insurer, String claimId, FeedbackKind kind, @Nullable String amount, Instant at) {
        project(
                ClaimViews.FEEDBACK,
                at,
                feedback(insurer, claimId, kind, at)
                        .setAmount(amount == null ? null : new BigDecimal(amount))
                        .setRevision(kind == FeedbackKind.SETTLED ? null : 1)
                        .setScoreId(
                                kind == FeedbackKind.SETTLED
                                        ? null
                                        : ScoreId.live(insurer, claimId, 1).text())
                        .build());
    }

    private void withdraw(String insurer, String claimId, String feedbackId, Instant at) {
        project(
                ClaimViews.FEEDBACK,
                at,
                feedback(insurer, claimId, FeedbackKind.WITHDRAWN, at)
                        .setAmount(null)
                        .setWithdrawnFeedbackId(feedbackId)
                        .build());
    }

    private ClaimFeedback.Builder feedback(String insurer, String claimId, FeedbackKind kind, Instant at) {
        return Facts.settlement("f-" + offset, claimId)
                .setInsurer(insurer)
                .setKind(kind)
                .setEventTime(at);
    }

    /** What the tallies should be, from the claims as they are. */
    private Map<String, Map<List<Object>, List<BigDecimal>>> recomputed() {
        Map<String, Map<List<Object>, List<BigDecimal>>> sums = new TreeMap<>();
        jdbi().useHandle(handle -> handle.createQuery("select * from view_claim")
                .map((row, context) -> ClaimFacts.of(row))
                .forEach(facts -> facts.ifPresent(it -> ClaimTallies.of(it)
                        .forEach(part -> sums.computeIfAbsent(part.tally().name(), name -> new TreeMap<>(byText()))
                                .merge(part.key(), part.sums(), FigureContract::plus)))));
        sums.values().forEach(rows -> rows.replaceAll((key, amounts) -> plain(amounts)));
        return sums;
    }

    private static Comparator<List<Object>> byText() {
        return Comparator.comparing(List::toString);
    }

    private Map<List<Object>, List<BigDecimal>> kept(Tally tally) {
        Map<List<Object>, List<BigDecimal>> rows = new TreeMap<>(byText());
        read(tally, (key, amounts) -> {
            if (amounts.stream().anyMatch(it -> it.signum() != 0)) {
                rows.put(key, plain(amounts));
            }
        });
        return rows;
    }

    private void read(Tally tally, BiConsumer<List<Object>, List<BigDecimal>> rows) {
        jdbi().useHandle(handle -> handle.createQuery("select * from " + tally.table())
                .map((row, context) -> {
                    rows.accept(key(tally, row), amounts(tally, row));
                    return 1;
                })
                .list());
    }

    private static List<Object> key(Tally tally, ResultSet row) throws SQLException {
        List<Object> key = new ArrayList<>();
        for (Column column : tally.keys()) {
            key.add(
                    column.type().equals("date")
                            ? row.getDate(column.name()).toLocalDate()
                            : row.getString(column.name()));
        }
        return key;
    }

    private static List<BigDecimal> amounts(Tally tally, ResultSet row) throws SQLException {
        List<BigDecimal> amounts = new ArrayList<>();
        for (Column column : tally.sums()) {
            amounts.add(row.getBigDecimal(column.name()));
        }
        return amounts;
    }

    private static List<BigDecimal> plus(List<BigDecimal> one, List<BigDecimal> other) {
        List<BigDecimal> sum = new ArrayList<>();
        for (int i = 0; i < one.size(); i++) {
            sum.add(one.get(i).add(other.get(i)));
        }
        return sum;
    }

    private static List<BigDecimal> plain(List<BigDecimal> amounts) {
        return amounts.stream().map(it -> it.setScale(8)).toList();
    }

    private void count(TopicReader reader, List<ConsumerRecord<byte[], byte[]>> records, long counted) {
        TopicReader.Read read = reader.read(records, record -> record.offset() >= counted);
        TallySheet sheet = new TallySheet();
        sheet.add(read.counts());
        jdbi().useTransaction(sheet::write);
    }

    private <V extends SpecificRecord> ConsumerRecord<byte[], byte[]> record(TopicView<V> view, Instant at, V value) {
        byte[] bytes =
                serdes.of(view.topic()).serializer().serialize(view.topic().name(), value);
        return new ConsumerRecord<>(
                view.topic().name(),
                0,
                offset++,
                at.toEpochMilli(),
                TimestampType.CREATE_TIME,
                0,
                bytes.length,
                new byte[0],
                bytes,
                new RecordHeaders(),
                Optional.empty());
    }

    /** As a projection does. */
    private <V extends SpecificRecord> void project(TopicView<V> view, Instant at, V value) {
        TopicReader reader = TopicReader.of(view, serdes, metrics);
        TopicReader.Read read = reader.read(List.of(record(view, at, value)), record -> true);
        TallySheet counts = new TallySheet();
        counts.add(read.counts());
        jdbi().useTransaction(handle -> {
            reader.write(handle, read.rows());
            counts.write(handle);
            ClaimTable.write(
                    handle,
                    read.rows().stream()
                            .flatMap(row -> row.claim().stream())
                            .distinct()
                            .toList());
        });
    }
}
