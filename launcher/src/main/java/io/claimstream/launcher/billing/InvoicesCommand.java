package io.claimstream.launcher.billing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.launcher.command.WrongUseException;
import io.claimstream.launcher.instance.InstanceApi;
import io.claimstream.launcher.models.Connection;
import io.claimstream.platform.service.ExitCode;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code claimstream billing invoices}. */
@Command(
        name = "invoices",
        mixinStandardHelpOptions = true,
        description = "Invoices: drafts, issues, marks as sent and paid, gives back, and writes to files.")
final class InvoicesCommand implements Runnable {

    private static final List<String> COLUMNS =
            List.of("invoiceId", "number", "state", "insurer", "month", "scores", "gross", "currency", "dueOn");
    private static final Map<String, String> FORMS = Map.of("pdf", "application/pdf", "csv", "text/csv");
    private static final String ID_HELP = "Id of the invoice, such as i_0f3c5a9d1e27.";

    private final Function<Connection, InstanceApi> opened;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    InvoicesCommand() {
        this(Connection::open);
    }

    InvoicesCommand(Function<Connection, InstanceApi> opened) {
        this.opened = opened;
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Expected 'invoices list', 'show', 'draft', 'issue', 'send', 'pay', 'discard', 'credit' or 'write'.");
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = {
                "Lists invoices, drafts first and then the newest first. Without an insurer, also says which numbers are gone.",
                "Ends with 3 when an invoice was changed in the database, or is gone from it."
            })
    int list(
            @Mixin Connection connection,
            @Option(names = "--insurer", paramLabel = "INSURER", description = "Of one insurer. Default: all.")
                    @Nullable
                    String insurer,
            @Option(
                            names = "--state",
                            paramLabel = "STATE",
                            description = "Only draft, issued, sent, overdue, paid or cancelled ones. Default: all.")
                    @Nullable
                    String state)
            throws InterruptedException {
        InstanceApi api = opened.apply(connection);
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        Set<String> altered = new LinkedHashSet<>();
        Set<String> missing = new LinkedHashSet<>();
        String next = BillingApi.INVOICES + "?limit=500" + BillingApi.of(insurer, "&") + state(state);
        while (!next.isEmpty()) {
            JsonNode page = api.get(next);
            page.path("invoices").forEach(all::add);
            page.path("altered").forEach(it -> altered.add(it.asText()));
            page.path("missing").forEach(it -> missing.add(it.asText()));
            next = page.path("next").asText();
        }
        BillingApi.print(connection, all, COLUMNS);
        tell("changed in the database since they were issued, and not listed: ", altered);
        tell("issued, and not in the database any more: ", missing);
        return (altered.isEmpty() && missing.isEmpty() ? ExitCode.DONE : ExitCode.BAD_INPUT).number();
    }

