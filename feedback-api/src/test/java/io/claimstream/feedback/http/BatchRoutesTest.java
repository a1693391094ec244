package io.claimstream.feedback.http;

import static io.claimstream.testkit.Claims.aClaim;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.domain.importing.MotorInjuryCells;
import io.claimstream.domain.importing.MotorInjuryRow;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.feedback.FakePublisher;
import io.claimstream.feedback.TestAccess;
import io.claimstream.feedback.TestBatches;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.retention.RetentionJob;
import io.claimstream.feedback.retention.RetentionPeriods;
import io.claimstream.schemas.json.EventJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BatchRoutesTest {

    /** More lines than a batch may have here: each once more, so many further on. */
    private static final String TWICE = "insert into record_batch_line (batch_id, line, problems)"
            + " select batch_id, line + %d, problems from record_batch_line";

    private static final String CSV = "text/csv";
    private static final String NDJSON = "application/x-ndjson";
    private static final String BATCHES = "/v1/claims/batches";
    private static final Map<String, Caller> CALLERS = Map.of(
            "cs_all", new Caller("key:k_1", Role.PRODUCER),
            "cs_acme", new Caller("key:k_2", Role.PRODUCER, "acme", Caller.Kind.KEY),
            "cs_zenith", new Caller("key:k_3", Role.PRODUCER, "zenith", Caller.Kind.KEY));
    private static final List<String> COLUMNS = Stream.concat(
                    MotorInjuryCells.columns().stream(), Stream.of(MotorInjuryRow.CLAIM_ID))
            .toList();
    private static final String HEADER = String.join(",", COLUMNS) + "\n";

    private final ApiUnderTest api = new ApiUnderTest(
            it -> TestAccess.of(it.database(), it.clock(), presented -> Optional.ofNullable(CALLERS.get(presented))));

    @BeforeEach
    void clear() {
        api.kafka().clear();
        api.readModel().clear();
        api.database().jdbi().useHandle(handle -> Stream.of("record_batch", "record_batch_line", "view_rejection")
                .forEach(table -> handle.execute("delete from " + table)));
    }

    @AfterAll
    void close() {
        api.close();
    }

    @Test
    void shouldSubmitEveryRowOfACsv() throws Exception {
        // When
        HttpResponse<String> answer = send("cs_acme", CSV, HEADER + row("a") + row("b"));

        // Then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        JsonNode receipt = ApiUnderTest.json(answer);
        assertThat(receipt.path("lines").asInt()).isEqualTo(2);
        assertThat(receipt.path("submitted").asInt()).isEqualTo(2);
        assertThat(answer.headers().firstValue("Location"))
                .contains(receipt.path("link").asText());
        assertThat(submitted())
                .extracting(ClaimSubmitted::getInsurer, ClaimSubmitted::getClaimId, ClaimSubmitted::getCurrency)
                .containsExactly(tuple("acme", "a", "GBP"), tuple("acme", "b", "GBP"));
        JsonNode batch = ApiUnderTest.json(api.get(receipt.path("link").asText(), "cs_acme"));
        assertThat(batch.path("state").asText()).isEqualTo("submitted");
        assertThat(batch.at("/outcomes/submitted").asInt()).isEqualTo(2);
        assertThat(batch.path("answered").asInt()).isZero();
    }

    @Test
    void shouldSubmitClaimsOfSeveralInsurersAsJson() throws Exception {
        // When
        HttpResponse<String> all = send("cs_all", NDJSON, claim("acme", "a") + "\n\n" + claim("zenith", "b") + "\r\n");
        HttpResponse<String> own = send("cs_acme", NDJSON, claim("acme", "c") + "\n" + claim("zenith", "d"));

        // Then
        assertThat(List.of(all.statusCode(), own.statusCode())).containsOnly(202);
        assertThat(submitted()).extracting(ClaimSubmitted::getClaimId).containsExactly("a", "b", "c");
        assertThat(lines(own, "cs_acme"))
                .extracting(
                        it -> it.path("line").asInt(),
                        it -> it.path("outcome").asText(),
                        it -> it.at("/problems/0/code").asText())
                .containsExactly(tuple(1, "submitted", ""), tuple(2, "unreadable", "NOT_SERVED"));
        JsonNode unreadable = ApiUnderTest.json(api.get(link(own) + "/lines?outcome=unreadable&limit=1", "cs_acme"));
        assertThat(unreadable.path("lines"))
                .singleElement()
                .satisfies(it -> assertThat(it.path("line").asInt()).isEqualTo(2));
        assertThat(unreadable.path("next").asText()).endsWith("&outcome=unreadable");
        assertThat(api.get(link(own) + "/lines?outcome=lost", "cs_acme").statusCode())
                .isEqualTo(400);
        assertThat(api.get(link(all), "cs_acme").statusCode()).isEqualTo(404);
        assertThat(api.get(link(own), "cs_all").statusCode()).isEqualTo(200);
        assertThat(api.get(link(own), "cs_zenith").statusCode()).isEqualTo(404);
        assertThat(api.get(link(own) + "/lines", "cs_zenith").statusCode()).isEqualTo(404);
    }

    @Test
    void shouldListBatchesOfWhomTheCallerServes() throws Exception {
        // Given
        String first = link(send("cs_acme", CSV, HEADER + row("a")));
        api.clock().pass(Duration.ofSeconds(1));
        String second = link(send("cs_acme", CSV, HEADER + row("b")));
        String all = link(send("cs_all", NDJSON, claim("zenith", "c")));

        // When
        JsonNode page = ApiUnderTest.json(api.get(BATCHES + "?limit=1", "cs_acme"));
        JsonNode next = ApiUnderTest.json(api.get(page.path("next").asText(), "cs_acme"));

        // Then
        assertThat(page.at("/batches/0/link").asText()).isEqualTo(second);
        assertThat(page.at("/batches/0/lines").asInt()).isEqualTo(1);
        assertThat(next.path("batches"))
                .extracting(it -> it.path("link").asText())
                .containsExactly(first);
        assertThat(listed("", "cs_all")).contains(first, second, all);
        assertThat(listed("?actor=me", "cs_all")).containsExactly(all);
        assertThat(listed("?insurer=acme", "cs_all")).containsExactly(second, first);
        assertThat(listed("?actor=key:k_3", "cs_acme")).isEmpty();
        assertThat(listed("?insurer=acme", "cs_zenith")).isEmpty();
        assertThat(listed("", "cs_zenith")).isEmpty();
        assertThat(api.get(BATCHES + "?after=x", "cs_acme").statusCode()).isEqualTo(400);
    }

    private List<String> listed(String query, String key) throws Exception {
        List<String> links = new ArrayList<>();
        ApiUnderTest.json(api.get(BATCHES + query, key))
                .path("batches")
                .forEach(it -> links.add(it.path("link").asText()));
        return links;
    }

    static Stream<Arguments> rubbishRows() {
        return Stream.of(
                        row("x", Map.of("Whiplash", "perhaps")) + "|BAD_VALUE|Whiplash",
                        row("x", Map.of("claim_id", "../..")) + "|BAD_VALUE|claim_id",
                        "a,b\n|WRONG_CELL_COUNT|",
                        "\u0001\n|WRONG_CELL_COUNT|",
                        row("x").replace("Rear end", "\"Rear end") + "|QUOTE_NOT_CLOSED|",
                        row("x").replace("Rear end", "x".repeat(6_000)) + "|LINE_TOO_LONG|")
                .map(it -> it.split("\\|", -1))
                .map(it -> Arguments.of(it[0], it[1], it[2]));
    }

    @ParameterizedTest
    @MethodSource("rubbishRows")
    void shouldNotBeStoppedByARowThatItCannotRead(String row, String code, String place) throws Exception {
        // Given
        String rest = IntStream.range(0, 30).mapToObj(i -> row("r-" + i)).collect(Collectors.joining());

        // When
        HttpResponse<String> answer =
                send("cs_acme", CSV, "\uFEFF" + HEADER.replace("\n", "\r\n") + row("a") + row + rest);

        // Then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(ApiUnderTest.json(answer).path("unreadable").asInt()).isEqualTo(1);
        assertThat(submitted()).hasSize(31);
        JsonNode unreadable = lines(answer, "cs_acme").get(1);
        assertThat(unreadable.path("line").asInt()).isEqualTo(3);
        assertThat(unreadable.at("/problems/0/code").asText()).isEqualTo(code);
        assertThat(unreadable.at("/problems/0/place").asText()).isEqualTo(place);
        assertThat(lines(answer, "cs_acme").get(2).path("line").asInt()).isEqualTo(4);
    }

    @Test
    void shouldNotBeStoppedByALineThatItCannotRead() throws Exception {
        // Given
        List<String> rubbish = List.of(
                "{",
                "7",
                "[".repeat(2_000),
                "{\"a\":".repeat(900) + "1" + "}".repeat(900),
                claim("acme", "-1"),
                claim("acme", "a").replace("{\"insurer\"", "{\"nonsense\":1,\"insurer\""),
                "\"" + "x".repeat(6_000) + "\"",
                "\u0000");
        byte[] body = (String.join("\n", rubbish) + "\n" + claim("acme", "last")).getBytes(StandardCharsets.UTF_8);
        byte[] withBadText = "\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);

        // When
        HttpResponse<String> answer = api.send(request("cs_acme", NDJSON)
                .POST(BodyPublishers.concat(
                        BodyPublishers.ofByteArray(withBadText), BodyPublishers.ofByteArray(body))));

        // Then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(submitted()).extracting(ClaimSubmitted::getClaimId).containsExactly("last");
        List<JsonNode> lines = lines(answer, "cs_acme");
        assertThat(lines).hasSize(rubbish.size() + 2);
        assertThat(lines.subList(0, rubbish.size() + 1))
                .allSatisfy(it -> assertThat(it.path("outcome").asText()).isEqualTo("unreadable"));
        assertThat(lines.get(0).at("/problems/0/code").asText()).isEqualTo("NOT_UTF8");
        assertThat(lines.get(5).at("/problems/0/place").asText()).isEqualTo("/claimId");
    }

    static Stream<Arguments> refusedBodies() {
        return Stream.of(
                Arguments.of("", 400, "INVALID_BODY", "EMPTY"),
                Arguments.of("\n \n", 400, "INVALID_BODY", "EMPTY"),
                Arguments.of(HEADER, 400, "INVALID_BODY", "EMPTY"),
                Arguments.of(HEADER.replace("Whiplash,", "") + row("a"), 400, "INVALID_BODY", "MISSING"),
                Arguments.of(HEADER.replace("\n", ",extra\n") + row("a"), 400, "INVALID_BODY", "UNKNOWN_FIELD"),
                Arguments.of(HEADER.replace("\n", ",Whiplash\n") + row("a"), 400, "INVALID_BODY", "TWICE"),
                Arguments.of("\"" + HEADER, 400, "INVALID_BODY", "MALFORMED"),
                Arguments.of(HEADER + "x\n".repeat(201), 413, "BATCH_TOO_LONG", ""),
                Arguments.of(HEADER + "x".repeat(60_000), 413, "BODY_TOO_LARGE", ""));
    }

    @ParameterizedTest
    @MethodSource("refusedBodies")
    void shouldSubmitNothingOfABatchThatIsRefused(String body, int status, String code, String place) throws Exception {
        // When
        HttpResponse<String> declared = send("cs_acme", CSV, body);
        HttpResponse<String> chunked = api.send(request("cs_acme", CSV)
                .POST(BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)))));

        // Then
        for (HttpResponse<String> answer : List.of(declared, chunked)) {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
            assertThat(ApiUnderTest.code(answer)).isEqualTo(code);
            assertThat(ApiUnderTest.json(answer).at("/problems/0/code").asText())
                    .isEqualTo(place);
        }
        assertThat(submitted()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/plain", ""})
    void shouldTakeNoOtherForm(String type) throws Exception {
        assertThat(send("cs_acme", type, HEADER + row("a")).statusCode()).isEqualTo(415);
    }

    @Test
    void shouldWantAnInsurerForACsv() throws Exception {
        // When
        HttpResponse<String> none = send("cs_all", CSV, HEADER + row("a"));
        HttpResponse<String> named =
                api.send(request("cs_all", CSV, "?insurer=zenith").POST(BodyPublishers.ofString(HEADER + row("a"))));
        HttpResponse<String> foreign =
                api.send(request("cs_acme", CSV, "?insurer=zenith").POST(BodyPublishers.ofString(HEADER + row("a"))));

        // Then
        assertThat(List.of(none.statusCode(), named.statusCode(), foreign.statusCode()))
                .containsExactly(400, 202, 403);
        assertThat(api.get(link(named), "cs_zenith").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldAnswerTheSameBatchUnderTheSameKey() throws Exception {
        // When
        HttpResponse<String> first = sendUnder("key-1", "cs_acme", HEADER + row("a"));
        HttpResponse<String> again = sendUnder("key-1", "cs_acme", HEADER + row("a"));
        HttpResponse<String> other = sendUnder("key-1", "cs_acme", HEADER + row("b"));
        HttpResponse<String> unnamed = send("cs_acme", CSV, HEADER + row("a"));

        // Then
        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Idempotent-Replayed")).contains("true");
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(ApiUnderTest.code(other)).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertThat(link(unnamed)).isNotEqualTo(link(first));
        assertThat(submitted()).hasSize(2);
    }

    @Test
    void shouldGoOnWhereItWasCutOff() throws Exception {
        // Given
        String body =
                HEADER + IntStream.range(0, 150).mapToObj(i -> row("r-" + i)).collect(Collectors.joining());
        api.kafka().goAwayAfter(70);

        // When
        HttpResponse<String> cutOff = sendUnder("key-1", "cs_acme", body);
        JsonNode interrupted = ApiUnderTest.json(api.get(link(cutOff), "cs_acme"));
        api.kafka().goAway(false);
        HttpResponse<String> again = sendUnder("key-1", "cs_acme", body);

        // Then
        assertThat(cutOff.statusCode()).isEqualTo(503);
        assertThat(ApiUnderTest.code(cutOff)).isEqualTo("KAFKA_UNAVAILABLE");
        assertThat(interrupted.path("state").asText()).isEqualTo("interrupted");
        assertThat(interrupted.at("/outcomes/submitted").asInt()).isEqualTo(70);
        assertThat(again.statusCode()).as(again.body()).isEqualTo(202);
        assertThat(link(again)).isEqualTo(link(cutOff));
        assertThat(submitted())
                .hasSize(150)
                .extracting(ClaimSubmitted::getClaimId)
                .doesNotHaveDuplicates();
        assertThat(ApiUnderTest.json(api.get(link(again), "cs_acme"))
                        .path("state")
                        .asText())
                .isEqualTo("submitted");
    }

    @Test
    void shouldForgetBatchesAfterThirtyDays() throws Exception {
        // Given
        HttpResponse<String> old = send("cs_acme", CSV, HEADER + row("a"));

        // When
        api.clock().pass(Duration.ofDays(31));
        send("cs_acme", CSV, HEADER + row("b"));
        new RetentionJob(api.database().jdbi(), api.clock(), RetentionPeriods.BY_DEFAULT).run();

        // Then
        assertThat(api.get(link(old), "cs_acme").statusCode()).isEqualTo(404);
        int kept = api.database().jdbi().withHandle(handle -> handle.createQuery(
                        "select count(*) from record_batch_line")
                .mapTo(Integer.class)
                .one());
        assertThat(kept).isEqualTo(1);
    }

    @Test
    void shouldPageThroughLinesAndGiveThemAsFiles() throws Exception {
        // Given
        HttpResponse<String> answer = send(
                "cs_acme",
                CSV,
                HEADER + row("a") + row("x", Map.of("Whiplash", "perhaps", "Gender", "\"a\",b")) + row("c"));
        String lines = link(answer) + "/lines";

        // When
        JsonNode first = ApiUnderTest.json(api.get(lines + "?limit=2", "cs_acme"));
        JsonNode second = ApiUnderTest.json(api.get(first.path("next").asText(), "cs_acme"));
        HttpResponse<String> csv = accepting(lines, "text/csv");
        HttpResponse<String> ndjson = accepting(lines, "application/x-ndjson");
        HttpResponse<String> other = accepting(lines, "image/png");

        // Then
        assertThat(first.path("lines")).hasSize(2);
        assertThat(second.path("lines")).hasSize(1);
        assertThat(second.has("next")).isFalse();
        assertThat(csv.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
        assertThat(csv.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment; filename=\"b_")
                .endsWith(".csv\"");
        List<String> rows = csv.body().lines().toList();
        assertThat(rows)
                .hasSize(4)
                .startsWith(
                        "line,insurer,claim_id,revision,outcome,score_id,estimate,lower,upper,currency,confidence,"
                                + "problem_code,problem_place,problem_hint",
                        "2,acme,a,1,submitted,,,,,,,,,");
        assertThat(rows.get(2)).startsWith("3,,,,unreadable,,,,,,,BAD_VALUE,Whiplash,");
        assertThat(ndjson.body().lines().map(EventJson::parse).toList())
                .containsExactly(first.at("/lines/0"), first.at("/lines/1"), second.at("/lines/0"));
        assertThat(other.statusCode()).isEqualTo(406);
        assertThat(api.get(lines + "?limit=0", "cs_acme").statusCode()).isEqualTo(400);
        assertThat(api.get(lines + "?after=x", "cs_acme").statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "gzip"})
    void shouldBreakOffAFileThatCannotBeReadToItsEnd(String encoding) throws Exception {
        // Given
        String unreadable = row("x", Map.of("Whiplash", "perhaps"));
        HttpResponse<String> answer = send("cs_acme", CSV, HEADER + unreadable.repeat(150));
        changeLines(TWICE.formatted(1_000));
        changeLines(TWICE.formatted(2_000));
        HttpRequest request = api.request(link(answer) + "/lines")
                .header("X-Api-Key", "cs_acme")
                .header("Accept", CSV)
                .header("Accept-Encoding", encoding)
                .build();
        HttpClient client = HttpClient.newHttpClient();
        int whole = client.send(request, BodyHandlers.discarding()).statusCode();
        changeLines("update record_batch_line set problems = 'not what was written' where line > 3100");

        // When
        ThrowingCallable download = () -> client.send(request, BodyHandlers.discarding());

        // Then
        assertThat(whole).isEqualTo(200);
        assertThatThrownBy(download).isInstanceOf(IOException.class);
    }

    private void changeLines(String sql) {
        api.database().jdbi().useHandle(handle -> handle.execute(sql));
    }

    @Test
    void shouldGiveASpreadsheetNoFormula() throws Exception {
        // Given
        HttpResponse<String> answer = send("cs_acme", NDJSON, claim("acme", "a"));
        api.database()
                .jdbi()
                .useHandle(
                        handle -> handle.execute(
                                "insert into view_rejection (submitted_partition, submitted_offset, insurer, claim_id, revision,"
                                        + " rejected_at, violations) values (0, 0, 'acme', 'a', 1, timestamp '2026-03-01 09:30:00',"
                                        + " '[{\"code\":\"=CMD()\",\"field\":\"a.b\",\"message\":\"+1\"},{\"code\":\"B\",\"field\":\"c\",\"message\":\"-2\"}]')"));

        // When
        String csv = accepting(link(answer) + "/lines", "text/csv").body();

        // Then
        assertThat(csv).endsWith("1,acme,a,1,rejected,,,,,,,'=CMD() | B,/a/b | /c,'+1 | -2\r\n");
    }

    @Test
    void shouldLeaveNothingOnDisk() throws Exception {
        // When
        send("cs_acme", CSV, HEADER + row("a"));

        // Then
        try (Stream<Path> files = Files.list(TestBatches.DIRECTORY)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void shouldFindTheClaimsOfAnInsurerWithTheNameOfBatches() throws Exception {
        assertThat(ApiUnderTest.code(api.get(BATCHES + "/c-1", "cs_all"))).isEqualTo("CLAIM_NOT_FOUND");
        assertThat(ApiUnderTest.code(api.get(BATCHES + "/c-1/lines", "cs_all"))).isEqualTo("CLAIM_NOT_FOUND");
        assertThat(ApiUnderTest.code(api.get(BATCHES + "/c-1", "cs_acme"))).isEqualTo("BATCH_NOT_FOUND");
        assertThat(ApiUnderTest.code(api.get(BATCHES + "/b_" + "0".repeat(32), "cs_all")))
                .isEqualTo("BATCH_NOT_FOUND");
    }

    private List<ClaimSubmitted> submitted() {
        return api.kafka().written().stream()
                .map(FakePublisher.Written::event)
                .map(ClaimSubmitted.class::cast)
                .toList();
    }

    private List<JsonNode> lines(HttpResponse<String> answer, String key) throws Exception {
        List<JsonNode> lines = new ArrayList<>();
        ApiUnderTest.json(api.get(link(answer) + "/lines?limit=200", key))
                .path("lines")
                .forEach(lines::add);
        return lines;
    }

    private static String link(HttpResponse<String> answer) {
        return ApiUnderTest.json(answer).path("link").asText();
    }

    private HttpResponse<String> accepting(String path, String type) throws Exception {
        return api.send(api.request(path)
                .header("X-Api-Key", "cs_acme")
                .header("Accept", type)
                .GET());
    }

    private HttpResponse<String> send(String key, String type, String body) throws Exception {
        return api.send(request(key, type).POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> sendUnder(String idempotencyKey, String key, String body) throws Exception {
        return api.send(
                request(key, CSV).header("Idempotency-Key", idempotencyKey).POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String key, String type) {
        return request(key, type, "");
    }

    private HttpRequest.Builder request(String key, String type, String query) {
        return api.request(BATCHES + query).header("X-Api-Key", key).header("Content-Type", type);
    }

    private static String claim(String insurer, String claimId) {
        return EventJson.format(
                EventJson.toJson(aClaim(claimId).withInsurer(insurer).build()));
    }

    private static String row(String claimId) {
        return row(claimId, Map.of());
    }

    private static String row(String claimId, Map<String, String> cells) {
        Map<String, String> row = new HashMap<>(
                Map.of(MotorInjuryRow.CLAIM_ID, claimId, "AccidentType", "Rear end", "GeneralFixed", "520.0"));
        row.putAll(cells);
        return COLUMNS.stream()
                        .map(column -> row.getOrDefault(column, ""))
                        .map(cell -> cell.contains(",") ? "\"" + cell.replace("\"", "\"\"") + "\"" : cell)
                        .collect(Collectors.joining(","))
                + "\n";
    }
}
