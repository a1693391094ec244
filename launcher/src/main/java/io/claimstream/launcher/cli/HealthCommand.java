package io.claimstream.launcher.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.launcher.command.CommonOptions;
import io.claimstream.launcher.command.WrongUseException;
import io.claimstream.launcher.instance.ApiAccess;
import io.claimstream.launcher.instance.ServiceAddresses;
import io.claimstream.launcher.instance.ServiceHealth;
import io.claimstream.launcher.instance.Services;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.service.ExitCode;
import io.claimstream.platform.service.ServiceFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code claimstream health}. */
@Command(
        name = "health",
        mixinStandardHelpOptions = true,
        description = {
            "Asks services on this machine how they are, and tells what those wait for that are not ready.",
            "Ends with 0 when every one that was asked is well, and with 4 otherwise: a probe for containers without a shell."
        })
final class HealthCommand implements Callable<Integer> {

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Parameters(
            paramLabel = "SERVICE",
            arity = "0..*",
            description = "Names of services, such as claim-ingest. Default: every one.")
    private List<String> names = List.of();

    @Option(
            names = "--probe",
            paramLabel = "live|ready|startup",
            defaultValue = "ready",
            description =
                    "What to ask: whether the process should go on, whether it can work now, or whether it has started. Default: ${DEFAULT-VALUE}.")
    private Probe probe = Probe.READY;

    /** What is asked, as Kubernetes calls it. */
    enum Probe {
        LIVE("/livez"),
        READY("/readyz"),
        STARTUP("/startupz");

        private final String path;

        Probe(String path) {
            this.path = path;
        }
    }

    @Override
    public Integer call() {
        Settings settings = common.settings(Services.settings());
        ServiceAddresses addresses = new ServiceAddresses(settings);
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        boolean isWell = true;
        for (ServiceFactory service : asked()) {
            URI address = addresses
                    .of(service)
                    .orElseThrow(() -> new WrongUseException(
                            "Expected a port for " + service.name() + ", but its setting is 0, which stands for any."));
            HttpClient client = ApiAccess.of(settings, address, "").http();
            ServiceHealth health = ServiceHealth.ask(client, address.resolve(probe.path));
            isWell &= health.isWell();
            add(rows, service.name(), health);
        }
        common.printer().list(rows);
        return (isWell ? ExitCode.DONE : ExitCode.OUTSIDE_WORLD).number();
    }

    private List<ServiceFactory> asked() {
        return names.isEmpty()
                ? Services.ALL
                : names.stream().map(RunCommand::service).toList();
    }

    private static void add(ArrayNode rows, String service, ServiceHealth health) {
        if (health.isAway()) {
            rows.add(row(service, "away", "", health.words()));
        }
        health.parts().forEach(it -> rows.add(row(service, it.status(), it.name(), it.detail())));
    }

    private static ObjectNode row(String service, String status, String check, String detail) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("service", service)
                .put("status", status)
                .put("check", check)
                .put("detail", detail);
    }
}
