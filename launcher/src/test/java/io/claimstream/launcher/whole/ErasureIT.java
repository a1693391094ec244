package io.claimstream.launcher.whole;

import static io.claimstream.testkit.Claims.aClaim;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.event.ClaimAccepted;
import io.claimstream.event.ClaimLabelled;
import io.claimstream.event.ModelReport;
import io.claimstream.launcher.cli.CommandLines;
import io.claimstream.launcher.importing.MotorRow;
import io.claimstream.launcher.instance.FreePorts;
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
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two claimants are erased between two trainings of a whole instance: what becomes of one is asked by the commands, every text that the other has left is looked for on the disk.
 */
class ErasureIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SETTLED = 300;

    private final Map<String, Integer> ports = FreePorts.ofAllInOne();
    private final Markers markers = new Markers();
    private final String claimant = markers.next("claimant");

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

            LiveApi api = new LiveApi(directory, Objects.requireNonNull(ports.get("api.port")));
            plant(api);
            JsonNode other = api.get(200, "/v1/claims/acme/m-4");
            Set<String> theirs = Set.of(label.getClaimId(), "m-1", "m-3");
            Kept others = Kept.without(settings(), theirs);
            SortedMap<String, String> tables = settled(others);
            Map<String, List<Offsets>> ends = others.ends();
            SortedMap<String, String> topics = others.topics(ends);

            // When
            erase(api, label);
            SortedMap<String, String> tablesAfter = others.tables();
            SortedMap<String, String> topicsAfter = others.topics(ends);
            api.post(202, "/v1/claims", markers.claim("m-9", claimant, "840"));
            Run receipt = run("privacy", "receipt", "1");
            Run signed = run("privacy", "receipt", "ER-000001", "--verify");
            Run rebuilt = run("read-model", "rebuild");
            Run kept = run("backup", directory.resolve("backup.zip").toString(), "--set", "database.url=" + database());
            JsonNode story = storyWith("CONTEST_ERASED");
            Run ledger = run("audit", "verify");
            List<String> found = Markers.foundIn(directory, List.of("claims.submitted.v1-", "claims.dead.v1-"));
            Run trained = run("models", "train", "--reason", "without the erased", "--patience", "120");
            Run current = run("datasets", "show", "current");
            Run runs = run("runs", "list");
            Run dataset = run("datasets", "verify", version);
            Run verified = run("models", "verify", version);
            Run learned = run("datasets", "learned-from", claim);
            Run recomputed = run("recompute", "--all");
            Run score = run("recompute", "--score", label.getScoreId());
            Run backtest = run("backtest", "--model", version);

            Kept everybody = new Kept(settings(), Set.of());
            SortedMap<String, String> keys = everybody.tables();
            List<ClaimAccepted> accepted = committed(Topics.CLAIMS_ACCEPTED);
            List<ClaimAccepted> replayed =
                    new Replay(directory.resolve("replay"), settings()).accepted(accepted.size());

            // Then
            // One of them is the claim that came after the erasure.
            assertThat(others.count("view_score")).isEqualTo(SETTLED + 1);
            assertThat(tables)
                    .containsKeys("view_claim", "view_claim_revision", "view_feedback", "view_label")
                    .containsKeys("record_pseudonym", "record_subject_key");
            assertThat(tablesAfter).isEqualTo(tables);
            assertThat(topics).hasSizeGreaterThan(8);
            assertThat(topicsAfter).isEqualTo(topics);
            assertThat(everybody.tables()).isEqualTo(keys);
            assertThat(facts(replayed, it -> !theirs.contains(it) && !it.equals("m-9")))
                    .hasSize(SETTLED)
                    .isEqualTo(facts(accepted, it -> !theirs.contains(it) && !it.equals("m-9")));
            assertThat(replayed)
                    .filteredOn(it -> theirs.contains(it.getClaimId()))
                    .hasSize(theirs.size())
                    .allSatisfy(it -> {
                        assertThat(it.getClaimantPseudonym()).startsWith("erased-");
                        assertThat(it.getPersonal()).isEmpty();
                    });
            assertThat(markers.size()).isGreaterThanOrEqualTo(20);
            assertThat(found).isEmpty();
            assertThat(Markers.foundIn(directory, List.of())).isNotEmpty();
            assertThat(signed.exitCode()).as(signed.err() + signed.out()).isZero();
            assertThat(rebuilt.exitCode()).as(rebuilt.err()).isZero();
            assertThat(kept.exitCode()).as(kept.err()).isZero();
            assertThat(story.findValuesAsText("kind")).containsExactly("SCORED", "ACCEPTED", "CONTEST_ERASED");
            assertThat(story.findValuesAsText("decidedBy")).endsWith("erasure");
            assertThat(ledger.exitCode()).as(ledger.err() + ledger.out()).isZero();
            JsonNode document = JSON.readTree(receipt.json().path("document").asText());
            assertThat(document.at("/learnedFrom/0/version").asText()).isEqualTo(version);
            assertThat(document.path("nextTrainingLeavesOut").asInt()).isEqualTo(1);
            assertThat(api.get(200, "/v1/claims/acme/m-4")).isEqualTo(other);
            assertThat(answer(api, "/v1/claims/acme/m-1")).isEqualTo("erased, receipt ER-000002");
            assertThat(answer(api, "/v1/claims/acme/m-3")).isEqualTo("erased, receipt ER-000002");
            assertThat(committed(Topics.CLAIMS_ACCEPTED))
                    .filteredOn(it -> it.getClaimId().equals("m-9"))
                    .singleElement()
                    .satisfies(it -> {
                        assertThat(it.getClaimantPseudonym()).startsWith("erased-");
                        assertThat(it.getPersonal()).isEmpty();
                    });
            assertThat(trained.exitCode()).as(trained.err()).isIn(0, 3);
            assertThat(current.json().path("erased").asInt()).isEqualTo(1);
            assertThat(current.json().path("rows").asInt()).isEqualTo(SETTLED - 1);
            assertThat(current.json().at("/erasures/0/to").asInt()).isEqualTo(2);
            assertThat(runs.json().at("/0/exclusions/ERASED").asInt(-1)).isEqualTo(1);
            assertThat(runs.json().at("/0/dataset")).isEqualTo(current.json().path("dataset"));
            assertThat(runs.json().at("/1/exclusions/ERASED").asInt(-1)).isZero();
            assertThat(reports().get(1).trainedOn().erased()).isEqualTo(1);
            assertThat(reports().get(1).trainedOn().erasures()).containsExactly(new Offsets(0, 0, 2));
            assertThat(dataset.exitCode()).as(dataset.err() + dataset.out()).isZero();
            assertThat(dataset.json().path("erasedRows").asInt()).isEqualTo(1);
            assertThat(dataset.json().at("/findings/0/detail").asText()).isEqualTo("erased, receipt ER-000001");
            assertThat(verified.exitCode()).as(verified.err() + verified.out()).isZero();
            assertThat(verified.json().path("retrainedVersion").asText()).isEqualTo(version);
            assertThat(verified.json().path("erasedRows").asInt()).isEqualTo(1);
            assertThat(verified.json().path("receipts"))
                    .extracting(JsonNode::asText)
                    .containsExactly("ER-000001");
            assertThat(learned.json().path(0).path("usedIn"))
                    .extracting(JsonNode::asText)
                    .containsExactly(version);
            assertThat(learned.json().at("/0/erasureReceipt").asText()).isEqualTo("ER-000001");
            assertThat(recomputed.exitCode())
                    .as(recomputed.err() + recomputed.out())
                    .isZero();
            // Of those with markers two are erased, and two are of others by now.
            assertThat(recomputed.json().path("erased").asInt()).isEqualTo(3);
            assertThat(recomputed.json().path("equal").asInt()).isEqualTo(SETTLED + 1);
            assertThat(score.exitCode()).isEqualTo(5);
            assertThat(score.json().at("/0/answer").asText()).isEqualTo("erased, receipt ER-000001");
            assertThat(backtest.exitCode()).as(backtest.err()).isZero();
            assertThat(backtest.json().path("erased").asInt()).isEqualTo(3);
            assertThat(backtest.json().path("claims").asInt()
                            + backtest.json().path("outOfScope").asInt())
                    .isEqualTo(SETTLED + 1);
            assertThat(answer(api, "/v1/feedback/" + label.getFeedbackId())).isEqualTo("erased, receipt ER-000001");
            assertThat(up.isAlive()).isTrue();
        }
    }

    /** What tables say once nothing moves any more. */
    private static SortedMap<String, String> settled(Kept kept) {
        AtomicReference<SortedMap<String, String>> last = new AtomicReference<>(kept.tables());
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    SortedMap<String, String> now = kept.tables();
                    return now.equals(last.getAndSet(now));
                });
        return Objects.requireNonNull(last.get());
    }

    /** What claims say, by claim, but for sealed bytes and the times of their coming. */
    private static SortedMap<String, String> facts(List<ClaimAccepted> claims, Predicate<String> which) {
        SortedMap<String, String> facts = new TreeMap<>();
        for (ClaimAccepted claim : claims) {
            if (which.test(claim.getClaimId())) {
                facts.put(
                        claim.getInsurer() + "|" + claim.getClaimId(),
                        String.join(
                                " ",
                                claim.getContentHash(),
                                claim.getClaimantPseudonym(),
                                claim.getPolicyPseudonym(),
                                claim.getProviderPseudonym().orElse(""),
                                Integer.toString(claim.getRevision()),
                                claim.getEventTime().toString(),
                                claim.getAccident().toString(),
                                claim.getInjury().toString(),
                                claim.getHeadsOfLoss().toString(),
                                Boolean.toString(claim.getPersonal().isPresent())));
            }
        }
        return facts;
    }

    /** Accepted, rejected, in a batch, dead, and of somebody else with words in headers; and what a person says of one. */
    private void plant(LiveApi api) throws Exception {
        String claim = markers.claim("m-1", claimant, "840");
        api.post(202, "/v1/claims", "application/json", claim);
        api.post(202, "/v1/claims", "application/json", markers.claim("m-2", claimant, "-1"));
        api.post(202, "/v1/claims/batches", "application/x-ndjson", markers.claim("m-3", claimant, "840"));
        Settings settings = settings();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                KafkaClients.properties(settings), new ByteArraySerializer(), new ByteArraySerializer())) {
            String topic = Topics.CLAIMS_SUBMITTED.name();
            byte[] key = markers.next("key").getBytes(UTF_8);
            producer.send(new ProducerRecord<>(topic, key, markers.next("dead").getBytes(UTF_8)))
                    .get();
            byte[] value = serdes(settings)
                    .of(Topics.CLAIMS_SUBMITTED)
                    .serializer()
                    .serialize(topic, aClaim("m-4").build());
            ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, key, value);
            record.headers().add("from", markers.next("header").getBytes(UTF_8));
            producer.send(record).get();
        }
        for (String claimId : List.of("m-1", "m-3", "m-4")) {
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(scored(api, claimId)).startsWith("s_"));
        }
        api.post(
                201,
                "/v1/scores/" + scored(api, "m-1") + "/feedback",
                "application/json",
                "{\"kind\":\"accepted\",\"note\":\"%s\"}".formatted(markers.next("note")));
        api.post(
                201,
                "/v1/claims/acme/m-1/contests",
                "application/json",
                "{\"scoreId\":\"%s\",\"receivedAt\":\"%s\",\"channel\":\"LETTER\",\"contestedBy\":\"CLAIMANT\",\"grounds\":\"%s\"}"
                        .formatted(scored(api, "m-1"), Instant.now(), markers.next("grounds")));
    }

    /** What the ledger tells of a claim whose contest was open when its claimant was erased. */
    private JsonNode storyWith(String kind) {
        AtomicReference<@Nullable JsonNode> story = new AtomicReference<>();
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    JsonNode now = run("audit", "story", "acme/m-1").json();
                    story.set(now);
                    return now.findValuesAsText("kind").contains(kind);
                });
        return Objects.requireNonNull(story.get());
    }

    private static String scored(LiveApi api, String claimId) throws Exception {
        return api.get(200, "/v1/claims/acme/" + claimId).path("currentScoreId").asText();
    }

    /** Two persons erase two claimants; within a minute all is done. */
    private void erase(LiveApi api, ClaimLabelled label) throws Exception {
        String root = "http://localhost:" + ports.get("api.port");
        PrivacyOffice ann = PrivacyOffice.invited(api, root, "ann");
        PrivacyOffice bob = PrivacyOffice.invited(api, root, "bob");
        List<String> erasures = new ArrayList<>();
        for (ClaimKey claim :
                List.of(new ClaimKey(label.getInsurer(), label.getClaimId()), new ClaimKey("acme", "m-1"))) {
            String erasure = ann.ask(
                            202,
                            "{\"insurer\":\"%s\",\"claimId\":\"%s\",\"reason\":\"asked by letter\"}"
                                    .formatted(claim.insurer(), claim.claimId()))
                    .path("erasureId")
                    .asText();
            ann.confirm(403, erasure);
            bob.confirm(202, erasure);
            erasures.add(erasure);
        }
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> {
                    for (String erasure : erasures) {
                        assertThat(run("privacy", "show", erasure)
                                        .json()
                                        .path("state")
                                        .asText())
                                .isEqualTo("DONE");
                    }
                });
    }

    private static String answer(LiveApi api, String path) throws Exception {
        return api.get(410, path).path("detail").asText();
    }

    private Launched start() throws Exception {
        List<String> command = new ArrayList<>(List.of("up"));
        // Its world follows a formula, beside which any interval is too narrow: what is tested here is not the gate of
        // coverage.
        for (String setting : List.of(
                "database.url=" + database(),
                "retrain.min-new-labels=" + SETTLED,
                "retrain.rounds=60",
                "retrain.depth=3",
                "retrain.gate.coverage.allowance=0.8",
                "retrain.gate.coverage.group.allowance=0.8",
                "retrain.check.interval=500ms")) {
            command.addAll(List.of("--set", setting));
        }
        return Launched.start(directory, ports, command.toArray(String[]::new)).awaitLine("ready");
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
                .override("test", Map.of("data.dir", directory.resolve("data").toString(), "database.url", database()))
                .read());
    }

    /** The embedded database in its place, which lets the test in beside the instance. */
    private String database() {
        return "jdbc:h2:file:" + directory.resolve("data/database/claimstream") + ";WRITE_DELAY=0;AUTO_SERVER=TRUE";
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
