package io.claimstream.launcher.reset;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.claimstream.feedback.FeedbackApp;
import io.claimstream.launcher.command.CommonOptions;
import io.claimstream.launcher.command.OutsideWorldException;
import io.claimstream.launcher.command.WrongUseException;
import io.claimstream.launcher.instance.Services;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.service.ExitCode;
import io.claimstream.platform.service.ServiceFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code claimstream reset SERVICE}. */
@Command(
        name = "reset",
        mixinStandardHelpOptions = true,
        description = {
            "Removes the state stores of a service from this disk, such as after a damaged disk. The next start reads them from their topics.",
            "Refuses while the service runs here. Nothing in Kafka is changed: offsets stay, so that no record is counted or scored twice."
        })
public final class ResetCommand implements Callable<Integer> {

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Parameters(paramLabel = "SERVICE", description = "Name of the service, such as feature-stream.")
    private String name = "";

    @Option(names = "--dry-run", description = "Only tell what would be removed.")
    private boolean isDry;

    @Override
    public Integer call() throws IOException {
        ServiceFactory service = service(name);
        Settings settings = common.settings(Services.settings());
        StateFolders state = StateFolders.of(settings.dataPath("state"), service.name());
        if (state.isInUse()) {
            throw new OutsideWorldException("Expected " + service.name() + " to be stopped, but it works with "
                    + settings.dataPath("state") + ". Nothing was removed.");
        }
        StateFolders.Content content = state.content();
        if (!isDry) {
            state.remove();
        }
        common.printer()
                .object(JsonNodeFactory.instance
                        .objectNode()
                        .put(
                                "folders",
                                state.folders().stream().map(Path::toString).collect(Collectors.joining(", ")))
                        .put("files", content.files())
                        .put("bytes", content.bytes())
                        .put("removed", !isDry));
        return ExitCode.DONE.number();
    }

    private static ServiceFactory service(String name) {
        ServiceFactory service = Services.named(name)
                .orElseThrow(() -> new WrongUseException("Expected one of "
                        + Services.ALL.stream().map(ServiceFactory::name).collect(Collectors.joining(", "))
                        + ", but got '" + name + "'."));
        if (service instanceof FeedbackApp) {
            throw new WrongUseException(
                    "Expected a service with state stores, but feedback-api has views instead; 'read-model rebuild' makes them again.");
        }
        return service;
    }
}
