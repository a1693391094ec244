package io.claimstream.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.claimstream.domain.ledger.ChainCheck;
import io.claimstream.domain.ledger.Lag;
import io.claimstream.domain.ledger.LedgerHash;
import io.claimstream.domain.ledger.Link;
import io.claimstream.event.AcceptanceTerms;
import io.claimstream.event.ApprovalDeclined;
import io.claimstream.event.ChainState;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimFeedback;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.ContestEnded;
import io.claimstream.event.ContestOutcome;
import io.claimstream.event.DecisionEntry;
import io.claimstream.event.DecisionKind;
import io.claimstream.event.FeedbackKind;
import io.claimstream.event.HashedRecord;
import io.claimstream.event.LedgerHead;
import io.claimstream.event.Reason;
import io.claimstream.event.RecordRef;
import io.claimstream.event.ScorePurpose;
import io.claimstream.platform.deadletter.DeadLetters;
import io.claimstream.platform.records.PlacedLog;
import io.claimstream.platform.streams.Quarantine;
import io.claimstream.platform.streams.StreamsProperties;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.registry.InMemorySchemaRegistry;
import io.claimstream.schemas.serde.EventSerdes;
import io.claimstream.testkit.GoldenFile;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is entered, and that its chain holds. */
class LedgerTopologyTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant SCORED_AT = Instant.parse("2026-03-01T09:30:00Z");
    private static final Instant LOGGED_AT = Instant.parse("2026-03-01T09:31:00Z");
    private static final RecordRef FEATURES = new RecordRef(0, 16L);
    private static final RecordRef ACCEPTED = new RecordRef(0, 7L);

    @TempDir
    Path folder;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final LedgerMetrics metrics = new LedgerMetrics(meters);
    private final EventSerdes serdes = new EventSerdes(new InMemorySchemaRegistry());
    private final Map<String, Map<RecordRef, byte[]>> log = new HashMap<>();
    private @Nullable RuntimeException outage;
    private TopologyTestDriver driver;

    @BeforeEach
    void open() {
        log.put(
                Topics.CLAIMS_FEATURES.name(),
                new HashMap<>(Map.of(FEATURES, bytes(Topics.CLAIMS_FEATURES, features()))));
        log.put(
                Topics.CLAIMS_ACCEPTED.name(),
                new HashMap<>(Map.of(ACCEPTED, "accepted".getBytes(StandardCharsets.UTF_8))));
        driver = driver();
    }

    private TopologyTestDriver driver() {
        Properties properties = StreamsProperties.behaviour(
                LedgerTopology.APPLICATION_ID,
                new DeadLetters(LedgerApp.NAME, meters, origin -> metrics.deadLetter()),
                new Quarantine());
        properties.put(StreamsConfig.STATE_DIR_CONFIG, "target/state/" + UUID.randomUUID());
        return new TopologyTestDriver(topology(), properties, NOW);
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void shouldKeepTheTopologyAsReleased() {
        GoldenFile.of("topology.txt", LedgerTopologyTest.class)
                .assertHolds(topology().describe().toString());
    }

    @Test
    void shouldEnterAScoreWithWhatItWasMadeFrom() {
        // When
        score(Topics.CLAIMS_SCORED, ScorePurpose.LIVE);

        // Then
        TestRecord<String, DecisionEntry> record = entries().get(0);
        DecisionEntry entry = record.value();
        assertThat(record.key()).isEqualTo("acme|c-1");
        assertThat(entry.getKind()).isEqualTo(DecisionKind.SCORED);
        assertThat(entry.getRecord())
                .isEqualTo(new HashedRecord(
                        "claims.scored.v1",
                        0,
                        0L,
                        LedgerHash.of(bytes(Topics.CLAIMS_SCORED, scored(ScorePurpose.LIVE)))));
        assertThat(entry.getInputs())
                .containsExactly(
                        new HashedRecord(
                                "claims.features.v1", 0, 16L, LedgerHash.of(bytes(Topics.CLAIMS_FEATURES, features()))),
                        new HashedRecord(
                                "claims.accepted.v1",
                                0,
                                7L,
                                LedgerHash.of("accepted".getBytes(StandardCharsets.UTF_8))));
        assertThat(entry.getDecidedBy()).isEqualTo("model:m-1");
        assertThat(entry.getAutomatic()).contains(true);
        assertThat(entry.getKnownAt()).isEqualTo(SCORED_AT);
        assertThat(entry.getReasons()).singleElement().satisfies(it -> assertThat(it.getContribution())
                .isEqualByComparingTo("200.00"));
    }

    @Test
    void shouldSayThatAnInputIsGone() {
        // Given
        Objects.requireNonNull(log.get(Topics.CLAIMS_FEATURES.name())).clear();

        // When
        score(Topics.CLAIMS_RESCORED, ScorePurpose.SHADOW);

        // Then
        DecisionEntry entry = entries().get(0).value();
        assertThat(entry.getKind()).isEqualTo(DecisionKind.SHADOW_SCORED);
        assertThat(entry.getInputs()).containsExactly(new HashedRecord("claims.features.v1", 0, 16L, null));
    }

    @Test
    void shouldEnterWhatPeopleAndPoliciesSay() {
        // When
        say(said("f_1", FeedbackKind.ACCEPTED)
                .setActor("policy:acme@3")
                .setTerms(new AcceptanceTerms(null, "GBP", new BigDecimal("2500.00"), 0.8, 0.4, 0.05, 1.0)));
        say(said("f_2", FeedbackKind.CORRECTED).setAmount(new BigDecimal("900.00")));
        say(said("f_3", FeedbackKind.WITHDRAWN).setWithdrawnFeedbackId("f_1"));
        say(said("f_4", FeedbackKind.ACCEPTED).setActor("key:k_1"));
        say(said("f_5", FeedbackKind.ACCEPTED).setActor("key:k_1, approved by oidc:0a1b"));

        // Then
        List<DecisionEntry> entries = entries().stream().map(TestRecord::value).toList();
        assertThat(entries)
                .extracting(DecisionEntry::getKind)
                .containsExactly(
                        DecisionKind.ACCEPTED,
                        DecisionKind.CORRECTED,
                        DecisionKind.WITHDRAWN,
                        DecisionKind.ACCEPTED,
                        DecisionKind.ACCEPTED);
        assertThat(entries)
                .extracting(DecisionEntry::getAutomatic)
                .as("of a key alone the log does not tell whether a person holds it")
                .containsExactly(
                        Optional.of(true),
                        Optional.of(false),
                        Optional.of(false),
                        Optional.empty(),
                        Optional.of(false));
        assertThat(entries.get(0).getTerms().map(AcceptanceTerms::getLeastConfidence))
                .contains(0.8);
        assertThat(entries.get(1).getAmount()).contains(new BigDecimal("900.00"));
        assertThat(entries.get(1).getDecidedBy()).isEqualTo("user:u_1");
        assertThat(entries.get(2).getWithdrawnFeedbackId()).contains("f_1");
        assertThat(entries).extracting(DecisionEntry::getKnownAt).containsOnly(LOGGED_AT);
    }

    @Test
    void shouldEnterHowContestsEnded() {
        // When
        end("co_1", ContestOutcome.UPHELD, null, "user:u_2");
        end("co_2", ContestOutcome.CHANGED, "f_9", "oidc:0a1b");
        end("co_3", ContestOutcome.WITHDRAWN, null, "key:k_1");
        end("co_4", ContestOutcome.ERASED, null, "erasure");

        // Then
        List<TestRecord<String, DecisionEntry>> records = entries();
        List<DecisionEntry> entries = records.stream().map(TestRecord::value).toList();
        assertThat(records).extracting(TestRecord::key).containsOnly("acme|c-1");
        assertThat(entries)
                .extracting(DecisionEntry::getKind)
                .containsExactly(
                        DecisionKind.CONTEST_UPHELD,
                        DecisionKind.CONTEST_CHANGED,
                        DecisionKind.CONTEST_WITHDRAWN,
                        DecisionKind.CONTEST_ERASED);
        assertThat(entries)
                .extracting(DecisionEntry::getDecidedBy)
                .containsExactly("user:u_2", "oidc:0a1b", "key:k_1", "erasure");
        assertThat(entries)
                .extracting(DecisionEntry::getAutomatic)
                .containsExactly(Optional.of(false), Optional.of(false), Optional.empty(), Optional.empty());
        assertThat(entries.get(1).getResultFeedbackId()).contains("f_9");
        DecisionEntry first = entries.get(0);
        assertThat(first.getDecisionId()).isEqualTo("co_1");
        assertThat(first.getScoreId()).contains("s_1");
        assertThat(first.getRevision()).contains(1);
        assertThat(first.getEventTime()).isEqualTo(SCORED_AT);
        assertThat(first.getKnownAt()).isEqualTo(LOGGED_AT);
        assertThat(first.getRecord())
                .isEqualTo(new HashedRecord(
                        "claims.contests.v1",
                        0,
                        0L,
                        LedgerHash.of(bytes(
                                Topics.CLAIMS_CONTESTS, ended("co_1", ContestOutcome.UPHELD, null, "user:u_2")))));
    }

    @Test
    void shouldEnterWhatASecondPersonDeclined() {
        // Given
        ApprovalDeclined declined = new ApprovalDeclined(
                "a_1",
                "acme",
                "c-1",
                1,
                "s_1",
                FeedbackKind.CORRECTED,
                "GBP",
                new BigDecimal("52000.00"),
                "PROGNOSIS",
                null,
                "key:k_1",
                SCORED_AT,
                "user:u_2",
                SCORED_AT.plusSeconds(60));

        // When
        driver.createInputTopic(
                        Topics.CLAIMS_APPROVALS.name(),
                        new StringSerializer(),
                        serdes.of(Topics.CLAIMS_APPROVALS).serializer())
                .pipeInput("acme|c-1", declined, LOGGED_AT);

        // Then
        assertThat(entries()).singleElement().satisfies(it -> {
            assertThat(it.key()).isEqualTo("acme|c-1");
            DecisionEntry entry = it.value();
            assertThat(entry.getKind()).isEqualTo(DecisionKind.APPROVAL_DECLINED);
            assertThat(entry.getDecisionId()).isEqualTo("a_1");
            assertThat(entry.getScoreId()).contains("s_1");
            assertThat(entry.getRevision()).contains(1);
            assertThat(entry.getAskedKind()).contains(FeedbackKind.CORRECTED);
            assertThat(entry.getAskedBy()).contains("key:k_1");
            assertThat(entry.getAmount()).contains(new BigDecimal("52000.00"));
            assertThat(entry.getCurrency()).contains("GBP");
            assertThat(entry.getReasonCode()).contains("PROGNOSIS");
            assertThat(entry.getDecidedBy()).isEqualTo("user:u_2");
            assertThat(entry.getAutomatic()).contains(false);
            assertThat(entry.getEventTime()).isEqualTo(SCORED_AT.plusSeconds(60));
            assertThat(entry.getKnownAt()).isEqualTo(LOGGED_AT);
            assertThat(entry.getRecord())
                    .isEqualTo(new HashedRecord(
                            "claims.approvals.v1", 0, 0L, LedgerHash.of(bytes(Topics.CLAIMS_APPROVALS, declined))));
        });
    }

    @Test
    void shouldEnterWhatIsWrittenAgainAsWhatItIs() {
        // When
        end("co_1", ContestOutcome.UPHELD, null, "user:u_2");
        end("co_1", ContestOutcome.UPHELD, null, "user:u_2");

        // Then
        assertThat(entries())
                .extracting(it -> it.value().getRecord().getOffset())
                .containsExactly(0L, 1L);
    }

    @Test
    void shouldChainAcrossTopicsAndSignTheEnd() {
        // When
        score(Topics.CLAIMS_SCORED, ScorePurpose.LIVE);
        say(said("f_1", FeedbackKind.ACCEPTED));
        driver.advanceWallClockTime(Duration.ofSeconds(10));
        driver.advanceWallClockTime(Duration.ofSeconds(10));
        score(Topics.CLAIMS_RESCORED, ScorePurpose.RESCORE);
        driver.advanceWallClockTime(Duration.ofSeconds(10));

        // Then
        List<DecisionEntry> entries = entries().stream().map(TestRecord::value).toList();
        List<LedgerHead> heads = heads();
        assertThat(entries).extracting(DecisionEntry::getSequence).containsExactly(1L, 2L, 3L);
        assertThat(heads).extracting(LedgerHead::getSequence).containsExactly(2L, 3L);
        assertThat(ChainCheck.faults(0, links(entries), heads, demands(Set.of())))
                .isEmpty();
        assertThat(ChainCheck.faults(0, links(entries), heads, demands(Set.of("another"))))
                .isNotEmpty();
    }

    @Test
    void shouldGoOnWhereTheChainEnds() {
        // Given
        say(said("f_1", FeedbackKind.SETTLED));
        DecisionEntry first = entries().get(0).value();
        ChainState end = Objects.requireNonNull(driver.<Integer, ChainState>getKeyValueStore(LedgerTopology.STORE)
                .get(0));

        // When
        say(said("f_2", FeedbackKind.SETTLED));

        // Then
        assertThat(end.getEntryHash()).isEqualTo(first.getEntryHash());
        assertThat(entries().get(0).value().getPreviousHash()).isEqualTo(first.getEntryHash());
    }

    @Test
    void shouldEnterNothingAgainThatIsReadAgain() {
        // Given
        enterOneOfEach();
        assertThat(entries()).hasSize(4);
        ChainState end = Objects.requireNonNull(driver.<Integer, ChainState>getKeyValueStore(LedgerTopology.STORE)
                .get(0));

        // When: the group's offsets are gone, and the store is not.
        driver.close();
        driver = driver();
        driver.<Integer, ChainState>getKeyValueStore(LedgerTopology.STORE).put(0, end);
        enterOneOfEach();
        driver.advanceWallClockTime(Duration.ofSeconds(10));

        // Then
        assertThat(entries()).isEmpty();
        assertThat(heads()).extracting(LedgerHead::getSequence).containsExactly(4L);
        assertThat(count(LedgerMetrics.REDELIVERED)).isEqualTo(4);
        say(said("f_2", FeedbackKind.SETTLED));
        assertThat(entries()).extracting(it -> it.value().getSequence()).containsExactly(5L);
    }

    private void enterOneOfEach() {
        score(Topics.CLAIMS_SCORED, ScorePurpose.LIVE);
        score(Topics.CLAIMS_RESCORED, ScorePurpose.RESCORE);
        say(said("f_1", FeedbackKind.SETTLED));
        end("co_1", ContestOutcome.UPHELD, null, "user:u_2");
    }

    @Test
    void shouldMakeADeadLetterOfRubbishAndLeaveNoGap() {
        // When
        say(said("f_1", FeedbackKind.SETTLED));
        driver.createInputTopic(Topics.CLAIMS_FEEDBACK.name(), new StringSerializer(), new ByteArraySerializer())
                .pipeInput("anything", new byte[] {1, 2, 3});
        say(said("f_2", FeedbackKind.SETTLED));

        // Then
        assertThat(entries()).extracting(it -> it.value().getSequence()).containsExactly(1L, 2L);
        assertThat(count(LedgerMetrics.READ)).isEqualTo(3);
        assertThat(count(LedgerMetrics.DEAD)).isEqualTo(1);
        assertThat(meters.find(LedgerMetrics.ENTRIES).counters().stream()
                        .mapToDouble(it -> it.count())
                        .sum())
                .isEqualTo(2);
    }

    @Test
    void shouldLeaveHeadersOfUpstreamBehind() {
        // When
        RecordHeaders headers = new RecordHeaders();
        headers.add("note", "her name".getBytes(StandardCharsets.UTF_8));
        driver.createInputTopic(
                        Topics.CLAIMS_FEEDBACK.name(),
                        new StringSerializer(),
                        serdes.of(Topics.CLAIMS_FEEDBACK).serializer())
                .pipeInput(
                        new TestRecord<>("k", said("f_1", FeedbackKind.SETTLED).build(), headers, LOGGED_AT));

        // Then
        assertThat(entries().get(0).headers()).isEmpty();
    }

    @Test
    void shouldWaitForKafkaAndEnterOnce() {
        // Given
        outage = new TimeoutException("away");

        // When
        assertThat(catchThrowable(() -> score(Topics.CLAIMS_SCORED, ScorePurpose.LIVE)))
                .isNotNull();

        // Then
        assertThat(count(LedgerMetrics.DEAD)).isZero();
        assertThat(entries()).isEmpty();
    }

    private Topology topology() {
        return new LedgerTopology(
                        serdes,
                        new LedgerTopology.World(
                                Inputs::new,
                                LedgerKeys.signer(folder),
                                Clock.fixed(NOW, ZoneOffset.UTC),
                                Duration.ofSeconds(10)),
                        metrics)
                .get();
    }

    /** What the scores were made from. */
    private final class Inputs implements PlacedLog {
        @Override
        public Optional<byte[]> at(String topic, RecordRef place) {
            if (outage != null) {
                throw outage;
            }
            return Optional.ofNullable(Objects.requireNonNull(log.get(topic)).get(place));
        }

        @Override
        public void close() {}
    }

    private void score(Topic<ClaimScored> topic, ScorePurpose purpose) {
        TestInputTopic<String, ClaimScored> input = driver.createInputTopic(
                topic.name(), new StringSerializer(), serdes.of(topic).serializer());
        input.pipeInput("acme|c-1", scored(purpose), SCORED_AT);
    }

    private void say(ClaimFeedback.Builder feedback) {
        TestInputTopic<String, ClaimFeedback> input = driver.createInputTopic(
                Topics.CLAIMS_FEEDBACK.name(),
                new StringSerializer(),
                serdes.of(Topics.CLAIMS_FEEDBACK).serializer());
        input.pipeInput("anything", feedback.build(), LOGGED_AT);
    }

    private void end(String id, ContestOutcome outcome, @Nullable String feedbackId, String actor) {
        TestInputTopic<String, ContestEnded> input = driver.createInputTopic(
                Topics.CLAIMS_CONTESTS.name(),
                new StringSerializer(),
                serdes.of(Topics.CLAIMS_CONTESTS).serializer());
        input.pipeInput("acme|c-1", ended(id, outcome, feedbackId, actor), LOGGED_AT);
    }

    private List<TestRecord<String, DecisionEntry>> entries() {
        return driver.createOutputTopic(
                        Topics.DECISIONS_LEDGER.name(),
                        new StringDeserializer(),
                        serdes.of(Topics.DECISIONS_LEDGER).deserializer())
                .readRecordsToList();
    }

    private List<LedgerHead> heads() {
        return driver.createOutputTopic(
                        Topics.DECISIONS_HEADS.name(),
                        new ByteArrayDeserializer(),
                        serdes.of(Topics.DECISIONS_HEADS).deserializer())
                .readValuesToList();
    }

    private static List<Link> links(List<DecisionEntry> entries) {
        List<Link> links = new ArrayList<>();
        entries.forEach(it -> links.add(Link.of(links.size(), it)));
        return links;
    }

    private ChainCheck.Demands demands(Set<String> pinned) {
        return new ChainCheck.Demands(
                LedgerKeys.signedBy(LedgerKeys.trusted(folder), pinned), new Lag(NOW, Duration.ofHours(1)));
    }

    private double count(String name) {
        return meters.get(name).counter().count();
    }

    private <V extends SpecificRecord> byte[] bytes(Topic<V> topic, V event) {
        return serdes.of(topic).serializer().serialize(topic.name(), event);
    }

    private static ClaimFeedback.Builder said(String id, FeedbackKind kind) {
        return ClaimFeedback.newBuilder()
                .setFeedbackId(id)
                .setInsurer("acme")
                .setClaimId("c-1")
                .setScoreId("s_1")
                .setKind(kind)
                .setActor("user:u_1")
                .setEventTime(SCORED_AT);
    }

    private static ContestEnded ended(String id, ContestOutcome outcome, @Nullable String feedbackId, String actor) {
        return new ContestEnded(
                id, "acme", "c-1", 1, "s_1", outcome, feedbackId, actor, SCORED_AT, SCORED_AT, SCORED_AT);
    }

    private static ClaimScored scored(ScorePurpose purpose) {
        return ClaimScored.newBuilder()
                .setScoreId("s_1")
                .setInsurer("acme")
                .setClaimId("c-1")
                .setRevision(1)
                .setPurpose(purpose)
                .setLineOfBusiness("MOTOR_INJURY")
                .setCurrency("GBP")
                .setEstimate(new BigDecimal("1200.00"))
                .setBaseValue(new BigDecimal("1000.00"))
                .setReasons(List.of(new Reason("amount_claimed", "Total claimed", new BigDecimal("200.00"))))
                .setOtherReasons(new BigDecimal("0.00"))
                .setReviewReasons(List.of())
                .setModelVersion("m-1")
                .setFeatureSet("v1")
                .setEngineVersion("compiled/1")
                .setFeatures(FEATURES)
                .setEventTime(SCORED_AT)
                .setScoredAt(SCORED_AT)
                .build();
    }

    private static ClaimFeatures features() {
        return ClaimFeatures.newBuilder()
                .setInsurer("acme")
                .setClaimId("c-1")
                .setRevision(1)
                .setLineOfBusiness("MOTOR_INJURY")
                .setCurrency("GBP")
                .setEventTime(SCORED_AT)
                .setClaimantPseudonym("p_1")
                .setFeatureSet("v1")
                .setValues(List.of(1.0f))
                .setUnseenCategories(List.of())
                .setSumOfHeads(new BigDecimal("1200.00"))
                .setAccepted(ACCEPTED)
                .setSnapshots(List.of())
                .build();
    }
}
