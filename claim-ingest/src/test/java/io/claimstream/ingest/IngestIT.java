package io.claimstream.ingest;

import static io.claimstream.testkit.Claims.aClaim;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.claimstream.event.ClaimSubmitted;
import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Setting;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.database.Database;
import io.claimstream.platform.deadletter.DeadLetterHeaders;
import io.claimstream.platform.pseudonym.Named;
import io.claimstream.platform.pseudonym.PersonPseudonyms;
import io.claimstream.platform.pseudonym.PseudonymKeys;
import io.claimstream.platform.replay.ReplayProof;
import io.claimstream.platform.service.Service;
import io.claimstream.platform.service.ServiceContext;
import io.claimstream.platform.streams.StreamsService;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.registry.InMemorySchemaRegistry;
import io.claimstream.schemas.serde.EventSerdes;
import io.claimstream.testkit.kafka.KafkaExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.Stores;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** One broker for all; each test submits other claims and counts what it adds. */
class IngestIT {

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    /** Shared by the tests, as a registry outlives its clients. */
    private static final InMemorySchemaRegistry REGISTRY = new InMemorySchemaRegistry();

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Shared by the tests as the brokers are: what one instance has sealed to pass another one opens. */
    @TempDir
    static Path encryptionKeys;

    private final EventSerdes serdes = new EventSerdes(REGISTRY);
    private final List<Service> started = new ArrayList<>();
    private final Path data;
    private final Totals before = Totals.now();

    IngestIT(@TempDir Path data) {
        this.data = data;
    }

    @AfterEach
    void close() {
        started.forEach(Service::close);
    }

    @Test
    void shouldAcceptOnceWhateverThePartitionerAndDeadLetterEachMalformedFrame() {
        // Given
        ServiceContext context = context();
        byte[] frame = bytes(aClaim("c-three-ways").build());
        byte[] key = "acme|c-three-ways".getBytes(UTF_8);
        CRC32 crc = new CRC32();
        crc.update(key);
        int crcPartition = (int) (crc.getValue() % Topics.CLAIM_PARTITIONS);
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(List.of(
                record(crcPartition, key, frame), // librdkafka
                record(null, key, frame), // Java
                record((crcPartition + 1) % Topics.CLAIM_PARTITIONS, null, frame)));
        List<byte[]> malformed = List.of(
                new byte[0], new byte[] {9, 0, 0, 0, 1, 2}, new byte[] {0, 0}, new byte[] {0, 9, 9, 9, 9, 2, 2});
        malformed.forEach(bytes -> records.add(record(null, key, bytes)));

        // When
        start(context);
        send(records);
        Totals added = awaitSettled(context, 7);

        // Then
        assertThat(added).isEqualTo(new Totals(7, 1, 0, 4));
        assertThat(counted(context, "duplicate")).isEqualTo(2);
        assertThat(read(Topics.CLAIMS_DEAD).stream()
                        .filter(letter -> Arrays.equals(letter.key(), key))
                        .map(ConsumerRecord::value)
                        .toList())
                .usingElementComparator(Arrays::compare)
                .containsExactlyInAnyOrderElementsOf(malformed);
    }

    @Test
    void shouldKeepTotalsWhenKilledInTheMiddleAndAnotherInstanceTakesOver() {
        // Given
        ServiceContext first = context();
        StreamsService killed = start(first);
        send(claims("before", 300));
        patiently().until(() -> counted(first, "accepted") > 20);

        // When
        killed.abandon();
        ServiceContext second = context(data.resolve("another"));
        start(second);
        send(claims("before", 300));
        send(claims("after", 50));
        Totals added = patiently().until(() -> Totals.now().minus(before), it -> it.accepted >= 350);

        // Then
        assertThat(added).isEqualTo(new Totals(650, 350, 0, 0));
        patiently().until(() -> counted(second, "accepted") + counted(second, "duplicate") >= 350);
        assertThat(Totals.now().minus(before)).isEqualTo(added);
    }

