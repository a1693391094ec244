package io.claimstream.launcher.billing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.launcher.command.BadInputException;
import io.claimstream.launcher.instance.InstanceApi;
import io.claimstream.launcher.models.Connection;
import io.claimstream.platform.service.ExitCode;
import io.claimstream.schemas.json.EventJson;
import io.claimstream.schemas.json.EventJsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code claimstream billing rates}. */
@Command(name = "rates", mixinStandardHelpOptions = true, description = "What scores cost, by insurer and month.")
final class RatesCommand implements Runnable {

    private static final List<String> COLUMNS =
            List.of("rateId", "insurer", "firstMonth", "lastMonth", "currency", "taxPercent", "paymentDays");

    private final Function<Connection, InstanceApi> opened;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    RatesCommand() {
        this(Connection::open);
    }

    RatesCommand(Function<Connection, InstanceApi> opened) {
        this.opened = opened;
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Expected 'rates list', 'rates add', 'rates end' or 'rates withdraw'.");
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists rates.")
    int list(
            @Mixin Connection connection,
            @Option(names = "--insurer", paramLabel = "INSURER", description = "Of one insurer. Default: all.")
                    @Nullable
                    String insurer)
            throws InterruptedException {
        JsonNode rates = opened.apply(connection).get(BillingApi.RATES + BillingApi.of(insurer, "?"));
        BillingApi.print(connection, (ArrayNode) rates.path("rates"), COLUMNS);
        return ExitCode.DONE.number();
    }

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = {
                "Adds a rate from a file: a JSON object with insurer, firstMonth, lastMonth, currency, tiers, taxPercent,",
                "paymentDays, billFrom and billTo, as POST /v1/billing/rates takes it."
            })
    int add(@Mixin Connection connection, @Parameters(paramLabel = "FILE", description = "The rate as JSON.") Path file)
            throws InterruptedException {
        BillingApi.print(connection, opened.apply(connection).post(BillingApi.RATES, read(file), BillingApi.key()));
        return ExitCode.DONE.number();
    }

    @Command(
            name = "end",
            mixinStandardHelpOptions = true,
            description = "Has a rate end with a month. Months for which an invoice stands keep their rate.")
    int end(
            @Mixin Connection connection,
            @Parameters(paramLabel = "RATE", description = "Id of the rate, such as r_0f3c5a9d1e27.") String rateId,
            @Option(
                            names = "--last-month",
                            required = true,
                            paramLabel = "MONTH",
                            description = "The last month for which it holds, such as 2026-06.")
                    String lastMonth)
            throws InterruptedException {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("lastMonth", BillingApi.month(lastMonth).toString());
        BillingApi.print(connection, opened.apply(connection).post(address(rateId) + "/end", body, BillingApi.key()));
        return ExitCode.DONE.number();
    }

    @Command(
            name = "withdraw",
            mixinStandardHelpOptions = true,
            description = "Takes a rate back by which nothing was billed.")
    int withdraw(
            @Mixin Connection connection,
            @Parameters(paramLabel = "RATE", description = "Id of the rate, such as r_0f3c5a9d1e27.") String rateId)
            throws InterruptedException {
        opened.apply(connection).delete(address(rateId));
        connection
                .common()
                .printer()
                .object(JsonNodeFactory.instance
                        .objectNode()
                        .put("rateId", rateId)
                        .put("withdrawn", true));
        return ExitCode.DONE.number();
    }

    private static ObjectNode read(Path file) {
        try {
            if (EventJson.parse(Files.readString(file)) instanceof ObjectNode rate) {
                return rate;
            }
            throw new BadInputException("Expected a JSON object in " + file + ".");
        } catch (EventJsonException e) {
            throw new BadInputException(
                    "Expected JSON in " + file + ": " + e.problems().get(0).expected() + ".");
        } catch (IOException e) {
            throw new BadInputException("Expected a file that can be read: " + file + ".");
        }
    }

    private static String address(String rateId) {
        return BillingApi.RATES + "/" + BillingApi.id(rateId, "r_0f3c5a9d1e27");
    }
}
