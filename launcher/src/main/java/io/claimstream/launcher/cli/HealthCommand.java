package io.claimstream.launcher.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.launcher.command.CommonOptions;
import io.claimstream.launcher.command.WrongUseException;
import io.claimstream.launcher.instance.ApiAccess;
import io.claimstream.launcher.instance.ServiceAddresses;
import io.claimstream.launcher.instance.Services;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.service.ExitCode;
import io.claimstream.platform.service.ServiceFactory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
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

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int WELL = 200;
    private static final int NOT_WELL = 503;

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
    public Integer call() throws InterruptedException {
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
            isWell &= ask(client, service.name(), address.resolve(probe.path), rows);
        }
        common.printer().list(rows);
        return (isWell ? ExitCode.DONE : ExitCode.OUTSIDE_WORLD).number();
    }

    private List<ServiceFactory> asked() {
        return names.isEmpty()
                ? Services.ALL
                : names.stream().map(RunCommand::service).toList();
    }

    private static boolean ask(HttpClient client, String service, URI address, ArrayNode rows)
            throws InterruptedException {
        try {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(address).timeout(PATIENCE).build(), BodyHandlers.ofString());
            if (answer.statusCode() == WELL || answer.statusCode() == NOT_WELL) {
                JSON.readTree(answer.body()).required("checks").forEach(check -> rows.add(row(service, check)));
                return answer.statusCode() == WELL;
            }
        } catch (JsonProcessingException | IllegalArgumentException e) {
            // It is no service of ours, which is said below.
        } catch (IOException e) {
            rows.add(
                    row(service, "away", "", "Nobody answers at " + address + ". Is it running, and on this machine?"));
            return false;
        }
        rows.add(row(service, "away", "", "Something else answers at " + address + ". See which port it has."));
        return false;
    }

    private static ObjectNode row(String service, JsonNode check) {
        return row(
                service,
                check.path("status").asText().toLowerCase(Locale.ROOT),
                check.path("name").asText(),
                check.path("detail").asText());
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