    @Test
    void shouldUndoHalfWrittenAnswersAndWaitWhileATopicIsSetUpWrongly() throws Exception {
        // Given
        ServiceContext context = context();
        StreamsService service = start(context);
        byte[] unwritable = bytes(
                aClaim("c-unwritable").withProtectedAttributes(41, "Female").build());
        limit(Topics.CLAIMS_PROTECTED, "20");

        // When
        send(List.of(record(0, null, unwritable)));
        patiently().until(() -> detail(service).startsWith("Kafka refuses what is written to claims.protected.v1"));

        // Then
        assertThat(service.health().ready()).isFalse();
        assertThat(Totals.now().minus(before)).isEqualTo(new Totals(1, 0, 0, 0));

        // When
        limit(Topics.CLAIMS_PROTECTED, Integer.toString(2 * 1024 * 1024));

        // Then
        patiently().until(() -> Totals.now().minus(before).accepted == 1);
        assertThat(Totals.now().minus(before)).isEqualTo(new Totals(1, 1, 0, 0));
    }

    @Test
    void shouldDeadLetterARecordWhoseAnswerMeetsABugHalfWay() {
        // Given
        ServiceContext context = context();
        AtomicReference<String> poison = new AtomicReference<>("acme|c-poison");
        byte[] poisoned = bytes(aClaim("c-poison").build());
        start(context, FailingStore.afterPut(poison));

        // When
        send(List.of(record(0, null, poisoned)));
        send(claims("beside", 10));
        // The metrics also count the work that was undone, so only the topics tell.
        patiently().until(() -> Totals.now().minus(before).equals(new Totals(11, 10, 0, 1)));

        // Then
        List<ConsumerRecord<byte[], byte[]>> dead = read(Topics.CLAIMS_DEAD);
        assertThat(dead).anySatisfy(letter -> {
            assertThat(header(letter, DeadLetterHeaders.CODE)).isEqualTo("EFFECT_FAILED");
            assertThat(header(letter, DeadLetterHeaders.TOPIC)).isEqualTo("claims.submitted.v1");
            assertThat(letter.value()).isEqualTo(poisoned);
        });

        // When: the bug is mended and the record replayed, twice
        poison.set("");
        send(List.of(record(0, null, poisoned), record(1, null, poisoned)));

        // Then
        patiently().until(() -> counted(context, "duplicate") >= 1);
        patiently().until(() -> Totals.now().minus(before).accepted == 11);
        assertThat(Totals.now().minus(before)).isEqualTo(new Totals(13, 11, 0, 1));
    }

    @Test
    void shouldDecideOnARecordThatWasPutBackAsWhenItFirstCame() {
        // Given: an event time that was too far ahead then, and is plausible now; and somebody without the key says the
        // same.
        ServiceContext context = context();
        Instant first = Instant.now().minus(Duration.ofDays(5)).truncatedTo(ChronoUnit.MILLIS);
        ReplayProof ours = ReplayProof.of(context.settings());
        ReplayProof others = ReplayProof.of(settings(data.resolve("elsewhere")));
        Instant ahead = first.plus(Duration.ofDays(3));
        start(context);

        // When
        send(List.of(
                putBack(ours, first, aClaim("c-back").build()),
                putBack(ours, first, aClaim("c-ahead").withEventTime(ahead).build()),
                putBack(others, first, aClaim("c-forged").withEventTime(ahead).build())));
        patiently().until(() -> Totals.now().minus(before).equals(new Totals(3, 2, 1, 0)));

        // Then
        assertThat(acceptedAt("acme|c-back")).isEqualTo(first);
        assertThat(acceptedAt("acme|c-forged")).isAfter(ahead);
    }

    private ProducerRecord<byte[], byte[]> putBack(ReplayProof proof, Instant first, ClaimSubmitted claim) {
        ProducerRecord<byte[], byte[]> record = record(0, null, bytes(claim));
        proof.mark(record.headers(), record.topic(), "0-1", first.toEpochMilli(), record.value());
        return record;
    }

