package io.claimstream.launcher.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.claimstream.launcher.command.CommonOptions;
import io.claimstream.launcher.command.StopOnSignal;
import io.claimstream.launcher.command.WrongUseException;
import io.claimstream.launcher.instance.InstanceSettings;
import io.claimstream.launcher.instance.Services;
import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.kafka.KafkaClients;
import io.claimstream.platform.lag.KafkaLagReader;
import io.claimstream.platform.lag.LagExporter;
import io.claimstream.platform.log.Logging;
import io.claimstream.platform.service.ExitCode;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code claimstream lag-exporter}. */
@Command(
        name = "lag-exporter",
        mixinStandardHelpOptions = true,
        description = {
            "Serves how far consumer groups are behind at /metrics, for Prometheus, under the names of kafka-lag-exporter, until Ctrl-C.",
            "A process of its own, so that lag is still told when what it watches is gone. It listens at management.host."
        })
final class LagExporterCommand implements Callable<Integer> {

    private static final int LAST_PORT = 65_535;

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "9105",
            description = "Port that is served; 0 for any. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--cluster-name",
            paramLabel = "NAME",
            defaultValue = "claimstream",
            description = "Value of the label cluster_name. Default: ${DEFAULT-VALUE}.")
    private String cluster = "";

    @Option(
            names = "--groups",
            paramLabel = "PATTERN",
            defaultValue = ".*",
            description =
                    "Regular expression that the whole name of a group must match. Default: every group on the cluster.")
    private String groups = "";

    @Override
    @SuppressWarnings("try") // what stops it is only held until it is closed
    public Integer call() throws InterruptedException {
        if (port < 0 || port > LAST_PORT) {
            throw new WrongUseException("Expected --port from 0 to " + LAST_PORT + ", but got " + port + ".");
        }
        Predicate<String> wanted = pattern(groups).asMatchPredicate();
        Settings settings = InstanceSettings.pointedAtInstance(common.settings(Services.settings()));
        Logging.configure(settings);
        String host = settings.get(CommonSettings.MANAGEMENT_HOST);
        try (LagExporter exporter = new LagExporter(
                        new LagExporter.Place(host, port, cluster),
                        () -> new KafkaLagReader(() -> KafkaClients.properties(settings), wanted),
                        Clock.systemUTC());
                StopOnSignal stop = StopOnSignal.of(exporter)) {
            exporter.start();
            common.printer()
                    .object(JsonNodeFactory.instance
                            .objectNode()
                            .put("metrics", "http://" + host + ":" + exporter.port() + "/metrics"));
            exporter.awaitClosed();
            return ExitCode.DONE.number();
        }
    }

    private static Pattern pattern(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new WrongUseException("Expected a regular expression in --groups, but '" + text + "' is none: "
                    + e.getDescription() + ".");
        }
    }
}