    private void tell(String what, Set<String> which) {
        if (!which.isEmpty()) {
            PrintWriter err = spec.commandLine().getErr();
            err.println(what + String.join(", ", which) + ". Bring them back from a backup before the next draft.");
            err.flush();
        }
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows an invoice.")
    int show(@Mixin Connection connection, @Parameters(paramLabel = "INVOICE", description = ID_HELP) String id)
            throws InterruptedException {
        BillingApi.print(connection, opened.apply(connection).get(address(id)));
        return ExitCode.DONE.number();
    }

    @Command(
            name = "draft",
            mixinStandardHelpOptions = true,
            description = "Drafts the invoice of a month that has ended, for its scores that are on no invoice.")
    int draft(
            @Mixin Connection connection,
            @Option(names = "--insurer", required = true, paramLabel = "INSURER", description = "Who is billed.")
                    String insurer,
            @Option(
                            names = "--month",
                            required = true,
                            paramLabel = "MONTH",
                            description = "The month at UTC, such as 2026-03.")
                    String month)
            throws InterruptedException {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("insurer", insurer)
                .put("month", BillingApi.month(month).toString());
        BillingApi.print(connection, opened.apply(connection).post(BillingApi.INVOICES, body, BillingApi.key()));
        return ExitCode.DONE.number();
    }

    @Command(
            name = "issue",
            mixinStandardHelpOptions = true,
            description = "Issues a draft: it gets its number and is never changed again.")
    int issue(@Mixin Connection connection, @Parameters(paramLabel = "INVOICE", description = ID_HELP) String id)
            throws InterruptedException {
        return move(connection, id, to("ISSUED"));
    }

    @Command(name = "send", mixinStandardHelpOptions = true, description = "Marks an issued invoice as sent.")
    int send(@Mixin Connection connection, @Parameters(paramLabel = "INVOICE", description = ID_HELP) String id)
            throws InterruptedException {
        return move(connection, id, to("SENT"));
    }

    @Command(name = "pay", mixinStandardHelpOptions = true, description = "Marks a sent invoice as paid.")
    int pay(
            @Mixin Connection connection,
            @Parameters(paramLabel = "INVOICE", description = ID_HELP) String id,
            @Option(
                            names = "--on",
                            required = true,
                            paramLabel = "DAY",
                            description = "Day of the payment, such as 2026-04-20.")
                    String day)
            throws InterruptedException {
        return move(connection, id, to("PAID").put("paidOn", day(day)));
    }

    @Command(name = "discard", mixinStandardHelpOptions = true, description = "Throws a draft away.")
    int discard(@Mixin Connection connection, @Parameters(paramLabel = "INVOICE", description = ID_HELP) String id)
            throws InterruptedException {
        return move(connection, id, to("CANCELLED"));
    }

    @Command(
            name = "credit",
            mixinStandardHelpOptions = true,
            description =
                    "Gives back some of an invoice by a credit note; without lines, all that is left, and the invoice is cancelled.")
    int credit(
            @Mixin Connection connection,
            @Parameters(paramLabel = "INVOICE", description = ID_HELP) String id,
            @Option(
                            names = "--reason",
                            required = true,
                            paramLabel = "TEXT",
                            description = "Why; it stands on the credit note.")
                    String reason,
            @Option(
                            names = "--line",
                            paramLabel = "LINE=NET",
                            description = "How much of a line to give back, before tax. May be repeated.")
                    @Nullable
                    Map<Integer, BigDecimal> lines)
            throws InterruptedException {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("reason", reason);
        if (lines != null) {
            ArrayNode array = body.putArray("lines");
            lines.forEach((line, net) -> array.addObject().put("line", line).put("net", net));
        }
        BillingApi.print(
                connection, opened.apply(connection).post(address(id) + "/credit-notes", body, BillingApi.key()));
        return ExitCode.DONE.number();
    }

    @Command(
            name = "write",
            mixinStandardHelpOptions = true,
            description = "Writes an invoice, or a credit note by its number, to a file.")
    int write(
            @Mixin Connection connection,
            @Parameters(
                            paramLabel = "INVOICE",
                            description = "Id of the invoice, or number of the credit note, such as CN-000001.")
                    String id,
            @Option(names = "--as", required = true, paramLabel = "FORM", description = "pdf or csv.") String form,
            @Option(names = "--to", required = true, paramLabel = "FILE", description = "Where to; replaced if there.")
                    Path file)
            throws InterruptedException {
        String type = FORMS.get(form.toLowerCase(Locale.ROOT));
        if (type == null) {
            throw new WrongUseException("Expected --as pdf or csv, but got '" + form + "'.");
        }
        String address =
                id.startsWith("CN-") ? BillingApi.CREDIT_NOTES + "/" + BillingApi.id(id, "CN-000001") : address(id);
        opened.apply(connection).download(address, type, file);
        connection
                .common()
                .printer()
                .object(JsonNodeFactory.instance.objectNode().put("file", file.toString()));
        return ExitCode.DONE.number();
    }

    private int move(Connection connection, String id, ObjectNode body) throws InterruptedException {
        BillingApi.print(connection, opened.apply(connection).post(address(id) + "/state", body, BillingApi.key()));
        return ExitCode.DONE.number();
    }

    private static ObjectNode to(String state) {
        return JsonNodeFactory.instance.objectNode().put("to", state);
    }

    private static String state(@Nullable String state) {
        if (state != null && !state.matches("[A-Za-z]{1,20}")) {
            throw new WrongUseException("Expected a state such as overdue, but got '" + state + "'.");
        }
        return state == null ? "" : "&state=" + state.toUpperCase(Locale.ROOT);
    }

    private static String day(String text) {
        try {
            return LocalDate.parse(text).toString();
        } catch (DateTimeException e) {
            throw new WrongUseException("Expected a day such as 2026-04-20, but got '" + text + "'.");
        }
    }

    private static String address(String id) {
        return BillingApi.INVOICES + "/" + BillingApi.id(id, "i_0f3c5a9d1e27");
    }
}
