package io.claimstream.launcher.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.claimstream.event.ClaimLabelled;
import io.claimstream.event.ModelReport;
import io.claimstream.event.SubjectErased;
import io.claimstream.launcher.cli.CommandLines;
import io.claimstream.launcher.importing.MotorRow;
import io.claimstream.launcher.instance.ApiAccess;
import io.claimstream.launcher.instance.CliKey;
import io.claimstream.launcher.instance.FreePorts;
import io.claimstream.launcher.instance.InstanceApi;
import io.claimstream.launcher.instance.InstanceFile;
import io.claimstream.launcher.instance.InstanceSettings;
import io.claimstream.launcher.instance.RegistryClients;
import io.claimstream.launcher.instance.Services;
import io.claimstream.launcher.offline.EvidenceLog;
import io.claimstream.model.DatasetSummary.Offsets;
import io.claimstream.model.evaluation.EvaluationReport;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.kafka.KafkaClients;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.serde.EventSerdes;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A claimant is erased between two trainings of a whole instance; what becomes of it is asked by the commands. */
class ErasureIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SETTLED = 300;

    @TempDir
    Path directory;

    /** What a command came to. */
    private record Run(int exitCode, String out, String err) {

        JsonNode json() {
            try {
                return JSON.readTree(out);
            } catch (JsonProcessingException e) {
                throw new AssertionError(out, e);
            }
        }
    }

    @Test
    @Timeout(400)
    void shouldLeaveAnErasedClaimantOutOfTheNextTrainingAndSaySo() throws Exception {
        // Given
        try (Launched up = start()) {
            importRows();
            await().atMost(Duration.ofSeconds(180))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> !champion().equals("baseline"));
            String version = champion();
            ClaimLabelled label = committed(Topics.CLAIMS_LABELLED).get(0);
            String claim = label.getInsurer() + "|" + label.getClaimId();

            // When
            erase(label, "e-2026-1");
            Run trained = run("models", "train", "--reason", "without the erased", "--patience", "120");
            Run current = run("datasets", "show", "current");
            Run runs = run("runs", "list");
            Run dataset = run("datasets", "verify", version);
            Run verified = run("models", "verify", version);
            Run learned = run("datasets", "learned-from", claim);
            Run recomputed = run("recompute", "--all");
            Run score = run("recompute", "--score", label.getScoreId());
            Run backtest = run("backtest", "--model", version);

            // Then
            assertThat(trained.exitCode()).as(trained.err()).isIn(0, 3);
            assertThat(current.json().path("erased").asInt()).isEqualTo(1);
            assertThat(current.json().path("rows").asInt()).isEqualTo(SETTLED - 1);
            assertThat(current.json().at("/erasures/0/to").asInt()).isEqualTo(1);
            assertThat(runs.json().at("/0/exclusions/ERASED").asInt(-1)).isEqualTo(1);
            assertThat(runs.json().at("/0/dataset")).isEqualTo(current.json().path("dataset"));
            assertThat(runs.json().at("/1/exclusions/ERASED").asInt(-1)).isZero();
            assertThat(reports().get(1).trainedOn().erased()).isEqualTo(1);
            assertThat(reports().get(1).trainedOn().erasures()).containsExactly(new Offsets(0, 0, 1));
            assertThat(dataset.exitCode()).as(dataset.err() + dataset.out()).isZero();
            assertThat(dataset.json().path("erasedRows").asInt()).isEqualTo(1);
            assertThat(dataset.json().at("/findings/0/detail").asText()).isEqualTo("erased, receipt e-2026-1");
            assertThat(verified.exitCode()).as(verified.err() + verified.out()).isZero();
            assertThat(verified.json().path("retrainedVersion").asText()).isEqualTo(version);
            assertThat(verified.json().path("erasedRows").asInt()).isEqualTo(1);
            assertThat(verified.json().path("receipts"))
                    .extracting(JsonNode::asText)
                    .containsExactly("e-2026-1");
            assertThat(learned.json().path(0).path("usedIn"))
                    .extracting(JsonNode::asText)
                    .containsExactly(version);
            assertThat(learned.json().at("/0/erasureReceipt").asText()).isEqualTo("e-2026-1");
            assertThat(recomputed.exitCode())
                    .as(recomputed.err() + recomputed.out())
                    .isZero();
            assertThat(recomputed.json().path("erased").asInt()).isEqualTo(1);
            assertThat(recomputed.json().path("equal").asInt()).isEqualTo(SETTLED - 1);
            assertThat(score.exitCode()).isEqualTo(5);
            assertThat(score.json().at("/0/answer").asText()).isEqualTo("erased, receipt e-2026-1");
            assertThat(backtest.exitCode()).as(backtest.err()).isZero();
            assertThat(backtest.json().path("erased").asInt()).isEqualTo(1);
            assertThat(backtest.json().path("claims").asInt()
                            + backtest.json().path("outOfScope").asInt())
                    .isEqualTo(SETTLED - 1);
            assertThat(feedback(label).path("erasureReceipt").asText()).isEqualTo("e-2026-1");
            assertThat(feedback(label).path("usedIn")).isEqualTo(learned.json().at("/0/usedIn"));
            assertThat(up.isAlive()).isTrue();
        }
    }

    /** As the API says it, once its read model has the erasure. */
    private JsonNode feedback(ClaimLabelled label) {
        Path data = directory.resolve("data");
        InstanceApi api = new InstanceApi(
                ApiAccess.of(new InstanceFile(data).read().orElseThrow().api(), CliKey.read(data)),
                Duration.ofSeconds(20));
        return await().atMost(Duration.ofSeconds(30))
                .until(() -> api.get("/v1/feedback/" + label.getFeedbackId()), it -> it.has("erasureReceipt"));
    }

    private Launched start() throws Exception {
        List<String> command = new ArrayList<>(List.of("up"));
        // Its world follows a formula, beside which any interval is too narrow: what is tested here is not the gate of
        // coverage.
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

    private void importRows() {
        MotorRow[] rows = IntStream.range(0, SETTLED)
                .mapToObj(i -> MotorRow.ofDriverAged(18 + i % 60)
                        .with("SpecialEarningsLoss", Integer.toString(100 + 7 * i))
                        .with("GeneralFixed", "840")
                        .settledFor(Integer.toString((940 + 7 * i) / 2)))
                .toArray(MotorRow[]::new);
        Run imported = run("import", MotorRow.file(directory, rows).toString(), "--with-outcomes");
        assertThat(imported.exitCode()).as(imported.err()).isZero();
    }

    private String champion() {
        return run("models", "list").json().at("/slots/0").path("champion").asText("baseline");
    }

    private void erase(ClaimLabelled label, String receipt) throws Exception {
        Settings settings = settings();
        SubjectErased erased = SubjectErased.newBuilder()
                .setInsurer(label.getInsurer())
                .setClaimantPseudonym(label.getClaimantPseudonym())
                .setReceipt(receipt)
                .setErasedAt(Instant.parse("2026-03-01T12:00:00Z"))
                .build();
        try (KafkaProducer<String, SubjectErased> producer = new KafkaProducer<>(
                KafkaClients.properties(settings),
                new StringSerializer(),
                serdes(settings).of(Topics.PRIVACY_ERASURES).serializer())) {
            producer.send(new ProducerRecord<>(
                            Topics.PRIVACY_ERASURES.name(),
                            label.getInsurer() + "|" + label.getClaimantPseudonym(),
                            erased))
                    .get();
        }
    }

    private List<EvaluationReport> reports() throws IOException {
        List<EvaluationReport> reports = new ArrayList<>();
        for (ModelReport report : committed(Topics.MODELS_REPORTS)) {
            byte[] bytes = new byte[report.getReport().remaining()];
            report.getReport().duplicate().get(bytes);
            reports.add(EvaluationReport.parse(bytes));
        }
        return reports;
    }

    private <V extends SpecificRecord> List<V> committed(Topic<V> topic) {
        Settings settings = settings();
        EventSerdes serdes = serdes(settings);
        List<V> records = new ArrayList<>();
        try (EvidenceLog log = new EvidenceLog(settings)) {
            log.read(
                    topic.name(),
                    record -> records.add(serdes.of(topic).deserializer().deserialize(topic.name(), record.value())));
        }
        return records;
    }

    private Settings settings() {
        return InstanceSettings.pointedAtInstance(Settings.reader(Services.settings())
                .override("test", Map.of("data.dir", directory.resolve("data").toString()))
                .read());
    }

    private static EventSerdes serdes(Settings settings) {
        return new EventSerdes(RegistryClients.of(settings));
    }

    private Run run(String... command) {
        List<String> line = new ArrayList<>(List.of(command));
        line.addAll(List.of(
                "--output", "json", "--data-dir", directory.resolve("data").toString()));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = CommandLines.production()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(line.toArray(String[]::new));
        return new Run(exitCode, out.toString(), err.toString());
    }
}
