package io.claimstream.launcher.cli;

import io.claimstream.launcher.command.CommonOptions;
import io.claimstream.launcher.command.WrongUseException;
import io.claimstream.launcher.instance.RegistryClients;
import io.claimstream.launcher.instance.Services;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.log.Logging;
import io.claimstream.platform.service.ServiceFactory;
import io.claimstream.platform.service.ServiceMain;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code claimstream run SERVICE}. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Runs one service against your own Kafka, schema registry and database, until Ctrl-C.",
            "Set kafka.bootstrap.servers, schema.registry.url and database.url."
        })
final class RunCommand implements Callable<Integer> {

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Parameters(paramLabel = "SERVICE", description = "Name of the service, such as claim-ingest.")
    private String service = "";

    @Override
    public Integer call() {
        ServiceFactory factory = service(service);
        Settings settings = common.settings(Services.settings());
        Logging.configure(settings);
        // The service compares the ids on disk with the registry itself, and waits for it when it is away.
        return ServiceMain.run(factory, settings, RegistryClients::of, System.err)
                .number();
    }

    /**
     * The service of a name.
     *
     * @throws WrongUseException when there is none
     */
    static ServiceFactory service(String name) {
        return Services.named(name)
                .orElseThrow(() -> new WrongUseException("Expected one of "
                        + Services.ALL.stream().map(ServiceFactory::name).collect(Collectors.joining(", "))
                        + ", but got '" + name + "'."));
    }
}
