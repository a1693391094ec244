package io.claimstream.launcher.billing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.claimstream.launcher.audit.TopicTail;
import io.claimstream.launcher.instance.InstanceApi;
import io.claimstream.launcher.instance.InstanceSettings;
import io.claimstream.launcher.instance.RegistryClients;
import io.claimstream.launcher.instance.Services;
import io.claimstream.launcher.models.Connection;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.service.ExitCode;
import java.time.Duration;
import java.time.YearMonth;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code claimstream billing recount}. */
@Command(
        name = "recount",
        mixinStandardHelpOptions = true,
        description = {
            "Counts the scores of an insurer in a month from the topic itself, by another way than the meter that invoices are made of, and compares.",
            "Waits a while for the meter to catch up; ends with 1 when they differ."
        })
final class RecountCommand implements Callable<Integer> {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    @Mixin
    private final Connection connection = new Connection();

    @Option(names = "--insurer", required = true, paramLabel = "INSURER", description = "Whose scores.")
    private String insurer = "";

    @Option(
            names = "--month",
            required = true,
            paramLabel = "MONTH",
            description = "The month at UTC, such as 2026-03.")
    private String month = "";

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How long to wait until both are equal. Default: ${DEFAULT-VALUE}.")
    private int waitSeconds;

    @Override
    public Integer call() throws InterruptedException {
        YearMonth asked = BillingApi.month(month);
        Settings settings =
                InstanceSettings.pointedAtInstance(connection.common().settings(Services.settings()));
        Map<String, Object> kafka = TopicTail.connection(settings);
        InstanceApi api = connection.open();
        try (ScoreRecount recount = new ScoreRecount(kafka, RegistryClients.of(settings), insurer)) {
            long deadline = System.nanoTime() + Duration.ofSeconds(waitSeconds).toNanos();
            long counted = recount.count(asked);
            long metered = BillingApi.metered(api, insurer, asked);
            while (counted != metered && System.nanoTime() < deadline) {
                Thread.sleep(LOOK_AGAIN.toMillis());
                counted = recount.count(asked);
                metered = BillingApi.metered(api, insurer, asked);
            }
            return told(counted, metered);
        }
    }

    private int told(long counted, long metered) {
        connection
                .common()
                .printer()
                .object(JsonNodeFactory.instance
                        .objectNode()
                        .put("insurer", insurer)
                        .put("month", month)
                        .put("onTopic", counted)
                        .put("metered", metered)
                        .put("equal", counted == metered));
        return (counted == metered ? ExitCode.DONE : ExitCode.BUG).number();
    }
}
