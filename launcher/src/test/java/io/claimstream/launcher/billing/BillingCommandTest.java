package io.claimstream.launcher.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.claimstream.launcher.command.BadInputException;
import io.claimstream.launcher.command.OutsideWorldException;
import io.claimstream.launcher.instance.ApiAccess;
import io.claimstream.launcher.instance.InstanceApi;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(60)
@SuppressWarnings("NullAway.Init") // Set before each test.
class BillingCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String INVOICE =
            "{\"invoiceId\":\"i_1\",\"number\":\"INV-000001\",\"state\":\"SENT\",\"insurer\":\"acme\",\"month\":\"2026-02\","
                    + "\"scores\":12,\"gross\":0.65,\"currency\":\"GBP\",\"lines\":[],\"creditNotes\":[],\"link\":\"/x\"}";

    private final List<String> requests = new ArrayList<>();
    private final StringWriter err = new StringWriter();
    private HttpServer api;
    /** What every page of the list says beside its invoices. */
    private String found = "";

    @TempDir
    private Path directory;

    @BeforeEach
    void serve() throws IOException {
        api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        api.createContext("/v1/billing", this::answer);
        api.start();
    }

    @AfterEach
    void stop() {
        api.stop(0);
    }

    @Test
    void shouldListInvoicesPageByPage() throws IOException {
        // When
        String table = invoices("list", "--insurer", "a&b", "--state", "overdue");
        String json = invoices("list", "--output", "json");

        // Then
        assertThat(requests.get(0)).isEqualTo("GET /v1/billing/invoices?limit=500&insurer=a%26b&state=OVERDUE ");
        assertThat(requests.get(1)).isEqualTo("GET /v1/billing/invoices?after=500 ");
        assertThat(table.lines()).hasSize(3).last().asString().contains("INV-000001", "0.65", "GBP");
        assertThat(JSON.readTree(json)).hasSize(2);
    }

    @Test
    void shouldSayWhatSomebodyChangedOrTookAway() throws IOException {
        // Given
        found = ",\"altered\":[\"i_7\"],\"missing\":[\"INV-000003\",\"CN-000001\"]";
        StringWriter out = new StringWriter();

        // When
        int ended = command(new CommandLine(new InvoicesCommand(connection -> api())), out)
                .execute("list", "--output", "json");

        // Then
        assertThat(ended).isEqualTo(3);
        assertThat(JSON.readTree(out.toString())).hasSize(2);
        assertThat(err.toString().lines())
                .hasSize(2)
                .satisfiesExactly(
                        it -> assertThat(it).contains("changed", "i_7").doesNotContain("i_7, i_7"),
                        it -> assertThat(it).contains("not in the database", "INV-000003, CN-000001"));
    }

    @Test
    void shouldTakeAnInvoiceThroughItsStates() throws IOException {
        // When
        invoices("draft", "--insurer", "acme", "--month", "2026-02");
        invoices("issue", "i_1");
        invoices("send", "i_1");
        invoices("pay", "i_1", "--on", "2026-03-20");
        invoices("discard", "i_1");
        invoices("credit", "i_1", "--reason", "discount", "--line", "2=12.37");
        invoices("credit", "i_1", "--reason", "all");

        // Then
        assertThat(requests)
                .containsExactly(
                        "POST /v1/billing/invoices {\"insurer\":\"acme\",\"month\":\"2026-02\"}",
                        "POST /v1/billing/invoices/i_1/state {\"to\":\"ISSUED\"}",
                        "POST /v1/billing/invoices/i_1/state {\"to\":\"SENT\"}",
                        "POST /v1/billing/invoices/i_1/state {\"to\":\"PAID\",\"paidOn\":\"2026-03-20\"}",
                        "POST /v1/billing/invoices/i_1/state {\"to\":\"CANCELLED\"}",
                        "POST /v1/billing/invoices/i_1/credit-notes {\"reason\":\"discount\",\"lines\":[{\"line\":2,\"net\":12.37}]}",
                        "POST /v1/billing/invoices/i_1/credit-notes {\"reason\":\"all\"}");
    }

    @Test
    void shouldWriteFilesAsTheyCome() throws IOException {
        // Given
        Path file = directory.resolve("invoice.pdf");

        // When
        invoices("write", "i_1", "--as", "pdf", "--to", file.toString());
        invoices("write", "CN-000001", "--as", "csv", "--to", file.toString());

        // Then
        assertThat(requests)
                .containsExactly(
                        "GET /v1/billing/invoices/i_1 application/pdf",
                        "GET /v1/billing/credit-notes/CN-000001 text/csv");
        assertThat(Files.readAllBytes(file)).containsExactly(0, 1, (byte) 0xff);
    }

    @Test
    void shouldTellAnApiThatIsAwayFromAFileThatCannotBeWritten() {
        // Given
        InstanceApi here = api(Duration.ofMillis(1));
        String address = "/v1/billing/invoices/i_1";

        // When
        Throwable unwritable = catchThrowable(() -> here.download(address, "text/csv", directory));
        api.stop(0);
        Throwable away = catchThrowable(() -> here.download(address, "text/csv", directory.resolve("invoice.csv")));

        // Then
        assertThat(unwritable).isInstanceOf(BadInputException.class).hasMessageContaining(directory.toString());
        assertThat(away).isInstanceOf(OutsideWorldException.class);
    }

    @Test
    void shouldAddARateFromAFileAndEndIt() throws IOException {
        // Given
        Path file = Files.writeString(directory.resolve("rate.json"), "{\"insurer\": \"acme\", \"taxPercent\": 17.50}");

        // When
        rates("add", file.toString());
        rates("end", "r_1", "--last-month", "2026-06");
        JsonNode withdrawn = JSON.readTree(rates("withdraw", "r_1", "--output", "json"));

        // Then
        assertThat(requests)
                .containsExactly(
                        "POST /v1/billing/rates {\"insurer\":\"acme\",\"taxPercent\":17.50}",
                        "POST /v1/billing/rates/r_1/end {\"lastMonth\":\"2026-06\"}",
                        "DELETE /v1/billing/rates/r_1 ");
        assertThat(withdrawn.path("withdrawn").asBoolean()).isTrue();
    }

    @Test
    void shouldShowAnInvoiceWithoutItsTablesToPeople() throws IOException {
        assertThat(invoices("show", "i_1")).contains("INV-000001").doesNotContain("creditNotes");
        assertThat(JSON.readTree(invoices("show", "i_1", "--output", "json"))).isEqualTo(JSON.readTree(INVOICE));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String accept = exchange.getRequestHeaders().getFirst("Accept");
        boolean isFile = accept != null && !accept.contains("*");
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + (isFile ? accept : body));
        byte[] bytes = isFile ? new byte[] {0, 1, (byte) 0xff} : json(exchange).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private String json(HttpExchange exchange) {
        String uri = exchange.getRequestURI().toString();
        boolean isList = exchange.getRequestMethod().equals("GET") && uri.startsWith("/v1/billing/invoices?");
        String next = uri.contains("after") ? "" : ",\"next\":\"/v1/billing/invoices?after=500\"";
        return isList ? "{\"invoices\":[" + INVOICE + "]" + found + next + "}" : INVOICE;
    }

    private String invoices(String... arguments) {
        return run(new CommandLine(new InvoicesCommand(connection -> api())), arguments);
    }

    private String rates(String... arguments) {
        return run(new CommandLine(new RatesCommand(connection -> api())), arguments);
    }

    private InstanceApi api() {
        return api(Duration.ofSeconds(5));
    }

    private InstanceApi api(Duration patience) {
        return new InstanceApi(
                ApiAccess.of(URI.create("http://127.0.0.1:" + api.getAddress().getPort()), "cs_test"), patience);
    }

    private String run(CommandLine command, String... arguments) {
        StringWriter out = new StringWriter();
        int ended = command(command, out).execute(arguments);
        assertThat(ended).as("%s", err).isZero();
        return out.toString();
    }

    private CommandLine command(CommandLine line, StringWriter out) {
        return line.setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err));
    }
}