    private static Instant acceptedAt(String key) {
        return read(Topics.CLAIMS_ACCEPTED).stream()
                .filter(it -> Arrays.equals(it.key(), key.getBytes(UTF_8)))
                .map(it -> Instant.ofEpochMilli(it.timestamp()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldKnowEveryClaimantAgainWhileTheKeyChangesUnderTwoInstances() throws Exception {
        // Given: a database that has seen nobody yet, and a file of keys for both.
        int claimants = 60;
        Path key = data.resolve("pseudonym.key");
        Files.write(key, new byte[32]);
        Map<String, String> shared = Map.of(
                "database.url",
                "jdbc:h2:file:" + data.resolve("shared") + ";DB_CLOSE_ON_EXIT=FALSE",
                "ingest.pseudonym.key.file",
                key.toString());
        ServiceContext one = ServiceContext.of(settings(data.resolve("one"), shared), REGISTRY);
        ServiceContext two = ServiceContext.of(settings(data.resolve("two"), shared), REGISTRY);
        try (Database database = Database.open(one.settings())) {
            // Claims of other tests stand on the topic; here nothing was computed before.
            var unused = new PersonPseudonyms(
                            database.jdbi(),
                            PseudonymKey.files(one.settings()),
                            ClaimPseudonyms::digest,
                            () -> false,
                            Clock.systemUTC())
                    .of(List.of(new Named("CLAIMANT", "acme", "somebody")));
        }
        start(one);
        start(two);
        send(claimsOf("old", 0, claimants));
        patiently().until(() -> Totals.now().minus(before).accepted == claimants);

        // When: claims of claimants who are known and of others come, two of each at once, while the key changes twice.
        List<String> keyIds = new ArrayList<>();
        try (Database database = Database.open(one.settings())) {
            for (int round = 0; round < 2; round++) {
                send(claimsOf("new-" + round, 0, 2 * claimants));
                keyIds.add(new PseudonymKeys(database.jdbi(), PseudonymKey.files(one.settings()), Clock.systemUTC())
                        .rotate()
                        .get(0)
                        .keyId());
                send(claimsOf("newer-" + round, 0, 2 * claimants));
            }
        }
        patiently().until(() -> Totals.now().minus(before).accepted == 9L * claimants);

        // Then
        Map<String, Set<String>> byClaimant = new HashMap<>();
        read(Topics.CLAIMS_ACCEPTED).stream()
                .map(it -> serdes.of(Topics.CLAIMS_ACCEPTED).deserializer().deserialize(it.topic(), it.value()))
                .filter(it -> it.getClaimId().startsWith("of-"))
                .forEach(it -> byClaimant
                        .computeIfAbsent(
                                it.getClaimId().substring(0, it.getClaimId().indexOf('-', 3)), who -> new HashSet<>())
                        .add(it.getClaimantPseudonym()));
        assertThat(byClaimant).hasSize(2 * claimants);
        assertThat(byClaimant.values()).allMatch(it -> it.size() == 1);
        assertThat(byClaimant.values().stream().distinct()).hasSize(2 * claimants);
        assertThat(keyIds).doesNotHaveDuplicates();
        assertThat(Totals.now().minus(before)).isEqualTo(new Totals(9L * claimants, 9L * claimants, 0, 0));
    }

    /** Claims of several claimants, in any partition. */
    private List<ProducerRecord<byte[], byte[]>> claimsOf(String prefix, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> record(
                        i % Topics.CLAIM_PARTITIONS,
                        null,
                        bytes(aClaim("of-" + i + "-" + prefix)
                                .withClaimant("claimant " + i)
                                .withPolicy("policy " + i)
                                .build())))
                .toList();
    }

    @Test
    void shouldWaitForTheRegistryAndDeadLetterNothing() {
        // Given
        AtomicBoolean away = new AtomicBoolean(true);
        ServiceContext context =
                ServiceContext.of(settings(data.resolve("one")), new AwayRegistry(REGISTRY, away::get));
        StreamsService service = start(context);

        // When
        send(claims("patient", 5));
        patiently().until(() -> detail(service).equals("the schema registry cannot be reached"));

        // Then
        assertThat(service.health().ready()).isFalse();
        assertThat(service.health().live()).isTrue();

        // When
        away.set(false);

        // Then
        patiently().until(() -> Totals.now().minus(before).equals(new Totals(5, 5, 0, 0)));
        patiently().until(() -> service.health().ready());
    }

    /** Counted from the topics, read committed. */
    private record Totals(long submitted, long accepted, long rejected, long dead) {

        static Totals now() {
            return new Totals(
                    read(Topics.CLAIMS_SUBMITTED).size(),
                    read(Topics.CLAIMS_ACCEPTED).size(),
                    read(Topics.CLAIMS_REJECTED).size(),
                    read(Topics.CLAIMS_DEAD).size());
        }

        Totals minus(Totals other) {
            return new Totals(
                    submitted - other.submitted,
                    accepted - other.accepted,
                    rejected - other.rejected,
                    dead - other.dead);
        }
    }

    /** Waits until every submitted record has its outcome in the metrics, and returns what the topics say then. */
    private Totals awaitSettled(ServiceContext context, int submitted) {
        patiently()
                .until(() -> counted(context, "accepted")
                                + counted(context, "rejected")
                                + counted(context, "duplicate")
                                + counted(context, "dead")
                        >= submitted);
        patiently()
                .until(
                        () -> Totals.now().minus(before),
                        it -> it.accepted == counted(context, "accepted") && it.dead == counted(context, "dead"));
        assertThat(context.meters().get(IngestMetrics.SUBMITTED).counter().count())
                .isGreaterThanOrEqualTo(submitted);
        return Totals.now().minus(before);
    }

    private StreamsService start(ServiceContext context) {
        return start(context, Stores.persistentKeyValueStore(IngestTopology.REVISIONS_BY_CLAIM));
    }

    private StreamsService start(ServiceContext context, KeyValueBytesStoreSupplier store) {
        KeyRoom room = new KeyRoom(context, PseudonymKey.files(context.settings()));
        StreamsService service = IngestApp.streams(context, room, store);
        started.add(service);
        started.add(room);
        service.start();
        return service;
    }

    /** Kafka Streams rethrows what killed a replaced thread; Awaitility would take that for the test's own failure. */
    private static ConditionFactory patiently() {
        return await().atMost(PATIENCE).dontCatchUncaughtExceptions();
    }

    private static String detail(StreamsService service) {
        return service.health().checks().get(0).detail();
    }

    private ServiceContext context() {
        return context(data.resolve("one"));
    }

    private static ServiceContext context(Path data) {
        return ServiceContext.of(settings(data), REGISTRY);
    }

    private static Settings settings(Path data) {
        return settings(data, Map.of());
    }

    private static Settings settings(Path data, Map<String, String> more) {
        List<Setting<?>> known = new ArrayList<>(CommonSettings.ALL);
        known.addAll(IngestConfig.SETTINGS);
        Map<String, String> values = new HashMap<>(more);
        values.putAll(Map.of(
                "data.dir",
                data.toString(),
                "encryption.keys.dir",
                encryptionKeys.toString(),
                "kafka.bootstrap.servers",
                KAFKA.get().bootstrapServers(),
                "streams.session.timeout",
                "6s",
                "streams.transaction.timeout",
                "5s"));
        return Settings.of(known, values);
    }

    private List<ProducerRecord<byte[], byte[]>> claims(String prefix, int count) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            records.add(record(
                    i % Topics.CLAIM_PARTITIONS,
                    null,
                    bytes(aClaim(prefix + "-" + i).build())));
        }
        return records;
    }

