package io.claimstream.released;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimstream.docs.Topologies;
import io.claimstream.domain.feature.FeatureSetV1;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.event.ModelReport;
import io.claimstream.event.ModelVersion;
import io.claimstream.launcher.instance.Services;
import io.claimstream.model.KeyFiles;
import io.claimstream.model.ModelBundle;
import io.claimstream.model.ModelManifest;
import io.claimstream.model.ModelVerifier;
import io.claimstream.model.artifact.ModelRefusedException;
import io.claimstream.model.artifact.Refusal;
import io.claimstream.model.evaluation.EvaluationReport;
import io.claimstream.platform.deadletter.DeadLetterCode;
import io.claimstream.platform.deadletter.DeadLetterHeaders;
import io.claimstream.platform.service.ServiceFactory;
import io.claimstream.platform.streams.Origin;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.registry.InMemorySchemaRegistry;
import io.claimstream.schemas.serde.DecodingException;
import io.claimstream.schemas.serde.EventSerdes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every release wrote to topics and stores is read by the code of today, and nothing of it is lost. */
class ReleasedRecordsTest {

    private static final String HELP =
            """
            A topic or a store of today has no records of the newest release in launcher/src/test/released, or a release had one that is no longer there. \
            What came after that release is named in newer.txt. A store under another name loses what it holds: do not rename it.""";

    private static final Pattern ON_THE_WAY = Pattern.compile("topics: \\[([a-z-]+)-repartition]");

    /** Paths of a machine, and private keys. */
    private static final Pattern NOT_TO_BE_KEPT =
            Pattern.compile("/(home|root|tmp|work|Users|var)/|[A-Z]:\\\\|PRIVATE KEY|MC4CAQAwBQYDK2Vw");

    static List<Release> releases() {
        return Release.all();
    }

    @Test
    void shouldHaveRecordsOfEveryTopicAndStore() throws IOException {
        // Given
        Set<String> today = today();
        List<Release> releases = releases();
        Set<String> newest = releases.get(releases.size() - 1).topics();
        Set<String> newer = Release.newer();

        // Then
        Set<String> known = new TreeSet<>(newest);
        known.addAll(newer);
        assertThat(known).as(HELP).containsExactlyElementsOf(today);
        assertThat(newer).as("not newer than the newest release").doesNotContainAnyElementsOf(newest);
        for (Release release : releases) {
            assertThat(today).as("%s; %s", release, HELP).containsAll(release.topics());
            for (String topic : release.topics()) {
                assertThat(release.records(topic))
                        .as("%s of %s", topic, release)
                        .isNotEmpty();
            }
        }
    }

