package io.claimstream.launcher.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.RescoreRequest;
import io.claimstream.event.SubjectErased;
import io.claimstream.launcher.cli.CommandLines;
import io.claimstream.launcher.importing.MotorRow;
import io.claimstream.launcher.instance.FreePorts;
import io.claimstream.launcher.instance.InstanceSettings;
import io.claimstream.launcher.instance.RegistryClients;
import io.claimstream.launcher.instance.Services;
import io.claimstream.launcher.offline.EvidenceLog;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.kafka.KafkaClients;
import io.claimstream.released.Keeper;
import io.claimstream.released.KeptRecord;
import io.claimstream.released.Release;
import io.claimstream.released.StateTopics;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.serde.EventSerdes;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Writes what is kept of a release: records of every topic and store from a run of a whole instance. Only when asked to, once for a release. */
@EnabledIfSystemProperty(named = "released.write", matches = "[0-9.]+")
class ReleasedRecordsIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SETTLED = 300;
    private static final int MOST_ROUNDS = 60;

    @TempDir
    Path directory;

    private int imported;

    @Test
    @Timeout(900)
    void shouldWriteRecordsOfEveryTopicAndStore() throws Exception {
        // Given
        Release release = Release.of(System.getProperty("released.write", ""));
        try (Launched up = start()) {
            importRows(SETTLED);
            await().atMost(Duration.ofSeconds(180))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> !champion().equals("baseline"));
            run("simulate", "--claims", "150", "--seed", "7");
            run("models", "rollback", "--reason", "a drill", "--rescore");
            uploadAModel();
            sendWhatNobodyCanReadOrDo();

            // When
            Keeper keeper = new Keeper(release, RegistryClients.withoutCache(settings()));
            for (Map.Entry<String, List<KeptRecord>> topic : everything().entrySet()) {
                keeper.keep(topic.getKey(), topic.getValue());
            }
            keeper.keepSchemas();
            keepPublicKeys(release);

            // Then
            assertThat(up.isAlive()).isTrue();
        }
    }

    /** Records on their way are soon gone from their topics: while some are missing, claims go on coming. */
    private Map<String, List<KeptRecord>> everything() {
        Map<String, List<KeptRecord>> found = new TreeMap<>();
        List<String> wanted = Stream.concat(Topics.ALL.stream().map(Topic::name), StateTopics.all())
                .sorted()
                .toList();
        try (EvidenceLog log = new EvidenceLog(settings())) {
            for (int round = 0; round < MOST_ROUNDS && found.size() < wanted.size(); round++) {
                importRows(3);
                for (String topic : wanted) {
                    List<KeptRecord> records = new ArrayList<>();
                    log.read(topic, record -> records.add(KeptRecord.of(record)));
                    if (records.stream().anyMatch(record -> record.value() != null)) {
                        found.put(topic, records);
                    }
                }
            }
        }
        assertThat(found.keySet()).containsExactlyElementsOf(wanted);
        return found;
    }

    private void uploadAModel() throws IOException {
        Path sample = directory.resolve("sample");
        run("models", "sample", "--out", sample.toString());
        JsonNode manifest = JSON.readTree(sample.resolve("manifest.json").toFile());
        List<String> names = new ArrayList<>();
        manifest.path("features").forEach(name -> names.add(name.asText()));
        StringBuilder golden = new StringBuilder(String.join(",", names) + ",margin\n");
        for (JsonNode row : manifest.path("goldenRows")) {
            row.path("values").forEach(value -> golden.append(value.isNull() ? "" : value.asText())
                    .append(','));
            golden.append(row.path("margin").floatValue()).append('\n');
        }
        Path features = Files.writeString(
                directory.resolve("features.json"), manifest.path("features").toString());
        Path rows = Files.writeString(directory.resolve("golden.csv"), golden);
        List<String> upload = List.of(
                "models", "upload", "--file", sample.resolve("model.ubj").toString());
        List<String> with = List.of("--features", features.toString(), "--golden", rows.toString());
        List<String> more = List.of("--reason", "made elsewhere", "--patience", "240");
        run(Stream.of(upload, with, more).flatMap(List::stream).toArray(String[]::new));
    }

    /** Letters of several services, a request that must be refused, and an erasure. */
    private void sendWhatNobodyCanReadOrDo() throws Exception {
        try (DeadRecords dead = DeadRecords.in(directory.resolve("data"))) {
            for (Topic<?> topic : List.of(
                    Topics.CLAIMS_SUBMITTED, Topics.CLAIMS_ACCEPTED, Topics.CLAIMS_FEATURES, Topics.CLAIMS_FEEDBACK)) {
                dead.text(topic.name(), "not an event");
            }
        }
        RescoreRequest done = first(Topics.CLAIMS_RESCORE_REQUESTS);
        send(
                Topics.CLAIMS_RESCORE_REQUESTS,
                done.getInsurer() + "|" + done.getClaimId(),
                RescoreRequest.newBuilder(done)
                        .setRequestId(done.getRequestId() + "-again")
                        .setModelVersion("m-000000000000")
                        .build());
        ClaimFeatures features = first(Topics.CLAIMS_FEATURES);
        send(
                Topics.PRIVACY_ERASURES,
                features.getInsurer() + "|" + features.getClaimantPseudonym(),
                SubjectErased.newBuilder()
                        .setInsurer(features.getInsurer())
                        .setClaimantPseudonym(features.getClaimantPseudonym())
                        .setReceipt("e-2026-1")
                        .setErasedAt(Instant.parse("2026-03-01T12:00:00Z"))
                        .setCurrencies(List.of("GBP"))
                        .build());
    }

    private <V extends SpecificRecord> V first(Topic<V> topic) {
        EventSerdes serdes = new EventSerdes(RegistryClients.withoutCache(settings()));
        List<byte[]> values = new ArrayList<>();
        try (EvidenceLog log = new EvidenceLog(settings())) {
            log.read(topic.name(), record -> values.add(record.value()));
        }
        return serdes.of(topic).deserializer().deserialize(topic.name(), values.get(0));
    }

    private <V extends SpecificRecord> void send(Topic<V> topic, String key, V event) throws Exception {
        Settings settings = settings();
        EventSerdes serdes = new EventSerdes(RegistryClients.withoutCache(settings));
        try (KafkaProducer<String, V> producer = new KafkaProducer<>(
                KafkaClients.properties(settings),
                new StringSerializer(),
                serdes.of(topic).serializer())) {
            producer.send(new ProducerRecord<>(topic.name(), key, event)).get();
        }
    }

    private void keepPublicKeys(Release release) throws IOException {
        Files.createDirectories(release.keys());
        try (Stream<Path> files = Files.walk(directory.resolve("data"))) {
            for (Path file : files.filter(it -> it.getFileName().toString().endsWith(".pub"))
                    .toList()) {
                Files.copy(file, release.keys().resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        assertThat(release.keys()).isNotEmptyDirectory();
    }

    /** Its world follows a formula, beside which any interval is too narrow. */
    private Launched start() throws Exception {
        List<String> command = new ArrayList<>(List.of("up"));
        for (String setting : List.of(
                "retrain.min-new-labels=" + SETTLED,
                "retrain.rounds=60",
                "retrain.depth=3",
                "retrain.gate.coverage.allowance=0.8",
                "retrain.gate.coverage.group.allowance=0.8",
                "retrain.check.interval=500ms")) {
            command.addAll(List.of("--set", setting));
        }
        return Launched.start(directory, FreePorts.ofAllInOne(), command.toArray(String[]::new))
                .awaitLine("ready");
    }

    private void importRows(int rows) {
        MotorRow[] next = IntStream.range(imported, imported + rows)
                .mapToObj(i -> MotorRow.ofDriverAged(18 + i % 60)
                        .with("SpecialEarningsLoss", Integer.toString(100 + 7 * i))
                        .with("GeneralFixed", "840")
                        .settledFor(Integer.toString((940 + 7 * i) / 2)))
                .toArray(MotorRow[]::new);
        imported += rows;
        run("import", MotorRow.file(directory, next).toString(), "--with-outcomes");
    }

    private String champion() {
        return run("models", "list").at("/slots/0").path("champion").asText("baseline");
    }

    private Settings settings() {
        return InstanceSettings.pointedAtInstance(Settings.reader(Services.settings())
                .override("test", Map.of("data.dir", directory.resolve("data").toString()))
                .read());
    }

    /** What a command says; it may be refused, but nothing may be away. */
    private JsonNode run(String... command) {
        List<String> line = new ArrayList<>(List.of(command));
        line.addAll(List.of(
                "--output", "json", "--data-dir", directory.resolve("data").toString()));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = CommandLines.production()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(line.toArray(String[]::new));
        assertThat(exitCode).as(err.toString()).isIn(0, 3);
        try {
            return JSON.readTree(out.toString());
        } catch (JsonProcessingException e) {
            throw new AssertionError(out.toString(), e);
        }
    }
}
