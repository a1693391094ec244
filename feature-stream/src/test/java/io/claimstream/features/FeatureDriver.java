package io.claimstream.features;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.domain.history.EntityKey;
import io.claimstream.domain.history.HistoryReplay;
import io.claimstream.domain.history.HistoryReplay.Difference;
import io.claimstream.domain.history.HistoryReplay.Logged;
import io.claimstream.event.ClaimAccepted;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimFeedback;
import io.claimstream.event.HistoryDay;
import io.claimstream.event.HistoryEvent;
import io.claimstream.event.RecordRef;
import io.claimstream.event.SubjectErased;
import io.claimstream.platform.deadletter.DeadLetterHeaders;
import io.claimstream.platform.deadletter.DeadLetters;
import io.claimstream.platform.streams.Quarantine;
import io.claimstream.platform.streams.StreamsProperties;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.registry.InMemorySchemaRegistry;
import io.claimstream.schemas.serde.EventSerdes;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

/** feature-stream's topology without a broker. Remembers what went in and came out, so that it can be replayed. */
final class FeatureDriver implements AutoCloseable {

    static final Instant INGESTED_AT = Instant.parse("2024-06-20T09:00:00Z");
    /** Between the submission of a claim and its features. */
    static final Duration UNDER_WAY = Duration.ofMillis(70);

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final EventSerdes serdes = new EventSerdes(new InMemorySchemaRegistry());
    private final TopologyTestDriver driver;
    private final TestInputTopic<String, ClaimAccepted> accepted;
    private final TestInputTopic<byte[], ClaimFeedback> feedback;
    private final List<Logged<ClaimAccepted>> acceptedLog = new ArrayList<>();
    private final List<Logged<HistoryEvent>> historyLog = new ArrayList<>();
    private final Set<RecordRef> replaced = new HashSet<>();
    private final List<ClaimFeatures> featuresLog = new ArrayList<>();

    FeatureDriver(Path stateDir, FeatureRules rules) {
        FeatureTopology topology = new FeatureTopology(
                serdes, rules, new FeatureMetrics(meters, Clock.fixed(INGESTED_AT.plus(UNDER_WAY), ZoneOffset.UTC)));
        Properties properties = StreamsProperties.behaviour(
                FeatureApp.APPLICATION_ID, new DeadLetters(FeatureApp.NAME, meters, origin -> {}), new Quarantine());
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        driver = new TopologyTestDriver(topology.get(), properties, INGESTED_AT);
        accepted = driver.createInputTopic(
                Topics.CLAIMS_ACCEPTED.name(),
                new StringSerializer(),
                serdes.of(Topics.CLAIMS_ACCEPTED).serializer());
        feedback = driver.createInputTopic(
                Topics.CLAIMS_FEEDBACK.name(),
                new ByteArraySerializer(),
                serdes.of(Topics.CLAIMS_FEEDBACK).serializer());
    }

    void accept(ClaimAccepted claim) {
        accept(claim, new RecordHeaders());
    }

    /** As {@link #accept(ClaimAccepted)}, with headers. */
    void accept(ClaimAccepted claim, Headers headers) {
        accept(claim, headers, INGESTED_AT);
    }

    /** As {@link #accept(ClaimAccepted)}, of a submission that came in at some time. */
    void accept(ClaimAccepted claim, Headers headers, Instant ingestedAt) {
        acceptedLog.add(new Logged<>(new RecordRef(0, (long) acceptedLog.size()), claim));
        accepted.pipeInput(new TestRecord<>(
                new ClaimKey(claim.getInsurer(), claim.getClaimId()).text(), claim, headers, ingestedAt));
    }

    void say(ClaimFeedback said) {
        say(said, new RecordHeaders());
    }

    /** As {@link #say(ClaimFeedback)}, with headers. */
    void say(ClaimFeedback said, Headers headers) {
        feedback.pipeInput(new TestRecord<>(null, said, headers, INGESTED_AT));
    }

