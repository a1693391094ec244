package io.claimstream.feedback.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.lowagie.text.pdf.PdfDictionary;
import com.lowagie.text.pdf.PdfName;
import com.lowagie.text.pdf.PdfReader;
import com.lowagie.text.pdf.parser.PdfTextExtractor;
import io.claimstream.feedback.Facts;
import io.claimstream.feedback.TestAccess;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Role;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BillingRoutesTest {

    private static final Map<String, Caller> CALLERS = Map.of(
            "fay", new Caller("key:fay", Role.FINANCE),
            "acme", new Caller("key:acme", Role.FINANCE, "acme", Caller.Kind.KEY),
            "other", new Caller("key:other", Role.FINANCE, "other", Caller.Kind.KEY));
    private static final List<String> TABLES = List.of(
            "record_credit_note", "record_invoice", "record_rate", "record_number_series", "view_metered_score");
    private static final String RATES = "/v1/billing/rates";
    private static final String INVOICES = "/v1/billing/invoices";
    private static final String RATE =
            """
            {"insurer": "acme", "firstMonth": "2026-01", "lastMonth": "2026-12", "currency": "GBP",
             "tiers": [{"through": 10, "price": 0.05}, {"price": 0.0333}], "taxPercent": 17.5,
             "billFrom": "Claimstream Ltd", "billTo": "Versicherung Müller & Söhne\\nŁódź"}""";

    private final ApiUnderTest api = new ApiUnderTest(
            it -> TestAccess.of(it.database(), it.clock(), key -> Optional.ofNullable(CALLERS.get(key))));

    @BeforeEach
    void meter() {
        api.clock().set(Facts.NOW);
        api.upkeep().end();
        api.database().jdbi().useHandle(handle -> {
            TABLES.forEach(table -> handle.execute("delete from " + table));
            for (int i = 0; i < 33; i++) {
                handle.execute(
                        "insert into view_metered_score values ('acme', ?, 1, date '2026-02-14', ?, ?, 0, ?)",
                        "c-" + i,
                        i < 3 ? "baseline" : "m-1",
                        "s-" + i,
                        i);
            }
        });
    }

    @AfterAll
    void close() {
        api.close();
    }

    @Test
    void shouldSayTheSameAsJsonAsTableAndOnPaper() throws Exception {
        // Given
        String id = issued();

        // When
        JsonNode json = ApiUnderTest.json(api.get(INVOICES + "/" + id, "fay"));
        List<CSVRecord> table = csv(INVOICES + "/" + id);
        String paper = text(bytes(INVOICES + "/" + id, "application/pdf").body());

        // Then
        assertThat(json.path("net").decimalValue()).isEqualTo("1.27");
        assertThat(json.path("tax").decimalValue()).isEqualTo("0.22");
        assertThat(json.path("gross").decimalValue()).isEqualTo("1.49");
        CSVRecord total = table.get(table.size() - 1);
        assertThat(table).hasSize(json.path("lines").size() + 1);
        for (String amount : List.of("net", "tax", "gross")) {
            assertThat(new BigDecimal(total.get(amount)))
                    .as(amount)
                    .isEqualTo(json.path(amount).decimalValue());
            assertThat(paper).contains("GBP " + json.path(amount).decimalValue());
        }
        for (int i = 0; i < json.path("lines").size(); i++) {
            JsonNode line = json.path("lines").get(i);
            assertThat(new BigDecimal(table.get(i).get("net")))
                    .isEqualTo(line.path("net").decimalValue());
            assertThat(table.get(i).get("quantity"))
                    .isEqualTo(line.path("quantity").asText());
            assertThat(paper)
                    .contains(line.path("net").asText())
                    .contains(line.path("fromScore").asText() + " to "
                            + line.path("throughScore").asText());
        }
        assertThat(paper)
                .contains("Invoice INV-000001", "2026-03-31", "Versicherung Müller & Söhne", "Łódź")
                .contains(json.path("contentHash").asText());
    }

    @Test
    void shouldSayTheSameOfACreditNoteInEveryForm() throws Exception {
        // Given
        String id = issued();
        HttpResponse<String> given = api.post(
                INVOICES + "/" + id + "/credit-notes",
                "fay",
                "{\"reason\":\"discount\",\"lines\":[{\"line\":2,\"net\":0.4}]}");
        assertThat(given.statusCode()).as(given.body()).isEqualTo(201);
        String address = ApiUnderTest.json(given).path("link").asText();

        // When
        JsonNode json = ApiUnderTest.json(api.get(address, "acme"));
        List<CSVRecord> table = csv(address);
        String paper = text(bytes(address, "application/pdf").body());

        // Then
        assertThat(json).isEqualTo(ApiUnderTest.json(given));
        assertThat(json.path("gross").decimalValue()).isEqualTo("0.47");
        assertThat(table.get(1).get("gross")).isEqualTo("0.47");
        assertThat(paper).contains("Credit note CN-000001", "INV-000001", "GBP 0.47", "discount");
        assertThat(ApiUnderTest.json(api.get(INVOICES + "/" + id, "fay"))
                        .path("credited")
                        .decimalValue())
                .isEqualTo("0.47");
        assertThat(api.get(address, "other").statusCode()).isEqualTo(404);
        assertThat(api.get("/v1/billing/credit-notes/CN-1", "fay").statusCode()).isEqualTo(404);
    }

    @Test
    void shouldEmbedItsFonts() throws Exception {
        // Given
        PdfReader pdf = new PdfReader(
                bytes(INVOICES + "/" + issued(), "application/pdf").body());

        // When
        List<PdfDictionary> fonts = new ArrayList<>();
        for (int i = 1; i < pdf.getXrefSize(); i++) {
            if (pdf.getPdfObject(i) instanceof PdfDictionary it
                    && PdfName.FONTDESCRIPTOR.equals(it.get(PdfName.TYPE))) {
                fonts.add(it);
            }
        }

        // Then
        assertThat(fonts).hasSize(2).allSatisfy(it -> assertThat(it.get(PdfName.FONTFILE2))
                .isNotNull());
    }

    @Test
    void shouldShowAnInsurerWhatIsItsAndLetItChangeNothing() throws Exception {
        // Given
        String id = issued();
        meterOne("late");
        String draft = ApiUnderTest.json(drafted()).path("invoiceId").asText();

        // Then
        assertThat(api.get(INVOICES + "/" + id, "acme").statusCode()).isEqualTo(200);
        assertThat(api.get(INVOICES + "/" + id, "other").statusCode()).isEqualTo(404);
        assertThat(api.get(INVOICES + "/" + draft, "acme").statusCode()).isEqualTo(404);
        assertThat(ApiUnderTest.json(api.get(INVOICES, "acme")).path("invoices"))
                .hasSize(1);
        assertThat(ApiUnderTest.json(api.get(INVOICES + "?insurer=acme", "other"))
                        .path("invoices"))
                .isEmpty();
        assertThat(ApiUnderTest.json(api.get(INVOICES, "fay")).path("invoices")).hasSize(2);
        assertThat(ApiUnderTest.json(api.get(RATES, "acme")).path("rates")).hasSize(1);
        assertThat(ApiUnderTest.json(api.get(RATES, "other")).path("rates")).isEmpty();
        for (Map.Entry<String, String> change : Map.of(
                        RATES,
                        RATE,
                        INVOICES,
                        "{\"insurer\":\"acme\",\"month\":\"2026-02\"}",
                        INVOICES + "/" + id + "/state",
                        "{\"to\":\"SENT\"}",
                        INVOICES + "/" + id + "/credit-notes",
                        "{\"reason\":\"mine\"}")
                .entrySet()) {
            assertThat(code(403, api.post(change.getKey(), "acme", change.getValue())))
                    .isEqualTo("FORBIDDEN");
        }
    }

    @Test
    void shouldCountByModelVersion() throws Exception {
        // When
        JsonNode usage = ApiUnderTest.json(api.get("/v1/billing/usage?from=2026-02-01&to=2026-02-28", "acme"));

        // Then
        assertThat(usage.path("scores").asInt()).isEqualTo(33);
        assertThat(usage.path("usage").findValuesAsText("modelVersion")).containsExactly("baseline", "m-1");
        assertThat(usage.at("/usage/1/from").asText()).isEqualTo("2026-02-01");
        assertThat(usage.at("/usage/1/to").asText()).isEqualTo("2026-02-28");
        assertThat(ApiUnderTest.json(api.get("/v1/billing/usage?from=2026-02-01&to=2026-02-28&insurer=acme", "other"))
                        .path("usage"))
                .isEmpty();
    }

    @Test
    void shouldIssueOnceHoweverOftenItIsSent() throws Exception {
        // Given
        added();
        String address =
                INVOICES + "/" + ApiUnderTest.json(drafted()).path("invoiceId").asText() + "/state";

        // When
        HttpResponse<String> first = keyed(address, "once");
        HttpResponse<String> again = keyed(address, "once");
        HttpResponse<String> otherwise = keyed(address, "twice");

        // Then
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Idempotent-Replayed")).contains("true");
        assertThat(code(409, otherwise)).isEqualTo("INVOICE_STATE");
    }

    @Test
    void shouldNotCountWhileTheTopicIsReadAnew() throws Exception {
        // Given
        String id = issued();

        // When
        api.upkeep().ask(handle -> {});

        // Then
        assertThat(code(503, drafted())).isEqualTo("CATCHING_UP");
        assertThat(api.get("/v1/billing/usage", "fay").statusCode()).isEqualTo(503);
        assertThat(api.get(INVOICES + "/" + id, "fay").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldNotCountWhileTheTopicCannotBeRead() throws Exception {
        // When
        api.upkeep().waitFor("the brokers do not answer");

        // Then
        HttpResponse<String> refused = drafted();
        assertThat(code(503, refused)).isEqualTo("CATCHING_UP");
        assertThat(refused.body()).contains("the brokers do not answer");
    }

    @Test
    void shouldNameAnInvoiceThatSomebodyChangedAndShowTheOthers() throws Exception {
        // Given
        String id = issued();
        api.database()
                .jdbi()
                .useHandle(handle -> handle.execute(
                        "update record_invoice set document = replace(document, '1.27', '0.27') where invoice_id = ?",
                        id));

        // When
        JsonNode list = ApiUnderTest.json(api.get(INVOICES, "fay"));
        HttpResponse<String> one = api.get(INVOICES + "/" + id, "fay");

        // Then
        assertThat(list.path("invoices")).isEmpty();
        assertThat(list.path("altered")).extracting(JsonNode::asText).containsExactly(id);
        assertThat(code(500, one)).isEqualTo("RECORD_ALTERED");
        assertThat(one.body()).contains(id);
    }

    @Test
    void shouldNameWhatSomebodyDeletedToWhoServesEveryInsurer() throws Exception {
        // Given
        String id = issued();
        JsonNode before = ApiUnderTest.json(api.get(INVOICES, "fay"));
        api.database()
                .jdbi()
                .useHandle(handle -> handle.execute("delete from record_invoice where invoice_id = ?", id));

        // When
        JsonNode all = ApiUnderTest.json(api.get(INVOICES, "fay"));
        JsonNode own = ApiUnderTest.json(api.get(INVOICES, "acme"));

        // Then
        assertThat(before.has("missing")).isFalse();
        assertThat(all.path("missing")).extracting(JsonNode::asText).containsExactly("INV-000001");
        assertThat(own.has("missing")).isFalse();
    }

    @Test
    void shouldSayWhyNot() throws Exception {
        // Then
        assertThat(code(409, drafted())).isEqualTo("NO_RATE");
        added();
        assertThat(code(409, api.post(RATES, "fay", RATE))).isEqualTo("RATE_OVERLAPS");
        assertThat(code(409, api.post(INVOICES, "fay", "{\"insurer\":\"acme\",\"month\":\"2026-03\"}")))
                .isEqualTo("MONTH_NOT_OVER");
        assertThat(code(409, api.post(INVOICES, "fay", "{\"insurer\":\"acme\",\"month\":\"2026-01\"}")))
                .isEqualTo("NOTHING_TO_BILL");
        String id = ApiUnderTest.json(drafted()).path("invoiceId").asText();
        meterOne("late");
        assertThat(code(409, moved(id, "ISSUED"))).isEqualTo("DRAFT_OUTDATED");
        assertThat(code(409, moved(id, "SENT"))).isEqualTo("INVOICE_STATE");
        assertThat(code(404, moved("i_0", "ISSUED"))).isEqualTo("INVOICE_NOT_FOUND");
        drafted();
        moved(id, "ISSUED");
        assertThat(code(
                        422,
                        api.post(
                                INVOICES + "/" + id + "/credit-notes",
                                "fay",
                                "{\"reason\":\"x\",\"lines\":[{\"line\":1,\"net\":0.51}]}")))
                .isEqualTo("CREDIT_REFUSED");
        assertThat(code(404, api.post(RATES + "/r_0/end", "fay", "{\"lastMonth\":\"2026-06\"}")))
                .isEqualTo("RATE_NOT_FOUND");
        assertThat(api.get(INVOICES + "?state=LATE", "fay").statusCode()).isEqualTo(400);
    }

    @Test
    void shouldEndAndWithdrawRates() throws Exception {
        // Given
        String rate = RATES + "/" + added();
        moved(ApiUnderTest.json(drafted()).path("invoiceId").asText(), "ISSUED");

        // Then
        assertThat(code(409, api.delete(rate, "fay"))).isEqualTo("RATE_IN_USE");
        assertThat(code(409, api.post(rate + "/end", "fay", "{\"lastMonth\":\"2026-01\"}")))
                .isEqualTo("RATE_IN_USE");
        assertThat(ApiUnderTest.json(api.post(rate + "/end", "fay", "{\"lastMonth\":\"2026-06\"}"))
                        .path("lastMonth")
                        .asText())
                .isEqualTo("2026-06");
        String second = RATES
                + "/"
                + ApiUnderTest.json(api.post(RATES, "fay", RATE.replace("2026-01", "2026-07")))
                        .path("rateId")
                        .asText();
        assertThat(api.delete(second, "fay").statusCode()).isEqualTo(204);
        assertThat(ApiUnderTest.json(api.get(RATES, "fay")).path("rates")).hasSize(1);
    }

    @Test
    void shouldKnowWhatIsOverdueByItsOwnClock() throws Exception {
        // Given
        String id = issued();
        moved(id, "SENT");

        // When
        api.clock().set(Instant.parse("2026-04-01T00:00:00Z"));

        // Then
        assertThat(ApiUnderTest.json(api.get(INVOICES + "?state=OVERDUE", "acme"))
                        .at("/invoices/0/state")
                        .asText())
                .isEqualTo("OVERDUE");
        HttpResponse<String> paid =
                api.post(INVOICES + "/" + id + "/state", "fay", "{\"to\":\"PAID\",\"paidOn\":\"2026-03-31\"}");
        assertThat(ApiUnderTest.json(paid).path("state").asText()).isEqualTo("PAID");
        assertThat(ApiUnderTest.json(paid).path("paidOn").asText()).isEqualTo("2026-03-31");
    }

    private String added() throws IOException, InterruptedException {
        HttpResponse<String> added = api.post(RATES, "fay", RATE);
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        return ApiUnderTest.json(added).path("rateId").asText();
    }

    private HttpResponse<String> drafted() throws IOException, InterruptedException {
        return api.post(INVOICES, "fay", "{\"insurer\":\"acme\",\"month\":\"2026-02\"}");
    }

    private String issued() throws IOException, InterruptedException {
        added();
        String id = ApiUnderTest.json(drafted()).path("invoiceId").asText();
        HttpResponse<String> issued = moved(id, "ISSUED");
        assertThat(issued.statusCode()).as(issued.body()).isEqualTo(200);
        return id;
    }

    private HttpResponse<String> moved(String id, String to) throws IOException, InterruptedException {
        return api.post(INVOICES + "/" + id + "/state", "fay", "{\"to\":\"" + to + "\"}");
    }

    private HttpResponse<String> keyed(String path, String key) throws IOException, InterruptedException {
        return api.send(api.request(path)
                .header("X-Api-Key", "fay")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString("{\"to\":\"ISSUED\"}")));
    }

    private void meterOne(String claim) {
        api.database()
                .jdbi()
                .useHandle(handle -> handle.execute(
                        "insert into view_metered_score values ('acme', ?, 1, date '2026-02-14', 'm-1', 's', 0, 99)",
                        claim));
    }

    private HttpResponse<byte[]> bytes(String path, String accept) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = HttpClient.newHttpClient()
                .send(
                        api.request(path)
                                .header("X-Api-Key", "fay")
                                .header("Accept", accept)
                                .GET()
                                .build(),
                        BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(accept);
        return answer;
    }

    private List<CSVRecord> csv(String path) throws IOException, InterruptedException {
        String file = api.send(api.request(path)
                        .header("X-Api-Key", "fay")
                        .header("Accept", "text/csv")
                        .GET())
                .body();
        return CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(new StringReader(file))
                .getRecords();
    }

    private static String text(byte[] pdf) throws IOException {
        PdfReader reader = new PdfReader(pdf);
        PdfTextExtractor extractor = new PdfTextExtractor(reader);
        StringBuilder text = new StringBuilder();
        for (int page = 1; page <= reader.getNumberOfPages(); page++) {
            text.append(extractor.getTextFromPage(page));
        }
        return text.toString();
    }

    private static String code(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return ApiUnderTest.json(answer).path("code").asText();
    }
}
