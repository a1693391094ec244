package io.claimstream.feedback.page.finance;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.feedback.TestAccess;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.http.ApiUnderTest;
import io.claimstream.feedback.page.Browser;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the finance department does on pages. */
class InvoicePagesTest {

    private static final Map<String, String> RATE = Map.of(
            "insurer", "acme",
            "firstMonth", "2026-01",
            "currency", "GBP",
            "tiers", "up to 10: 0.05\r\nabove: 0.02\r\n",
            "taxPercent", "20",
            "paymentDays", "14",
            "billFrom", "Claimstream Ltd\r\n1 High Street",
            "billTo", "Acme Insurance");

    private final ApiUnderTest api =
            new ApiUnderTest(it -> TestAccess.of(it.database(), it.clock(), presented -> Optional.of(presented)
                    .filter("root"::equals)
                    .map(key -> new Caller("cli", Role.ADMINISTRATOR))));
    private Browser fay = new Browser(api);
    private Browser acme = new Browser(api);

    @BeforeEach
    void fill() throws Exception {
        api.database().jdbi().useHandle(handle -> {
            for (int i = 0; i < 12; i++) {
                handle.execute(
                        "insert into view_metered_score values ('acme', ?, 1, date '2026-02-14', 'm-1', 's', 0, 0)",
                        "c-" + i);
            }
        });
        fay = Browser.of(api, "root", "{\"role\":\"FINANCE\"}", "fay");
        acme = Browser.of(api, "root", "{\"role\":\"FINANCE\",\"insurer\":\"acme\"}", "acme");
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void shouldTakeAnInvoiceFromItsRateToACreditNote() throws Exception {
        // When
        HttpResponse<String> added = fay.submit("/finance/rates", RATE);
        String address = location(fay.submit("/finance/invoices", Map.of("insurer", "acme", "month", "2026-02")));
        Document draft = fay.page(address);
        String page = address.substring(0, address.indexOf('?'));
        Document issued = done(page + "/state", Map.of("to", "ISSUED"));
        Document sent = done(page + "/state", Map.of("to", "SENT"));
        Document paid = done(page + "/state", Map.of("to", "PAID", "paidOn", "2026-03-01"));
        Document credited =
                fay.page(location(credit(page, Map.of("reason", "discount", "net-1", "0.10", "net-2", ""))));

        // Then
        assertThat(location(added)).isEqualTo("/finance/rates?notice=added");
        assertThat(draft.select("h1").text()).isEqualTo("Draft for acme, February 2026");
        assertThat(draft.select("section[aria-labelledby=lines] tbody tr").eachText())
                .containsExactly("1 1 to 10 10 0.05 £0.50", "2 11 to 12 2 0.02 £0.04");
        assertThat(issued.select("h1").text()).isEqualTo("Invoice INV-000001");
        assertThat(issued.select("dl.facts").text()).contains("15 Mar 2026", "Claimstream Ltd 1 High Street");
        assertThat(sent.select(".heading .state").text()).isEqualTo("Sent");
        assertThat(paid.select(".heading .state").text()).isEqualTo("Paid");
        assertThat(credited.select("section[aria-labelledby=notes] tbody tr").eachText())
                .containsExactly("CN-000001 1 Mar 2026 discount £0.12 PDF of CN-000001 CSV of CN-000001");
        assertThat(credited.select("section[aria-labelledby=lines] tfoot td").eachText())
                .containsExactly("£0.54", "£0.11", "£0.65", "£0.12", "£0.53");
        Document list = fay.page("/finance/invoices?state=PAID");
        assertThat(list.select("tbody tr").eachText())
                .containsExactly("INV-000001 acme February 2026 Paid 12 £0.65 15 Mar 2026");
        assertThat(fay.page("/finance/invoices?insurer=nobody")
                        .select(".empty h2")
                        .text())
                .isEqualTo("No invoice is like that");
    }

    @Test
    void shouldGiveFiles() throws Exception {
        // Given
        String page = issued();
        var unused = credit(page, Map.of("reason", "all wrong", "all", "yes"));

        // Then
        assertThat(type(page + "?as=pdf")).isEqualTo("application/pdf");
        assertThat(type(page + "?as=csv")).isEqualTo("text/csv; charset=utf-8");
        assertThat(type(page + "?as=pdf&note=CN-000001")).isEqualTo("application/pdf");
        assertThat(acme.get(page + "?as=csv&note=CN-000001").body())
                .startsWith("document,")
                .contains("CN-000001");
        assertThat(fay.page(page).select(".heading .state").text()).isEqualTo("Cancelled");
    }

    @Test
    void shouldLetAnInsurerReadAndNotChange() throws Exception {
        // Given
        String page = issued();

        // Then
        assertThat(acme.page(page).select("form[method=post][action^=/finance]"))
                .isEmpty();
        assertThat(acme.page("/finance/invoices").select("#make")).isEmpty();
        assertThat(acme.page("/finance/rates").select("#add, details")).isEmpty();
        assertThat(acme.page("/finance/rates").select("tbody tr").eachText())
                .singleElement()
                .asString()
                .contains("From January 2026", "Up to 10: 0.05", "Above 10: 0.02", "14 days");
        assertThat(acme.submit(page + "/state", Map.of("to", "SENT")).statusCode())
                .isEqualTo(403);
        assertThat(acme.submit("/finance/rates", RATE).statusCode()).isEqualTo(403);
    }

    @Test
    void shouldSayWhatIsWrongBesideTheForm() throws Exception {
        // Given
        Map<String, String> wrong = new HashMap<>(RATE);
        wrong.put("tiers", "5 pence each");
        wrong.put("taxPercent", "twenty");
        wrong.put("billTo", "");

        // When
        HttpResponse<String> rate = fay.submit("/finance/rates", wrong);
        HttpResponse<String> draft = fay.submit("/finance/invoices", Map.of("insurer", "acme", "month", "2026-02"));
        HttpResponse<String> credit = credit(issued(), Map.of("reason", "x", "net-1", "9.99"));

        // Then
        assertThat(rate.statusCode()).isEqualTo(400);
        Document form = Jsoup.parse(rate.body());
        assertThat(form.select("[aria-invalid=true]").eachAttr("id"))
                .containsExactlyInAnyOrder("tiers", "taxPercent", "billTo");
        assertThat(form.select("#tiers").text()).isEqualTo("5 pence each");
        assertThat(draft.statusCode()).isEqualTo(409);
        assertThat(draft.body()).contains("The insurer has no rate in the month");
        assertThat(credit.statusCode()).isEqualTo(422);
        assertThat(credit.body()).contains("at most 0.50");
    }

    @Test
    void shouldNameWhatSomebodyDeleted() throws Exception {
        // Given
        var unused = issued();
        api.database().jdbi().useHandle(handle -> handle.execute("delete from record_invoice"));

        // When
        Document list = fay.page("/finance/invoices");

        // Then
        assertThat(list.select("p[role=alert]").text()).contains("deleted", "INV-000001");
        assertThat(list.select(".empty")).isEmpty();
        assertThat(acme.page("/finance/invoices").select("p[role=alert]")).isEmpty();
    }

    @Test
    void shouldCreditOnceHoweverOftenTheButtonIsPressed() throws Exception {
        // Given
        String page = issued();
        Map<String, String> form =
                Map.of("reason", "discount", "net-1", "0.10", "once", once(page), "csrf", fay.csrf());

        // When
        HttpResponse<String> first = fay.post(page + "/credit-notes", form);
        HttpResponse<String> second = fay.post(page + "/credit-notes", form);

        // Then
        assertThat(first.statusCode()).isEqualTo(303);
        assertThat(second.statusCode()).as(second.body()).isEqualTo(409);
        assertThat(second.body()).contains("This form was sent before");
        assertThat(fay.page(page)
                        .select("section[aria-labelledby=notes] tbody tr")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void shouldEndAndWithdrawRates() throws Exception {
        // Given
        fay.submit("/finance/rates", RATE);
        String id = fay.page("/finance/rates").select("tbody th .under").text();

        // When
        HttpResponse<String> ended = fay.submit("/finance/rates/" + id + "/end", Map.of("lastMonth", "2026-06"));
        Document after = fay.page("/finance/rates");
        HttpResponse<String> withdrawn = fay.submit("/finance/rates/" + id + "/withdrawal", Map.of());

        // Then
        assertThat(location(ended)).isEqualTo("/finance/rates?notice=ended");
        assertThat(after.select("tbody").text()).contains("January 2026 to June 2026");
        assertThat(location(withdrawn)).isEqualTo("/finance/rates?notice=withdrawn");
        assertThat(fay.page("/finance/rates").select(".empty h2").text()).isEqualTo("No rates yet");
    }

    @Test
    void shouldShowWhatIsBilledAndGiveItAsAFile() throws Exception {
        // When
        Document page = fay.page("/finance/billed");
        HttpResponse<String> file = acme.get("/finance/billed?as=csv");

        // Then
        assertThat(page.select("tbody tr").eachText()).containsExactly("acme February 2026 m-1 12");
        assertThat(page.select("tfoot td").text()).isEqualTo("12");
        assertThat(page.select("nav[aria-label=Finance] a[aria-current]").text())
                .isEqualTo("Billed scores");
        assertThat(file.body().lines())
                .containsExactlyElementsOf(
                        List.of("insurer,from,to,model_version,scores", "acme,2026-02-01,2026-02-28,m-1,12"));
    }

    private String issued() throws Exception {
        fay.submit("/finance/rates", RATE);
        String address = location(fay.submit("/finance/invoices", Map.of("insurer", "acme", "month", "2026-02")));
        String page = address.substring(0, address.indexOf('?'));
        done(page + "/state", Map.of("to", "ISSUED"));
        return page;
    }

    private HttpResponse<String> credit(String page, Map<String, String> fields) throws Exception {
        Map<String, String> form = new HashMap<>(fields);
        form.put("once", once(page));
        return fay.submit(page + "/credit-notes", form);
    }

    private String once(String page) throws Exception {
        return fay.page(page).select("input[name=once]").attr("value");
    }

    /** The page after a form that was taken. */
    private Document done(String path, Map<String, String> fields) throws Exception {
        return fay.page(location(fay.submit(path, fields)));
    }

    private String type(String path) throws Exception {
        HttpResponse<String> answer = fay.get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.headers().firstValue("Content-Type").orElseThrow();
    }

    private static String location(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        return answer.headers().firstValue("Location").orElseThrow();
    }
}
