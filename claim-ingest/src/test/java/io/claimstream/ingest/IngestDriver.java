package io.claimstream.ingest;

import io.claimstream.domain.claim.Pseudonymiser;
import io.claimstream.event.ClaimAccepted;
import io.claimstream.event.ClaimProtected;
import io.claimstream.event.ClaimRejected;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.platform.deadletter.DeadLetters;
import io.claimstream.platform.seal.FileKeyEncryptionKeys;
import io.claimstream.platform.seal.Passage;
import io.claimstream.platform.seal.Sealer;
import io.claimstream.platform.seal.SubjectKeys;
import io.claimstream.platform.secret.SecretFiles;
import io.claimstream.platform.streams.Quarantine;
import io.claimstream.platform.streams.StreamsProperties;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.registry.SchemaRegistry;
import io.claimstream.schemas.serde.EventSerdes;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Properties;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.test.TestRecord;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** claim-ingest's topology without a broker: what is submitted goes in as bytes, what follows comes out by topic. */
final class IngestDriver implements AutoCloseable {

    static final Instant INGESTED_AT = Instant.parse("2024-06-20T09:00:00Z");
    /** Between the submission of a claim and its answer. */
    static final Duration UNDER_WAY = Duration.ofMillis(70);

    static final Pseudonymiser PSEUDONYMISER = new Pseudonymiser(new byte[32], "k-test");

    /** For claims that need no key: whoever asks for one is wrong. */
    private static final Sealer NO_KEYS = new Sealer(new SubjectKeys(
            Jdbi.create((ConnectionFactory) () -> {
                throw new AssertionError("Expected a claim without personal data to need no key.");
            }),
            new FileKeyEncryptionKeys(new SecretFiles(Path.of("nowhere"))),
            Clock.systemUTC()));

    /** A key of the installation that is not here. */
    static final String OURS = "kek-ours";

    /** One for all: what one of them has sealed, another opens. */
    static final Passage PASSAGE = passage();

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final EventSerdes serdes;
    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> submitted;

    /** Of claims that need no key. */
    static People peopleWithoutKeys() {
        return people(NO_KEYS);
    }

    IngestDriver(SchemaRegistry registry) {
        this(registry, IngestDriver::peopleWithoutKeys);
    }

    /** With pseudonyms that need no database. */
    static People people(Sealer sealer) {
        return new People(PSEUDONYMISER, sealer, PASSAGE);
    }

    /** With a key of its own, in a file that is soon forgotten. */
    private static Passage passage() {
        try {
            FileKeyEncryptionKeys keks = new FileKeyEncryptionKeys(new SecretFiles(Files.createTempDirectory("keys")));
            return new Passage(keks, () -> keks.create(1), OURS::equals);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    IngestDriver(SchemaRegistry registry, Supplier<People> people) {
        serdes = new EventSerdes(registry);
        IngestMetrics metrics = new IngestMetrics(meters, Clock.fixed(INGESTED_AT.plus(UNDER_WAY), ZoneOffset.UTC));
        IngestTopology topology = new IngestTopology(
                serdes, people, metrics, Stores.inMemoryKeyValueStore(IngestTopology.REVISIONS_BY_CLAIM));
        Properties properties = StreamsProperties.behaviour(
                IngestApp.APPLICATION_ID,
                new DeadLetters(IngestApp.NAME, meters, origin -> metrics.deadLetter(), new Sealing(people)::original),
                new Quarantine());
        // Under exactly-once the driver forgets what is produced for a record that cannot be decoded.
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        driver = new TopologyTestDriver(topology.get(), properties, INGESTED_AT);
        submitted = driver.createInputTopic(
                Topics.CLAIMS_SUBMITTED.name(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    byte[] bytes(ClaimSubmitted claim) {
        return serdes.of(Topics.CLAIMS_SUBMITTED).serializer().serialize(Topics.CLAIMS_SUBMITTED.name(), claim);
    }

    void submit(ClaimSubmitted claim) {
        submit(null, bytes(claim), new RecordHeaders());
    }

    void submit(byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        submitted.pipeInput(new TestRecord<>(key, value, headers, INGESTED_AT));
    }

    /** What went through the repartition topic, as it stands there. */
    List<TestRecord<String, byte[]>> passed() {
        return driver.createOutputTopic(
                        IngestApp.APPLICATION_ID + "-" + IngestTopology.SUBMITTED_BY_CLAIM + "-repartition",
                        new StringDeserializer(),
                        new ByteArrayDeserializer())
                .readRecordsToList();
    }

    List<TestRecord<String, ClaimAccepted>> accepted() {
        return read(Topics.CLAIMS_ACCEPTED);
    }

    List<TestRecord<String, ClaimProtected>> protectedAttributes() {
        return read(Topics.CLAIMS_PROTECTED);
    }

    List<TestRecord<String, ClaimRejected>> rejected() {
        return read(Topics.CLAIMS_REJECTED);
    }

    List<TestRecord<byte[], byte[]>> dead() {
        return driver.createOutputTopic(
                        Topics.CLAIMS_DEAD.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    double counted(String outcome) {
        return meters.get(IngestMetrics.OUTCOMES)
                .tag(IngestMetrics.OUTCOME, outcome)
                .counter()
                .count();
    }

    double countedSubmitted() {
        return meters.get(IngestMetrics.SUBMITTED).counter().count();
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
