package io.claimstream.launcher.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.launcher.command.CommonOptions;
import io.claimstream.launcher.command.Progress;
import io.claimstream.launcher.command.StopOnSignal;
import io.claimstream.launcher.instance.Addresses;
import io.claimstream.launcher.instance.AllInOne;
import io.claimstream.launcher.instance.InstanceSettings;
import io.claimstream.launcher.instance.Services;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.log.Logging;
import io.claimstream.platform.service.ExitCode;
import io.claimstream.platform.service.Health;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code claimstream up}. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = {
            "Starts broker, schema registry, database and all five services in this process and stays up until Ctrl-C.",
            "Prints its addresses when everything is ready. The first start shows an API key and a link to the first account, once."
        })
final class UpCommand implements Callable<Integer> {

    private static final Duration READY_LIMIT = Duration.ofMinutes(2);

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = common.settings(Services.settings());
        InstanceSettings.requireEmbedded(settings);
        Logging.configure(settings);
        Progress progress = common.progress();
        try (AllInOne instance = AllInOne.start(settings, progress::say);
                StopOnSignal stop = StopOnSignal.of(instance)) {
            if (instance.awaitReady(READY_LIMIT)) {
                common.printer().object(json(instance.addresses()));
                progress.say("ready; Ctrl-C stops everything");
            } else if (!stop.stopping()) {
                progress.say("not ready yet: " + notUp(instance.health()));
            }
            instance.stopped().toCompletableFuture().join();
            return ExitCode.DONE.number();
        }
    }

    private static ObjectNode json(Addresses addresses) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("api", addresses.api().toString())
                .put("kafka", addresses.kafka())
                .put("schemaRegistry", addresses.schemaRegistry().toString());
    }

    private static String notUp(Health health) {
        return health.checks().stream()
                .filter(check -> check.status() != Health.Status.UP)
                .map(check -> check.name() + " (" + check.detail() + ")")
                .collect(Collectors.joining(", "));
    }
}
