package io.claimstream.retrain;

import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimFeedback;
import io.claimstream.event.ClaimLabelled;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.DriftDay;
import io.claimstream.event.RecordRef;
import io.claimstream.platform.deadletter.DeadLetters;
import io.claimstream.platform.replay.ReplayProof;
import io.claimstream.platform.streams.Origin;
import io.claimstream.platform.streams.Quarantine;
import io.claimstream.platform.streams.StreamsProperties;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.registry.InMemorySchemaRegistry;
import io.claimstream.schemas.serde.EventSerdes;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The topology under test with the handlers it runs with, fed with the claims of {@link SmallWorld}. */
final class TopologyFixture implements AutoCloseable {

    private static final Instant INGESTED_AT = Instant.parse("2026-02-01T00:00:00Z");

    private final TopologyTestDriver driver;
    private final TestInputTopic<String, ClaimFeatures> features;
    private final TestInputTopic<String, ClaimScored> scores;
    private final TestInputTopic<String, ClaimFeedback> feedback;
    private final TestInputTopic<byte[], byte[]> rubbish;
    private final TestOutputTopic<String, ClaimLabelled> labels;
    private final TestOutputTopic<String, DriftDay> drift;
    private final List<Origin> dead = new ArrayList<>();
    private long nextFeatures;

    TopologyFixture() {
        this(new EventSerdes(new InMemorySchemaRegistry()), null);
    }

    TopologyFixture(
            EventSerdes serdes, @Nullable ProcessorSupplier<String, SpecificRecord, String, ClaimLabelled> labelling) {
        RetrainTopology topology =
                labelling == null ? new RetrainTopology(serdes, label -> {}) : new RetrainTopology(serdes, labelling);
        DeadLetters letters = new DeadLetters("retrain-worker", new SimpleMeterRegistry(), dead::add);
        Properties properties = StreamsProperties.behaviour(RetrainTopology.APPLICATION_ID, letters, new Quarantine());
        properties.put(StreamsConfig.STATE_DIR_CONFIG, "target/state/" + UUID.randomUUID());
        driver = new TopologyTestDriver(topology.get(), properties, INGESTED_AT);
        StringSerializer key = new StringSerializer();
        features = driver.createInputTopic(
                Topics.CLAIMS_FEATURES.name(),
                key,
                serdes.of(Topics.CLAIMS_FEATURES).serializer());
        scores = driver.createInputTopic(
                Topics.CLAIMS_SCORED.name(),
                key,
                serdes.of(Topics.CLAIMS_SCORED).serializer());
        feedback = driver.createInputTopic(
                Topics.CLAIMS_FEEDBACK.name(),
                key,
                serdes.of(Topics.CLAIMS_FEEDBACK).serializer());
        rubbish = driver.createInputTopic(
                Topics.CLAIMS_FEEDBACK.name(), new ByteArraySerializer(), new ByteArraySerializer());
        labels = driver.createOutputTopic(
                Topics.CLAIMS_LABELLED.name(),
                new StringDeserializer(),
                serdes.of(Topics.CLAIMS_LABELLED).deserializer());
        drift = driver.createOutputTopic(
                Topics.MODELS_DRIFT.name(),
                new StringDeserializer(),
                serdes.of(Topics.MODELS_DRIFT).deserializer());
    }

    /** Writes the features of a claim and tells where they stand. */
    RecordRef features(int claim) {
        nextFeatures++;
        features.pipeInput(SmallWorld.key(claim), SmallWorld.features(claim), INGESTED_AT);
        return lastFeatures();
    }

    /** Writes the features of a claim once more, as a dead letter of the scorer is put back. */
    RecordRef featuresPutBack(int claim) {
        nextFeatures++;
        Headers headers = new RecordHeaders();
        headers.add(ReplayProof.OF, "1-1".getBytes(StandardCharsets.UTF_8));
        features.pipeInput(new TestRecord<>(SmallWorld.key(claim), SmallWorld.features(claim), headers, INGESTED_AT));
        return lastFeatures();
    }

    /** Where the features written last stand. */
    RecordRef lastFeatures() {
        return new RecordRef(0, nextFeatures - 1);
    }

    void score(int claim, RecordRef scored) {
        scores.pipeInput(SmallWorld.key(claim), SmallWorld.score(claim, scored), INGESTED_AT);
    }

    void score(int claim, RecordRef scored, String version) {
        scores.pipeInput(SmallWorld.key(claim), SmallWorld.score(claim, scored, version), INGESTED_AT);
    }

    void feedback(ClaimFeedback said) {
        feedbackUnder(said.getInsurer() + "|" + said.getClaimId(), said);
    }

    void feedbackUnder(String key, ClaimFeedback said) {
        feedback.pipeInput(key, said, INGESTED_AT);
    }

    void rubbish(byte[] value) {
        rubbish.pipeInput(new byte[0], value, INGESTED_AT);
    }

    /** Every label written since the last call. */
    List<TestRecord<String, ClaimLabelled>> labels() {
        return labels.readRecordsToList();
    }

    /** The days written when the next time for it has come. */
    Map<String, DriftDay> driftDays() {
        driver.advanceWallClockTime(RetrainTopology.DRIFT_EVERY);
        return driftDaysSoFar();
    }

    /** Those written since the last call. */
    Map<String, DriftDay> driftDaysSoFar() {
        return drift.readKeyValuesToMap();
    }

    /** Where the dead letters since the last call came from. Told by their maker: the driver loses those made while decoding. */
    List<String> deadLetters() {
        List<String> origins = dead.stream().map(Origin::toString).toList();
        dead.clear();
        return origins;
    }

    @Override
    public void close() {
        driver.close();
    }
}
