package io.claimstream.launcher.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.domain.feature.FeatureSetV1;
import io.claimstream.event.ClaimLabelled;
import io.claimstream.event.RecordRef;
import io.claimstream.launcher.command.BadInputException;
import io.claimstream.launcher.command.WrongUseException;
import io.claimstream.launcher.datasets.Datasets.Which;
import io.claimstream.testkit.Claims;
import io.claimstream.testkit.kafka.KafkaExtension;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** One small log; the last tests tamper with it. */
@Timeout(180)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DatasetsIT {

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    private static final ObjectMapper JSON = new ObjectMapper();

    /** All but the claim that adjusters dispute and the one whose correction is the estimate. */
    private static final int ROWS = LabelledWorld.CLAIMS - 2;

    @TempDir
    private static Path directory;

    private static LabelledWorld world;

    @BeforeAll
    static void write() throws IOException {
        world = new LabelledWorld(KAFKA.get(), directory.resolve("data"));
        world.write();
        world.publish("m-1", run(0, "show", "current"));
    }

    @Test
    @Order(1)
    void shouldListWhatModelsWereMadeFromAndWhatIsCurrent() throws IOException {
        // When
        JsonNode list = run(0, "list");
        JsonNode shown = run(0, "show", "m-1");

        // Then
        assertThat(list).singleElement().satisfies(row -> {
            assertThat(row.get("dataset").asText()).matches("d-[0-9a-f]{12}");
            assertThat(row.get("models").asText()).isEqualTo("m-1");
            assertThat(row.get("current").asBoolean()).isTrue();
            assertThat(row.get("rows").asInt()).isEqualTo(ROWS);
            assertThat(row.get("excluded").asInt()).isEqualTo(2);
        });
        assertThat(shown.get("dataset")).isEqualTo(list.get(0).get("dataset"));
        assertThat(shown.get("exclusions")).isEqualTo(JSON.readTree("{\"CONFLICTING\":1,\"COPIED_ESTIMATE\":1}"));
        assertThat(shown.get("flags")).isEqualTo(JSON.createObjectNode());
        assertThat(shown.get("settled").asInt()).isEqualTo(ROWS);
        assertThat(shown.get("labelled").findValues("to"))
                .extracting(JsonNode::asLong)
                .satisfies(ends -> assertThat(
                                ends.stream().mapToLong(Long::longValue).sum())
                        .isEqualTo(world.labels().size()));
        assertThat(shown.toString()).doesNotContain("c-1", "p:M-0");
    }

    @Test
    @Order(2)
    void shouldMakeTheFeaturesOfEveryRowAgainBitForBit() throws IOException {
        // When
        JsonNode verified = run(0, "verify", "m-1");

        // Then
        assertThat(verified.get("verified").asBoolean()).isTrue();
        assertThat(verified.get("rowsRebuilt").asInt()).isEqualTo(ROWS);
        assertThat(verified.get("parityDifferences").asInt()).isZero();
        assertThat(verified.get("findings")).isEmpty();
        assertThat(world.labels()).as("histories that matter").anySatisfy(label -> assertThat(
                        label.getValues().get(FeatureSetV1.NAMES.indexOf("claimant_claims_90")))
                .isGreaterThan(1));
    }

    @Test
    @Order(3)
    void shouldExportRowsThatReadBackTheSame() throws IOException {
        // Given
        Path csv = directory.resolve("rows.csv");
        Path avro = directory.resolve("rows.avro");

        // When
        JsonNode written = run(0, "export", "m-1", "--format", "avro", "--out", avro.toString());
        byte[] once = Files.readAllBytes(avro);
        run(0, "export", "current", "--format", "avro", "--out", avro.toString());
        run(0, "export", "current", "--format", "csv", "--out", csv.toString());

        // Then
        assertThat(written.get("rows").asInt()).isEqualTo(ROWS);
        assertThat(Files.readAllBytes(avro)).isEqualTo(once);
        List<ClaimLabelled> rows = new ArrayList<>();
        try (DataFileReader<ClaimLabelled> file =
                new DataFileReader<>(avro.toFile(), new SpecificDatumReader<>(ClaimLabelled.class))) {
            file.forEachRemaining(rows::add);
            assertThat(file.getMetaString("claimstream.dataset"))
                    .isEqualTo(written.get("dataset").asText());
        }
        assertThat(rows).hasSize(ROWS).isSubsetOf(world.labels());
        assertThat(rows).isSortedAccordingTo((a, b) -> a.getLabelEventTime().compareTo(b.getLabelEventTime()));
        assertThat(csv(csv)).zipSatisfy(rows, DatasetsIT::assertSame);
        assertThat(directory.resolve("rows.csv.part")).doesNotExist();
    }

    @Test
    @Order(4)
    void shouldTellWhichModelsLearnedFromEachFeedback() throws IOException {
        // Given
        world.settleAgain(8, "f-later");
        world.publish("m-2", run(0, "show", "current"));

        // When
        JsonNode settledTwice = run(0, "learned-from", Claims.INSURER + "|c-8");
        JsonNode disputed = run(0, "learned-from", Claims.INSURER + "|c-" + LabelledWorld.DISPUTED);

        // Then
        assertThat(settledTwice).hasSize(2);
        assertThat(settledTwice.get(0).get("kind").asText()).isEqualTo("settled");
        assertThat(settledTwice.get(0).get("usedIn")).isEqualTo(JSON.readTree("[\"m-1\"]"));
        assertThat(settledTwice.get(1).get("feedbackId").asText()).isEqualTo("f-later");
        assertThat(settledTwice.get(1).get("usedIn")).isEqualTo(JSON.readTree("[\"m-2\"]"));
        assertThat(disputed.findValues("usedIn")).isNotEmpty().allSatisfy(it -> assertThat(it)
                .isEmpty());
        try (Datasets datasets = world.datasets()) {
            assertThatThrownBy(() -> datasets.learnedFrom(new ClaimKey(Claims.INSURER, "c-unknown")))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("c-unknown");
        }
    }

    @Test
    @Order(5)
    void shouldSayWhichDatasetsThereAreNot() {
        try (Datasets datasets = world.datasets()) {
            assertThatThrownBy(() -> datasets.show(new Which("d-000000000000", "")))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("datasets list");
            assertThatThrownBy(() -> datasets.show(new Which("current", "CASCO|EUR")))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("CASCO|EUR");
        }
    }

    @Test
    @Order(6)
    void shouldFindAManifestThatDoesNotTellTheTruth() throws IOException {
        // Given
        ObjectNode shown = (ObjectNode) run(0, "show", "m-1");
        world.publish("m-other-rows", shown.deepCopy().put("sha256", "0".repeat(64)));
        world.publish("m-more-rows", shown.deepCopy().put("settled", ROWS + 1));
        ObjectNode beyond = shown.deepCopy();
        ((ObjectNode) beyond.get("labelled").get(0)).put("to", 1_000);
        world.publish("m-beyond", beyond);
        ObjectNode fromFile = shown.deepCopy();
        fromFile.putArray("labelled");
        world.publish("m-file", fromFile);

        // Then
        assertThat(codes(run(3, "verify", "m-other-rows"))).containsExactly("SHA256_DIFFERS");
        assertThat(codes(run(3, "verify", "m-more-rows"))).containsExactly("ROWS_DIFFER");
        assertThat(codes(run(3, "verify", "m-beyond"))).containsExactly("LABELS_MISSING");
        assertThat(codes(run(3, "verify", "m-file"))).containsExactly("NOT_FROM_LOG");
        try (Datasets datasets = world.datasets()) {
            assertThatThrownBy(() -> datasets.export(
                            new Which("m-other-rows", ""), DatasetFile.Format.CSV, directory.resolve("no.csv")))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("other rows come out");
        }
        assertThat(directory.resolve("no.csv")).doesNotExist();
    }

    @Test
    @Order(7)
    void shouldAnswerWithTheReceiptForWhoWasErasedSinceAndLeaveThemOutFromThenOn() throws IOException {
        // Given: claims 2, 5, 8 and 11 are of one claimant, and 8 was settled again.
        JsonNode before = run(0, "show", "m-1");
        JsonNode untouched = run(0, "verify", "m-1");

        // When
        world.erase(2, "e-1");
        world.erase(5, "e-2");
        JsonNode verified = run(0, "verify", "m-1");
        JsonNode current = run(0, "show", "current");
        world.publish("m-after", current);
        JsonNode after = run(0, "verify", "m-after");

        // Then
        assertThat(before.get("erasures").findValuesAsText("to")).containsExactly("0");
        assertThat(untouched.get("erasedRows").asInt()).isZero();
        assertThat(verified.get("verified").asBoolean())
                .as("every row is still there")
                .isTrue();
        assertThat(verified.get("comparable").asBoolean()).isTrue();
        assertThat(verified.get("differences").asInt()).isZero();
        assertThat(verified.get("rowsRebuilt").asInt()).isEqualTo(ROWS);
        assertThat(verified.get("erasedRows").asInt()).isEqualTo(4);
        assertThat(verified.get("erasedLabelsGone").asInt()).isZero();
        assertThat(verified.get("receipts")).isEqualTo(JSON.readTree("[\"e-1\"]"));
        assertThat(codes(verified)).hasSize(4).containsOnly("ERASED");
        assertThat(verified.get("findings").findValuesAsText("detail")).containsOnly("erased, receipt e-1");
        assertThat(text(0, "verify", "m-1")).contains("erased, receipt e-1");
        assertThat(current.get("rows").asInt()).isEqualTo(ROWS - 4);
        assertThat(current.get("erased").asInt()).isEqualTo(4);
        assertThat(current.get("exclusions"))
                .isEqualTo(JSON.readTree("{\"CONFLICTING\":1,\"COPIED_ESTIMATE\":1,\"ERASED\":4}"));
        assertThat(current.get("erasures").findValuesAsText("to")).containsExactly("2");
        assertThat(after.get("verified").asBoolean()).isTrue();
        assertThat(after.get("erasedRows").asInt()).isZero();
        JsonNode learned = run(0, "learned-from", Claims.INSURER + "|c-8");
        assertThat(learned.findValuesAsText("erasureReceipt"))
                .containsOnly("e-1")
                .hasSize(2);
        assertThat(learned.get(0).get("usedIn").toString()).contains("\"m-1\"");
        assertThat(learned.findValues("usedIn").toString()).doesNotContain("m-after");
        assertThat(run(0, "learned-from", Claims.INSURER + "|c-7")
                        .findValues("usedIn")
                        .toString())
                .contains("m-after");
    }

    @Test
    @Order(8)
    void shouldNotWriteRowsOfWhoIsErasedToAFile() throws IOException {
        // Given
        Path file = directory.resolve("erased.csv");

        // Then
        try (Datasets datasets = world.datasets()) {
            assertThatThrownBy(() -> datasets.export(new Which("m-1", ""), DatasetFile.Format.CSV, file))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("erased, receipt e-1")
                    .hasMessageContaining("export current");
            datasets.export(new Which("current", ""), DatasetFile.Format.CSV, file);
        }
        assertThat(csv(file)).hasSize(ROWS - 4).noneMatch(row -> row.get("claimId")
                .equals("c-2"));
    }

    @Test
    @Order(9)
    void shouldFindTheRowThatWasTamperedWith() throws IOException {
        // Given
        ClaimLabelled label = world.labels().stream()
                .filter(it -> it.getClaimId().equals("c-7"))
                .findFirst()
                .orElseThrow();
        int feature = FeatureSetV1.NAMES.indexOf("sum_heads");
        List<Float> values = new ArrayList<>(label.getValues());
        values.set(feature, Math.nextUp(values.get(feature)));
        ClaimLabelled.Builder unknown = ClaimLabelled.newBuilder(label).setClaimId("c-unknown");

        // When
        world.label(ClaimLabelled.newBuilder(label).setValues(values).build());
        world.label(unknown.build());
        JsonNode verified = run(3, "verify", "current");

        // Then
        assertThat(codes(verified))
                .containsExactlyInAnyOrder("SERVED_DIFFER", "FEATURES_DIFFER", "SERVED_MISSING", "CLAIM_MISSING");
        assertThat(verified.get("parityDifferences").asInt()).isEqualTo(4);
        assertThat(verified.get("findings"))
                .filteredOn(it -> it.get("code").asText().endsWith("_DIFFER"))
                .allSatisfy(it -> {
                    assertThat(it.get("detail").asText()).isEqualTo("sum_heads");
                    assertThat(it.get("place").asText()).matches("claims\\.labelled\\.v1 \\d@\\d+");
                    assertThat(it.get("hint").asText()).isNotBlank();
                });
        assertThat(run(0, "verify", "m-1").get("verified").asBoolean()).isTrue();
        assertThat(text(3, "verify", "current")).contains("FEATURES_DIFFER", "parityDifferences");
    }

    @Test
    @Order(10)
    void shouldAskForTheSlotWhenThereAreSeveral() throws IOException {
        // Given
        ClaimLabelled label = world.labels().stream()
                .filter(it -> it.getClaimId().equals("c-6"))
                .findFirst()
                .orElseThrow();
        world.label(ClaimLabelled.newBuilder(label).setCurrency("EUR").build());

        // When
        JsonNode shown = run(0, "show", "current", "--slot", "MOTOR_INJURY|EUR");

        // Then
        assertThat(shown.get("rows").asInt()).isEqualTo(1);
        try (Datasets datasets = world.datasets()) {
            assertThatThrownBy(() -> datasets.show(new Which("current", "")))
                    .isInstanceOf(WrongUseException.class)
                    .hasMessageContaining("MOTOR_INJURY|GBP");
        }
    }

    @Test
    @Order(11)
    void shouldSayThatAHashCannotBeComparedWhenErasedLabelsAreGone() throws IOException {
        // Given: a dataset of two rows, of which one is not on the log any more.
        RecordRef place = world.loseLabel(1);
        ObjectNode made = (ObjectNode) run(0, "show", "current", "--slot", "MOTOR_INJURY|EUR");
        world.publish("m-two", made.deepCopy().put("settled", 2).put("sha256", "0".repeat(64)));
        world.publish("m-three", made.deepCopy().put("settled", 3).put("sha256", "0".repeat(64)));
        JsonNode lost = run(3, "verify", "m-two");

        // When
        world.erase(1, "e-3", place);
        JsonNode erased = run(5, "verify", "m-two");
        JsonNode more = run(3, "verify", "m-three");

        // Then
        assertThat(codes(lost)).containsExactly("ROWS_DIFFER", "SHA256_DIFFERS");
        assertThat(codes(erased)).containsExactly("ERASED_NOT_COMPARABLE", "ERASED");
        assertThat(erased.get("verified").asBoolean()).isFalse();
        assertThat(erased.get("comparable").asBoolean()).isFalse();
        assertThat(erased.get("differences").asInt()).isZero();
        assertThat(erased.get("erasedLabelsGone").asInt()).isEqualTo(1);
        assertThat(erased.at("/findings/0/detail").asText())
                .contains("erased, receipt e-3", "SHA-256", "cannot be compared any more");
        assertThat(erased.at("/findings/1/place").asText())
                .isEqualTo("claims.labelled.v1 " + place.getPartition() + "@" + place.getOffset());
        assertThat(codes(more)).as("one erased label explains one row, not two").contains("ROWS_DIFFER");
        assertThat(text(5, "verify", "m-two")).contains("erased, receipt e-3, no longer on the log");
    }

    private static List<String> codes(JsonNode verified) {
        return verified.get("findings").findValuesAsText("code");
    }

    private static void assertSame(CSVRecord csv, ClaimLabelled row) {
        assertThat(csv.get("claimId")).isEqualTo(row.getClaimId());
        assertThat(csv.get("label")).isEqualTo(row.getLabel().orElseThrow().toPlainString());
        assertThat(csv.get("kind")).isEqualTo(row.getLabelKind().name());
        for (int i = 0; i < FeatureSetV1.NAMES.size(); i++) {
            String cell = csv.get(FeatureSetV1.NAMES.get(i));
            float value = cell.isEmpty() ? Float.NaN : Float.parseFloat(cell);
            assertThat(Float.floatToIntBits(value))
                    .isEqualTo(Float.floatToIntBits(row.getValues().get(i)));
        }
    }

    private static List<CSVRecord> csv(Path file) throws IOException {
        try (Reader text = Files.newBufferedReader(file)) {
            return CSVFormat.RFC4180
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .get()
                    .parse(text)
                    .getRecords();
        }
    }

    private static JsonNode run(int exitCode, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--output", "json"));
        return JSON.readTree(text(exitCode, all.toArray(String[]::new)));
    }

    private static String text(int exitCode, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int ended = new CommandLine(new DatasetsCommand(common -> world.datasets()))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        assertThat(ended).as("%s", err).isEqualTo(exitCode);
        return out.toString();
    }
}
