package io.claimstream.launcher.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.event.ClaimAccepted;
import io.claimstream.launcher.audit.TopicTail;
import io.claimstream.launcher.cli.CommandLines;
import io.claimstream.launcher.importing.MotorRow;
import io.claimstream.launcher.instance.FreePorts;
import io.claimstream.launcher.instance.InstanceSettings;
import io.claimstream.launcher.instance.RegistryClients;
import io.claimstream.launcher.instance.Services;
import io.claimstream.launcher.offline.EvidenceLog;
import io.claimstream.platform.config.Settings;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.serde.EventSerdes;
import io.claimstream.testkit.tls.TestKeystore;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class UpIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ROWS = 600;
    /** Fewer than set off a training. */
    private static final int SETTLED = 200;

    /** Stands in the personal data of a claim and in a note. */
    private static final String MARKER = "Zebulon-Quagmire-7731";

    @TempDir
    Path directory;

    @Test
    @Timeout(300)
    void shouldLoseAndDoubleNothingWhenKilledInTheMiddleOfAnImport() throws Exception {
        // Given
        Map<String, Integer> ports = FreePorts.ofAllInOne();
        Path csv = rows();
        try (Launched first = Launched.start(directory, ports, "up").awaitLine("ready");
                Launched importing = Launched.start(directory, ports, "import", csv.toString(), "--with-outcomes")) {
            awaitFirstAnswers(importing);
            List<ProcessHandle> family = first.family();

            // When
            first.kill();

            // Then
            importing.kill();
            await().atMost(Duration.ofSeconds(10)).until(() -> family.stream().noneMatch(ProcessHandle::isAlive));
        }
        try (SpanCollector spans = new SpanCollector();
                Launched again = start(ports, "up", traced(spans.endpoint(), CallersTrace.SHARE))
                        .awaitLine("ready")) {
            shouldTellWhoDoesNotTrustIt(ports);
            shouldImportEveryRowOnce(ports, csv);
            shouldImportEveryRowOnce(ports, csv);
            shouldTakeTheSameFileAsABatch(ports, csv);
            shouldMeterWhatTheTopicsHold(ports);
            shouldBillWhatAnotherCountSays(ports);
            shouldExportWhatAnotherCountSays(ports);
            shouldTakeANote(ports);
            shouldHaveEveryDecisionInALedgerThatHolds(ports);
            shouldFindNothingWrong(ports);
            CallersTrace.shouldReachFromSubmissionToFeedback(spans);
            assertThat(spans.bodies()).noneMatch(body -> body.contains(MARKER) || body.contains("c1200.00"));
            CallersTrace.shouldBeCounted(ports);
            CallersTrace.shouldBeOnTheLineOfADeadLetter(again.err());
            shouldStopInOrderWithinTenSeconds(again);
        }
        shouldLoseDatabaseAndKeysAndBringThemBack(ports);
        shouldHoldNoWordOfAPersonBeyondWhatWasSubmitted();
    }

    @Test
    @Timeout(120)
    void shouldNotStartInVainWithAKeystoreThatCannotBeOpened() throws Exception {
        // Given
        List<String> https = new ArrayList<>(https());
        https.addAll(List.of("--set", "api.tls.password.file=" + password("something-else")));

        // When
        try (Launched up = start(FreePorts.ofAllInOne(), "up", https)) {

            // Then
            assertThat(up.exitCode(Duration.ofSeconds(60))).isEqualTo(2);
            assertThat(up.err())
                    .contains(
                            "PASSWORD_WRONG",
                            "api.tls.keystore",
                            keystore().path().toString())
                    .doesNotContain("something-else", "starting the broker");
        }
    }

    @Test
    @Timeout(120)
    void shouldSayWhichPortIsTaken() throws Exception {
        // Given
        Map<String, Integer> ports = FreePorts.ofAllInOne();
        ports.put("ingest.management.port", Objects.requireNonNull(ports.get("api.port")));
        try (ServerSocket taken = new ServerSocket(
                        Objects.requireNonNull(ports.get("api.port")), 1, InetAddress.getLoopbackAddress());
                Launched up = Launched.start(directory, ports, "up")) {

            // When
            int exit = up.exitCode(Duration.ofSeconds(60));

            // Then
            assertThat(exit).isEqualTo(4);
            assertThat(up.err()).contains("port " + taken.getLocalPort()).contains("ingest.management.port");
        }
    }

    private void shouldTellWhoDoesNotTrustIt(Map<String, Integer> ports) throws Exception {
        try (Launched show = start(ports, "read-model", List.of("show"))) {
            assertThat(show.exitCode(Duration.ofSeconds(60))).isEqualTo(4);
            assertThat(show.err()).contains("--ca FILE", "api.ca");
        }
    }

    private Launched start(Map<String, Integer> ports, String command, List<String> arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of(command));
        line.addAll(arguments);
        return Launched.start(directory, ports, line.toArray(String[]::new));
    }

    private TestKeystore keystore() {
        Path path = directory.resolve("api.p12");
        return Files.exists(path) ? new TestKeystore(path) : TestKeystore.validFor(path, 30);
    }

    private List<String> https() throws IOException {
        return List.of(
                "--set",
                "api.tls.keystore=" + keystore().path(),
                "--set",
                "api.tls.password.file=" + password(TestKeystore.PASSWORD));
    }

    private Path password(String password) throws IOException {
        return Files.writeString(directory.resolve(password + ".txt"), password);
    }

    private List<String> trusting(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of(
                "--ca", keystore().writeCertificate(directory.resolve("ca.pem")).toString()));
        return all;
    }

    private void shouldStopInOrderWithinTenSeconds(Launched up) throws Exception {
        List<ProcessHandle> family = up.family();
        up.terminate();
        // 143 is what a process that ended in order after SIGTERM answers.
        assertThat(up.exitCode(Duration.ofSeconds(10))).isEqualTo(143);
        assertThat(family).noneMatch(ProcessHandle::isAlive);
    }

    private JsonNode audit(Map<String, Integer> ports) throws Exception {
        try (Launched audit = Launched.start(directory, ports, "audit", "--output", "json")) {
            assertThat(audit.exitCode(Duration.ofSeconds(90))).as(audit.err()).isZero();
            return JSON.readTree(audit.out());
        }
    }

    private void shouldImportEveryRowOnce(Map<String, Integer> ports, Path csv) throws Exception {
        try (Launched importing =
                start(ports, "import", trusting(csv.toString(), "--with-outcomes", "--output", "json"))) {
            assertThat(importing.exitCode(Duration.ofSeconds(90)))
                    .as(importing.err())
                    .isZero();
            JsonNode imported = JSON.readTree(importing.out());
            assertThat(imported.get("accepted").asInt()).isEqualTo(ROWS);
            assertThat(imported.get("settlements").asInt()).isEqualTo(SETTLED);
        }
        JsonNode audit = audit(ports);
        assertThat(audit.get("accepted").asInt()).isEqualTo(ROWS);
        assertThat(audit.get("scored").asInt()).isEqualTo(ROWS);
        assertThat(audit.get("feedback").asInt()).isEqualTo(SETTLED);
    }

    /** Every row of it was imported, one is new, and one is rubbish. */
    private void shouldTakeTheSameFileAsABatch(Map<String, Integer> ports, Path csv) throws Exception {
        String file = Files.readString(csv);
        String known = file.lines().skip(1).findFirst().orElseThrow();
        HttpResponse<String> taken = send(request(ports, "/v1/claims/batches?insurer=import")
                .header("Content-Type", "text/csv")
                .header("Idempotency-Key", "same-file")
                .POST(BodyPublishers.ofString(file + known.replace("840", "841") + "\nrubbish\n")));
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
        String link = JSON.readTree(taken.body()).path("link").asText();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> batch(ports, link).path("answered").asInt() == ROWS + 2);

        JsonNode outcomes = batch(ports, link).path("outcomes");
        assertThat(outcomes.path("duplicate").asInt()).isEqualTo(ROWS);
        assertThat(outcomes.path("scored").asInt()).isEqualTo(1);
        assertThat(outcomes.path("unreadable").asInt()).isEqualTo(1);
        String lines = send(request(ports, link + "/lines")
                        .header("Accept", "text/csv")
                        .GET())
                .body();
        assertThat(lines.lines()).hasSize(ROWS + 3);
        assertThat(lines.lines().skip(1).limit(ROWS)).allSatisfy(line -> assertThat(line)
                .matches("\\d+,import,row-[0-9a-f]{32},1,duplicate,s_[^,]+,\\d+\\.\\d\\d,.*,GBP,.*"));
    }

    /** Every row and the one that is new: sent twice, and once more as a batch, they are billed once. */
    private void shouldBillWhatAnotherCountSays(Map<String, Integer> ports) throws Exception {
        String month = YearMonth.now(ZoneOffset.UTC).toString();
        try (Launched recount = start(
                ports, "billing", trusting("recount", "--insurer", "import", "--month", month, "--output", "json"))) {
            assertThat(recount.exitCode(Duration.ofSeconds(90)))
                    .as(recount.err())
                    .isZero();
            JsonNode counted = JSON.readTree(recount.out());
            assertThat(counted.path("onTopic").asInt()).isEqualTo(ROWS + 1);
            assertThat(counted.path("metered").asInt()).isEqualTo(ROWS + 1);
        }
    }

    /** Of one who has claims there is in the file what another way of counting finds on the topics. */
    private void shouldExportWhatAnotherCountSays(Map<String, Integer> ports) throws Exception {
        JsonNode listed = JSON.readTree(
                send(request(ports, "/v1/claims?insurer=import&limit=1").GET()).body());
        String claim = listed.at("/claims/0/claimId").asText();
        Path file = directory.resolve("subject.json");
        try (Launched export = start(
                ports,
                "privacy",
                trusting(
                        "export",
                        "--claim",
                        "import/" + claim,
                        "--to",
                        file.toString(),
                        "--reason",
                        "request 7",
                        "--check",
                        "--output",
                        "json"))) {
            assertThat(export.exitCode(Duration.ofSeconds(90)))
                    .as(export.out() + export.err())
                    .isZero();
        }
        JsonNode held = JSON.readTree(Files.readString(file));
        for (String section : List.of("revisions", "submissions", "features", "scores", "history", "audit", "kept")) {
            assertThat(held.path(section)).as(section).isNotEmpty();
        }
        assertThat(held.at("/revisions/0/claimId").asText()).isEqualTo(claim);
        Files.delete(file);
    }

    /** Submitted = accepted + rejected + duplicates + dead letters: of one insurer whose records are known, of bytes that are nobody's, and of all that stands on the topics. */
    private void shouldMeterWhatTheTopicsHold(Map<String, Integer> ports) throws Exception {
        submit(ports, "1200.00");
        submit(ports, "1200.00");
        submit(ports, "-1.00");
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", "127.0.0.1:" + ports.get("broker.port")),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            ProducerRecord<byte[], byte[]> rubbish =
                    new ProducerRecord<>(Topics.CLAIMS_SUBMITTED.name(), new byte[] {9});
            rubbish.headers().add("traceparent", CallersTrace.PLACE.getBytes(StandardCharsets.US_ASCII));
            producer.send(rubbish).get();
        }
        Volume metered = new Volume(3, 1, 1, 0, 1);
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            JsonNode usage = usage(ports);
            assertThat(volumes(usage, "metered")).containsOnly(metered);
            assertThat(Volume.of(usage.at("/withoutInsurer/total"))).isEqualTo(new Volume(1, 0, 0, 1, 0));
        });

        JsonNode audit = audit(ports);
        JsonNode usage = usage(ports);
        Volume all = Stream.concat(
                        usage.path("insurers").valueStream().map(it -> it.path("total")),
                        Stream.of(usage.at("/withoutInsurer/total")))
                .map(Volume::of)
                .reduce(new Volume(0, 0, 0, 0, 0), Volume::plus);
        assertThat(all)
                .isEqualTo(new Volume(
                        audit.path("submitted").asLong(),
                        audit.path("accepted").asLong(),
                        audit.path("rejected").asLong(),
                        audit.path("deadLettered").asLong(),
                        audit.path("duplicatesDropped").asLong()));
        assertThat(all.submitted()).isEqualTo(all.accepted() + all.rejected() + all.dead() + all.duplicates());
        assertThat(all.duplicates()).isGreaterThan(ROWS);
    }

    private void shouldTakeANote(Map<String, Integer> ports) throws Exception {
        JsonNode claim = JSON.readTree(
                send(request(ports, "/v1/claims/metered/c1200.00").GET()).body());
        HttpResponse<String> given =
                send(request(ports, "/v1/scores/" + claim.path("currentScoreId").asText() + "/feedback")
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", "with-a-note")
                        .POST(BodyPublishers.ofString("{\"kind\":\"accepted\",\"note\":\"" + MARKER + "\"}")));
        assertThat(given.statusCode()).as(given.body()).isEqualTo(201);
        String link = JSON.readTree(given.body()).path("link").asText();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> JSON.readTree(send(request(ports, link).GET()).body())
                        .path("note")
                        .asText()
                        .equals(MARKER));
    }

    /** Killed on the way, it has each decision once; what somebody puts in is found. */
    private void shouldHaveEveryDecisionInALedgerThatHolds(Map<String, Integer> ports) throws Exception {
        JsonNode audit = audit(ports);
        long decisions = audit.path("scored").asLong() + audit.path("feedback").asLong();
        Path kept = directory.resolve("kept.json");
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> keep(verify(ports, 0), kept).path("entries").asLong() == decisions);
        JsonNode whole = verify(ports, 0, "--against", kept.toString(), "--sample", "50", "--seed", "7");
        assertThat(whole.path("keptChains").asInt()).isEqualTo(Topics.CLAIM_PARTITIONS);
        assertThat(whole.path("faults").asInt(-1)).isZero();
        assertThat(whole.path("waiting").asInt(-1)).isZero();
        assertThat(whole.path("records").asLong()).isGreaterThan(decisions + 2 * ROWS);
        assertThat(whole.at("/sample/equal").asInt()).isEqualTo(50);
        assertThat(whole.at("/sample/slowestMillis").asInt()).isLessThan(2_000);
        JsonNode story = run(ports, "audit", List.of("story", "metered/c1200.00"));
        assertThat(story.findValuesAsText("kind")).containsExactly("SCORED", "ACCEPTED");
        assertThat(story.toString()).doesNotContain(MARKER);

        putIn(ports);
        whole.path("chains").forEach(it -> ((ObjectNode) it).put("hash", "1".repeat(64)));
        keep(whole, kept);
        JsonNode tampered = verify(ports, 3, "--against", kept.toString());
        assertThat(tampered.path("firstFaults").findValuesAsText("kind"))
                .contains("ENTRY_INSERTED", "ENTERED_TWICE", "KEPT_DIFFERS");
    }

    private static JsonNode keep(JsonNode verified, Path file) throws IOException {
        Files.writeString(file, verified.toString());
        return verified;
    }

    private JsonNode verify(Map<String, Integer> ports, int exit, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("verify", "--output", "json"));
        arguments.addAll(List.of(more));
        try (Launched verify = start(ports, "audit", arguments)) {
            assertThat(verify.exitCode(Duration.ofSeconds(90)))
                    .as(verify.err() + verify.out())
                    .isEqualTo(exit);
            return JSON.readTree(verify.out());
        }
    }

    /** Copies the first entry of a chain to its end. */
    private static void putIn(Map<String, Integer> ports) throws Exception {
        Map<String, Object> kafka = Map.of("bootstrap.servers", "127.0.0.1:" + ports.get("broker.port"));
        List<ConsumerRecord<byte[], byte[]>> entries = new ArrayList<>();
        try (TopicTail tail = new TopicTail(kafka, List.of(Topics.DECISIONS_LEDGER.name()))) {
            tail.readToEnd(entries::add);
        }
        ConsumerRecord<byte[], byte[]> first = entries.get(0);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(first.topic(), first.partition(), first.key(), first.value()))
                    .get();
        }
    }

    /** The drill of a restore: what no topic holds comes from the backup, and the views from the topics. */
    private void shouldLoseDatabaseAndKeysAndBringThemBack(Map<String, Integer> ports) throws Exception {
        String backup = directory.resolve("backup.zip").toString();
        JsonNode made = run(ports, "backup", List.of(backup, "--with-encryption-keys"));
        for (String lost : List.of("database", "secrets", "models")) {
            deleteAll(directory.resolve("data").resolve(lost));
        }
        assertThat(run(ports, "restore", List.of(backup)).path("rows").asLong())
                .isEqualTo(made.path("rows").asLong())
                .isPositive();
        assertThat(run(ports, "keys", List.of("rotate", "hmac")).path("number").asInt())
                .isEqualTo(2);
        // Nobody takes what it notes there, and it is as well as ever.
        try (Launched up =
                start(ports, "up", traced("http://127.0.0.1:1/v1/traces", "1")).awaitLine("ready")) {
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(volumes(usage(ports), "metered"))
                    .containsOnly(new Volume(3, 1, 1, 0, 1)));
            await().atMost(Duration.ofSeconds(60)).until(() -> JSON.readTree(
                            send(request(ports, "/v1/claims/metered/c1200.00").GET())
                                    .body())
                    .has("currentScoreId"));
            // The same request again: its answer is remembered, and the note opens.
            shouldTakeANote(ports);
            submit(ports, "1200.00");
            // Another claim of the claimant, looked up by another key in a database that was lost.
            submit(ports, "1300.00");
            await().atMost(Duration.ofSeconds(60)).until(() -> metered().stream()
                    .anyMatch(it -> it.getClaimId().equals("c1300.00")));
            assertThat(metered().stream()
                            .map(ClaimAccepted::getClaimantPseudonym)
                            .distinct())
                    .hasSize(1);
            up.terminate();
            assertThat(up.exitCode(Duration.ofSeconds(20)))
                    .as(up.out() + up.err())
                    .isEqualTo(143);
        }
    }

    /** Accepted claims of the insurer of the claims that are submitted here. */
    private List<ClaimAccepted> metered() {
        Settings settings = InstanceSettings.pointedAtInstance(Settings.reader(Services.settings())
                .override("test", Map.of("data.dir", directory.resolve("data").toString()))
                .read());
        EventSerdes serdes = new EventSerdes(RegistryClients.of(settings));
        String topic = Topics.CLAIMS_ACCEPTED.name();
        List<ClaimAccepted> claims = new ArrayList<>();
        try (EvidenceLog log = new EvidenceLog(settings)) {
            log.read(
                    topic,
                    record -> claims.add(
                            serdes.of(Topics.CLAIMS_ACCEPTED).deserializer().deserialize(topic, record.value())));
        }
        return claims.stream().filter(it -> it.getInsurer().equals("metered")).toList();
    }

    /** The caller's trace is within a share in which the import beside it is not, which would be thousands of spans. */
    private List<String> traced(String endpoint, String ratio) throws IOException {
        List<String> all = new ArrayList<>(https());
        all.addAll(List.of("--set", "tracing.endpoint=" + endpoint));
        all.addAll(List.of("--set", "tracing.sample.ratio=" + ratio));
        all.addAll(List.of("--set", "log.format=json", "--set", "log.level=debug"));
        return all;
    }

    private static void deleteAll(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private void shouldFindNothingWrong(Map<String, Integer> ports) throws Exception {
        JsonNode told = run(ports, "doctor", trusting());
        assertThat(told.findValuesAsText("verdict")).doesNotContain("wrong");
        assertThat(told.findValuesAsText("finding"))
                .contains("It knows the schema of every topic.", "Its compatibility level is FULL_TRANSITIVE.")
                .filteredOn("It is ready."::equals)
                .hasSize(6);
        assertThat(run(ports, "schemas", List.of("check")).findValuesAsText("state"))
                .isNotEmpty()
                .containsOnly("registered");
        assertThat(run(ports, "schemas", List.of("register"))).hasSameSizeAs(run(ports, "schemas", List.of("check")));
    }

    /** In this process, which is quicker than another. */
    private JsonNode run(Map<String, Integer> ports, String command, List<String> arguments) throws Exception {
        List<String> line = new ArrayList<>(List.of(command));
        line.addAll(arguments);
        line.addAll(https());
        line.addAll(List.of(
                "--output", "json", "--data-dir", directory.resolve("data").toString()));
        ports.forEach((key, port) -> line.addAll(List.of("--set", key + "=" + port)));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        assertThat(CommandLines.production()
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(err, true))
                        .execute(line.toArray(String[]::new)))
                .as(out + err.toString())
                .isZero();
        return JSON.readTree(out.toString());
    }

    /** Of a person stands in the clear what was submitted. */
    private void shouldHoldNoWordOfAPersonBeyondWhatWasSubmitted() throws IOException {
        byte[] marker = MARKER.getBytes(StandardCharsets.UTF_8);
        List<String> holding;
        try (Stream<Path> files = Files.walk(directory)) {
            holding = files.filter(Files::isRegularFile)
                    .filter(file -> holds(file, marker))
                    .map(file -> directory.relativize(file).toString())
                    .toList();
        }
        assertThat(holding)
                .anyMatch(file -> file.contains("claims.submitted.v1-"))
                .allMatch(file -> file.contains("claims.submitted.v1-"));
    }

    private static boolean holds(Path file, byte[] marker) {
        try {
            String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
            return bytes.contains(new String(marker, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What records came to, as usage says it. */
    private record Volume(long submitted, long accepted, long rejected, long dead, long duplicates) {

        static Volume of(JsonNode json) {
            return new Volume(
                    json.path("submitted").asLong(),
                    json.path("accepted").asLong(),
                    json.path("rejected").asLong(),
                    json.path("deadLettered").asLong(),
                    json.path("duplicatesOrPending").asLong());
        }

        Volume plus(Volume other) {
            return new Volume(
                    submitted + other.submitted,
                    accepted + other.accepted,
                    rejected + other.rejected,
                    dead + other.dead,
                    duplicates + other.duplicates);
        }
    }

    /** The total of an insurer, and the sum of its days. */
    private static List<Volume> volumes(JsonNode usage, String insurer) {
        return usage.path("insurers")
                .valueStream()
                .filter(it -> it.path("insurer").asText().equals(insurer))
                .flatMap(it -> Stream.of(
                        Volume.of(it.path("total")),
                        it.path("periods")
                                .valueStream()
                                .map(Volume::of)
                                .reduce(new Volume(0, 0, 0, 0, 0), Volume::plus)))
                .toList();
    }

    private JsonNode usage(Map<String, Integer> ports) throws Exception {
        return JSON.readTree(send(request(ports, "/v1/usage?by=day").GET()).body());
    }

    private void submit(Map<String, Integer> ports, String earnings) throws Exception {
        String claim = "{\"insurer\":\"metered\",\"claimId\":\"c" + earnings
                + "\",\"revision\":1,\"submittingSystem\":\"desk\","
                + "\"policy\":\"P-77\",\"claimant\":\"M-12\",\"lineOfBusiness\":\"MOTOR_INJURY\",\"currency\":\"GBP\","
                + "\"accident\":{\"type\":\"Rear end\"},\"injury\":{\"prognosis\":\"F. 6 months\"},"
                + "\"personal\":{\"name\":\"" + MARKER + "\"},"
                + "\"headsOfLoss\":{\"specialEarningsLoss\":" + earnings + ",\"generalFixed\":840.00}}";
        HttpResponse<String> taken = send(request(ports, "/v1/claims")
                .header("Content-Type", "application/json")
                .header("traceparent", CallersTrace.PLACE)
                .POST(BodyPublishers.ofString(claim)));
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
    }

    private JsonNode batch(Map<String, Integer> ports, String link) throws Exception {
        return JSON.readTree(send(request(ports, link).GET()).body());
    }

    private HttpRequest.Builder request(Map<String, Integer> ports, String path) throws IOException {
        return HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + ports.get("api.port") + path))
                .timeout(Duration.ofSeconds(60))
                .header(
                        "X-Api-Key",
                        Files.readString(directory.resolve("data/secrets/cli.key"))
                                .strip());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HttpClient.newBuilder()
                .sslContext(TestKeystore.trusting(keystore()))
                .build()
                .send(request.build(), BodyHandlers.ofString());
    }

    /** The journal says which rows were answered. */
    private void awaitFirstAnswers(Launched importing) {
        await().atMost(Duration.ofSeconds(60)).until(() -> hasJournal() || !importing.isAlive());
        assertThat(importing.isAlive()).as(importing.err()).isTrue();
    }

    private boolean hasJournal() throws IOException {
        Path journals = directory.resolve("data/imports");
        if (!Files.isDirectory(journals)) {
            return false;
        }
        try (Stream<Path> files = Files.list(journals)) {
            return files.anyMatch(file -> file.toFile().length() > 0);
        }
    }

    private Path rows() {
        MotorRow[] rows = IntStream.range(0, ROWS)
                .mapToObj(i -> MotorRow.ofDriverAged(18 + i % 60)
                        .with("SpecialEarningsLoss", Integer.toString(100 + i))
                        .with("GeneralFixed", "840"))
                .toArray(MotorRow[]::new);
        for (int i = 0; i < SETTLED; i++) {
            rows[i] = rows[i].settledFor(Integer.toString(900 + i));
        }
        return MotorRow.file(directory, rows);
    }
}