    /** Erases a claimant, whose histories were in these currencies. */
    void erase(String insurer, String claimant, List<String> currencies) {
        driver.createInputTopic(
                        Topics.PRIVACY_ERASURES.name(),
                        new StringSerializer(),
                        serdes.of(Topics.PRIVACY_ERASURES).serializer())
                .pipeInput(
                        insurer + "|" + claimant,
                        SubjectErased.newBuilder()
                                .setInsurer(insurer)
                                .setClaimantPseudonym(claimant)
                                .setReceipt("ER-000001")
                                .setErasedAt(INGESTED_AT)
                                .setCurrencies(currencies)
                                .build());
    }

    /** Keys of the day buckets that are kept, in order. */
    List<String> days() {
        List<String> days = new ArrayList<>();
        KeyValueStore<String, HistoryDay> store = driver.getKeyValueStore(FeatureTopology.HISTORY_DAYS);
        try (KeyValueIterator<String, HistoryDay> all = store.all()) {
            all.forEachRemaining(it -> days.add(it.key));
        }
        return days;
    }

    /** Headers of the records of a topic that were written and not yet read. */
    <V extends SpecificRecord> List<Headers> headers(Topic<V> topic) {
        return read(topic).stream().map(TestRecord::headers).toList();
    }

    /** Puts the bytes of a dead letter back on a topic, as an operator does. */
    void putBack(String topic, TestRecord<byte[], byte[]> dead) {
        driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(dead.key(), dead.value(), INGESTED_AT));
    }

    /** Puts a change of history back, which counts instead of the one that died. */
    void putBackHistory(TestRecord<byte[], byte[]> dead) {
        history();
        String topic = Topics.CLAIMS_HISTORY.name();
        byte[] offset = dead.headers().lastHeader(DeadLetterHeaders.OFFSET).value();
        replaced.add(new RecordRef(0, Long.valueOf(new String(offset, StandardCharsets.UTF_8))));
        HistoryEvent event = serdes.of(Topics.CLAIMS_HISTORY).deserializer().deserialize(topic, dead.value());
        historyLog.add(new Logged<>(new RecordRef(0, (long) historyLog.size()), event));
        putBack(topic, dead);
    }

    /** The features records written since the last call. */
    List<ClaimFeatures> features() {
        List<ClaimFeatures> fresh =
                read(Topics.CLAIMS_FEATURES).stream().map(TestRecord::value).toList();
        featuresLog.addAll(fresh);
        return fresh;
    }

    /** Kafka timestamps of the features records written since the last call. */
    List<Instant> featuresIngestedAt() {
        return read(Topics.CLAIMS_FEATURES).stream()
                .map(TestRecord::getRecordTime)
                .toList();
    }

    /** The history records written since the last call. */
    List<HistoryEvent> history() {
        List<TestRecord<String, HistoryEvent>> records = read(Topics.CLAIMS_HISTORY);
        for (TestRecord<String, HistoryEvent> record : records) {
            assertKey(record);
            historyLog.add(new Logged<>(new RecordRef(0, (long) historyLog.size()), record.value()));
        }
        return records.stream().map(TestRecord::value).toList();
    }

    List<TestRecord<byte[], byte[]>> dead() {
        return driver.createOutputTopic(
                        Topics.CLAIMS_DEAD.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    /** What differs when everything so far is recomputed from the log. */
    List<Difference> replay() {
        history();
        features();
        return HistoryReplay.compare(acceptedLog, HistoryReplay.rebuild(historyLog, replaced), featuresLog);
    }

    double counted(String meter) {
        return meters.get(meter).counter().count();
    }

    private static void assertKey(TestRecord<String, HistoryEvent> record) {
        if (!EntityKey.of(record.value()).text().equals(record.key())) {
            throw new AssertionError("Expected history to be keyed by entity");
        }
    }

    private <V extends SpecificRecord> List<TestRecord<String, V>> read(Topic<V> topic) {
        return driver.createOutputTopic(
                        topic.name(), new StringDeserializer(), serdes.of(topic).deserializer())
                .readRecordsToList();
    }

    @Override
    public void close() {
        driver.close();
    }
}