    private byte[] bytes(ClaimSubmitted claim) {
        return serdes.of(Topics.CLAIMS_SUBMITTED).serializer().serialize(Topics.CLAIMS_SUBMITTED.name(), claim);
    }

    private static ProducerRecord<byte[], byte[]> record(
            @Nullable Integer partition, byte @Nullable [] key, byte[] value) {
        return new ProducerRecord<>(Topics.CLAIMS_SUBMITTED.name(), partition, key, value);
    }

    private static void send(List<ProducerRecord<byte[], byte[]>> records) {
        KAFKA.get().send(records, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(Topic<?> topic) {
        return KAFKA.get().readAll(topic.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static void limit(Topic<?> topic, String bytes) throws Exception {
        KAFKA.get()
                .admin()
                .incrementalAlterConfigs(Map.of(
                        new ConfigResource(ConfigResource.Type.TOPIC, topic.name()),
                        List.of(new AlterConfigOp(
                                new ConfigEntry("max.message.bytes", bytes), AlterConfigOp.OpType.SET))))
                .all()
                .get();
    }

    private static double counted(ServiceContext context, String outcome) {
        return context.meters()
                .get(IngestMetrics.OUTCOMES)
                .tag(IngestMetrics.OUTCOME, outcome)
                .counter()
                .count();
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
