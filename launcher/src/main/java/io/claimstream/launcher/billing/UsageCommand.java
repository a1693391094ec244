package io.claimstream.launcher.billing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.launcher.command.OutputFormat;
import io.claimstream.launcher.command.WrongUseException;
import io.claimstream.launcher.models.Connection;
import io.claimstream.platform.service.ExitCode;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code claimstream billing usage}. */
@Command(
        name = "usage",
        mixinStandardHelpOptions = true,
        description = "Shows how many scores are billed, by insurer, model version and period.")
final class UsageCommand implements Callable<Integer> {

    private static final List<String> COLUMNS = List.of("insurer", "from", "to", "modelVersion", "scores");
    private static final int USUAL_MONTHS = 3;

    @Mixin
    private final Connection connection = new Connection();

    @Option(names = "--insurer", paramLabel = "INSURER", description = "Of one insurer. Default: all.")
    private @Nullable String insurer;

    @Option(names = "--from", paramLabel = "MONTH", description = "First month. Default: two before the last.")
    private @Nullable String from;

    @Option(names = "--through", paramLabel = "MONTH", description = "Last month. Default: this one.")
    private @Nullable String through;

    @Option(
            names = "--by",
            paramLabel = "day|month",
            defaultValue = "month",
            description = "Length of a period. Default: ${DEFAULT-VALUE}.")
    private String by = "month";

    @Override
    public Integer call() throws InterruptedException {
        if (!by.equals("day") && !by.equals("month")) {
            throw new WrongUseException("Expected --by day or month, but got '" + by + "'.");
        }
        YearMonth last = through == null
                ? YearMonth.from(Clock.systemUTC().instant().atZone(ZoneOffset.UTC))
                : BillingApi.month(through);
        YearMonth first = from == null ? last.minusMonths(USUAL_MONTHS - 1L) : BillingApi.month(from);
        if (last.isBefore(first)) {
            throw new WrongUseException("Expected months in order.");
        }
        JsonNode usage = connection.open().get(BillingApi.usage(insurer, first, last, by));
        if (connection.common().output() == OutputFormat.JSON) {
            connection.common().printer().object((ObjectNode) usage);
        } else {
            BillingApi.print(connection, (ArrayNode) usage.path("usage"), COLUMNS);
        }
        return ExitCode.DONE.number();
    }
}