    @Test
    void shouldKnowEveryStoreAndEveryTopicBetweenSteps() {
        // Given
        Set<String> expected = new TreeSet<>();
        for (String service : Topologies.SERVICES) {
            Topologies.stores(service).forEach(it -> expected.add(it + "-changelog"));
            Topologies.of(service).stream()
                    .flatMap(it -> ON_THE_WAY.matcher(it).results())
                    .forEach(it -> expected.add(it.group(1) + "-repartition"));
        }

        // Then
        assertThat(StateTopics.all().map(ReleasedRecordsTest::withoutApplication))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest
    @MethodSource("releases")
    void shouldReadEveryEventAndLoseNothing(Release release) throws IOException {
        // Given
        Map<String, Class<? extends SpecificRecord>> types = new HashMap<>(StateTopics.EVENTS);
        for (Topic<?> topic : Topics.ALL) {
            if (SpecificRecord.class.isAssignableFrom(topic.value())) {
                types.put(topic.name(), topic.value().asSubclass(SpecificRecord.class));
            }
        }
        KeptSchemas schemas = release.schemas();

        // Then
        for (String topic : release.topics()) {
            Class<? extends SpecificRecord> type = types.get(topic);
            if (type != null) {
                for (KeptRecord record : release.records(topic)) {
                    assertThat(today(schemas, topic, type, record.content()))
                            .as("%s of %s", topic, release)
                            .isEqualTo(Wire.read(schemas, record.content()));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("releases")
    void shouldNoticeWhatIsNotRead(Release release) throws IOException {
        // Given
        KeptSchemas schemas = release.schemas();
        String topic = Topics.CLAIMS_SUBMITTED.name();
        byte[] claim = release.records(topic).get(0).content();

        // Then
        assertThatThrownBy(() -> today(schemas, topic, ClaimScored.class, claim))
                .isInstanceOf(DecodingException.class);
        assertThatThrownBy(() -> today(schemas, topic, ClaimSubmitted.class, Arrays.copyOf(claim, claim.length / 2)))
                .isInstanceOf(DecodingException.class);
    }

    @ParameterizedTest
    @MethodSource("releases")
    void shouldReadWhereADeadRecordStoodAndWhyItDied(Release release) throws IOException {
        // Given
        Set<String> codes = Stream.concat(
                        Arrays.stream(DecodingException.Code.values()), Arrays.stream(DeadLetterCode.values()))
                .map(Enum::name)
                .collect(Collectors.toSet());
        Set<String> services = Services.ALL.stream().map(ServiceFactory::name).collect(Collectors.toSet());
        Set<String> topics = today();

        // Then
        for (KeptRecord letter : release.records(Topics.CLAIMS_DEAD.name())) {
            assertThat(codes).contains(said(letter, DeadLetterHeaders.CODE));
            assertThat(topics).contains(said(letter, DeadLetterHeaders.TOPIC));
            assertThat(services).contains(said(letter, DeadLetterHeaders.SERVICE));
            assertThat(said(letter, DeadLetterHeaders.ERROR)).matches("[\\w.$]+");
            assertThat(Integer.parseInt(said(letter, DeadLetterHeaders.PARTITION)))
                    .isBetween(0, Topics.CLAIM_PARTITIONS - 1);
            assertThat(Long.parseLong(said(letter, DeadLetterHeaders.OFFSET))).isNotNegative();
            assertThat(Instant.ofEpochMilli(Long.parseLong(said(letter, DeadLetterHeaders.TIMESTAMP))))
                    .isBefore(Instant.ofEpochMilli(letter.timestamp() + 1));
        }
    }

    @ParameterizedTest
    @MethodSource("releases")
    void shouldReadRecordsOnTheirWayAndAnsweredRequests(Release release) throws IOException {
        for (KeptRecord submitted : release.records(StateTopics.SUBMITTED)) {
            assertThat(Origin.of(StateTopics.SUBMITTED, headers(submitted)))
                    .get()
                    .extracting(Origin::topic)
                    .isEqualTo(Topics.CLAIMS_SUBMITTED.name());
        }
        for (KeptRecord answered : release.records(StateTopics.ANSWERED)) {
            assertThat(StateTopics.answered(answered.content())).isNotNegative();
        }
    }

    @ParameterizedTest
    @MethodSource("releases")
    void shouldTrustAndReadManifestsAndReports(Release release) throws IOException {
        // Given
        EventSerdes serdes = new EventSerdes(release.schemas());
        ModelVerifier verifier = new ModelVerifier(KeyFiles.trusted(release.keys()));

        // Then: all but the model itself, which is not kept, is as it was signed.
        for (KeptRecord record : release.records(Topics.MODELS_VERSIONS.name())) {
            ModelVersion version = value(serdes, Topics.MODELS_VERSIONS, record);
            assertThatThrownBy(() -> verifier.verify(ModelBundle.of(version, new byte[0])))
                    .isInstanceOfSatisfying(ModelRefusedException.class, it -> assertThat(
                                    it.refusal().code())
                            .as(it.getMessage())
                            .isEqualTo(Refusal.Code.WRONG_ARTIFACT));
            ModelManifest manifest = ModelManifest.parse(bytes(version.getManifest()));
            assertThat(manifest.schema().names()).isNotEmpty();
            if (manifest.schema().version().equals(FeatureSetV1.VERSION)) {
                assertThat(FeatureSetV1.NAMES).containsAll(manifest.schema().names());
            }
            assertThat(manifest.goldenRows()).isNotEmpty();
        }
        for (KeptRecord record : release.records(Topics.MODELS_REPORTS.name())) {
            ModelReport report = value(serdes, Topics.MODELS_REPORTS, record);
            assertThat(EvaluationReport.parse(bytes(report.getReport())).gates())
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("releases")
    void shouldKeepNothingOfAMachineNorMuch(Release release) throws IOException {
        // Given
        long bytes = 0;
        try (Stream<Path> files = Files.walk(release.folder())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
        }

        // Then
        assertThat(bytes).isLessThan(300_000);
        for (String topic : release.topics()) {
            for (KeptRecord record : release.records(topic)) {
                byte[] value = record.value() == null ? new byte[0] : record.content();
                assertThat(new String(value, StandardCharsets.ISO_8859_1))
                        .as("%s of %s", topic, release)
                        .doesNotContainPattern(NOT_TO_BE_KEPT);
            }
        }
    }

    private static Set<String> today() {
        return Stream.concat(Topics.ALL.stream().map(Topic::name), StateTopics.all())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** A value as the code of today reads it and would write it again, in the words of the release. */
    private static <V extends SpecificRecord> GenericRecord today(
            KeptSchemas schemas, String topic, Class<V> type, byte[] value) {
        V read = new EventSerdes(schemas).of(type).deserializer().deserialize(topic, value);
        InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
        byte[] again = new EventSerdes(registry).of(type).serializer().serialize(topic, read);
        return Wire.read(registry.byId(Wire.id(again)), schemas.byId(Wire.id(value)), again);
    }

    private static <V extends SpecificRecord> V value(EventSerdes serdes, Topic<V> topic, KeptRecord record) {
        return serdes.of(topic).deserializer().deserialize(topic.name(), record.content());
    }

    private static String said(KeptRecord record, String header) {
        return new String(record.headers().getOrDefault(header, new byte[0]), StandardCharsets.UTF_8);
    }

    private static Headers headers(KeptRecord record) {
        Headers headers = new RecordHeaders();
        record.headers().forEach(headers::add);
        return headers;
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private static String withoutApplication(String topic) {
        return Stream.of("rescoring", "retrain-worker", "decision-ledger", "scoring", "ingest", "features")
                .map(it -> "claimstream-" + it + "-")
                .filter(topic::startsWith)
                .findFirst()
                .map(it -> topic.substring(it.length()))
                .orElse(topic);
    }
}
