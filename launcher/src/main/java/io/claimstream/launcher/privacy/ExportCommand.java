package io.claimstream.launcher.privacy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.claimstream.launcher.command.WrongUseException;
import io.claimstream.launcher.instance.InstanceApi;
import io.claimstream.launcher.instance.InstanceSettings;
import io.claimstream.launcher.instance.RegistryClients;
import io.claimstream.launcher.instance.Services;
import io.claimstream.launcher.models.Connection;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.kafka.KafkaClients;
import io.claimstream.platform.service.ExitCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code claimstream privacy export}. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Writes everything that is held on one claimant to a file that only its owner can read: JSON, or a page"
                    + " for the person. Every export is in the audit trail.",
            "With --check counts the records that name the claimant from the topics themselves, by another way, and"
                    + " ends with 1 when the file has more or fewer."
        })
final class ExportCommand implements Callable<Integer> {

    private static final String ADDRESS = "/v1/privacy/export?";
    private static final int BROKER_LIMIT_MILLIS = 20_000;
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

    private final Function<Connection, InstanceApi> opened;

    @Mixin
    private final Connection connection = new Connection();

    @ArgGroup(multiplicity = "1")
    private SubjectOption subject = new SubjectOption();

    @Option(
            names = "--to",
            required = true,
            paramLabel = "FILE",
            description = "Where to: a name that ends in .json or .html; replaced if there.")
    private Path file = Path.of("");

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "TEXT",
            description = "Why, such as the number of the person's request; it stands in the export and nowhere else.")
    private String reason = "";

    @Option(names = "--check", description = "Compares with an independent count; for .json.")
    private boolean isChecked;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "With --check: how long to try again until both are equal. Default: ${DEFAULT-VALUE}.")
    private int waitSeconds;

    ExportCommand() {
        this(Connection::open);
    }

    ExportCommand(Function<Connection, InstanceApi> opened) {
        this.opened = opened;
    }

    @Override
    public Integer call() throws InterruptedException {
        boolean isPage = file.toString().endsWith(".html");
        if (!isPage && !file.toString().endsWith(".json")) {
            throw new WrongUseException("Expected --to a file that ends in .json or .html, but got '" + file + "'.");
        }
        if (isPage && isChecked) {
            throw new WrongUseException(
                    "Expected --check with a file that ends in .json: the page has no numbers for programs.");
        }
        String address = ADDRESS + subject.query() + "&reason=" + SubjectOption.encoded(reason);
        InstanceApi api = opened.apply(connection);
        api.save(address, isPage ? "text/html" : "application/json", file);
        if (isChecked) {
            return checked(api, address);
        }
        connection
                .common()
                .printer()
                .object(JsonNodeFactory.instance.objectNode().put("file", file.toString()));
        return ExitCode.DONE.number();
    }

    /** What comes in meanwhile reaches the export and the count at different moments: both are made again for a while. */
    private int checked(InstanceApi api, String address) throws InterruptedException {
        Settings settings =
                InstanceSettings.pointedAtInstance(connection.common().settings(Services.settings()));
        Map<String, Object> kafka = new HashMap<>();
        KafkaClients.properties(settings).forEach((key, value) -> kafka.put((String) key, value));
        kafka.putIfAbsent(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, BROKER_LIMIT_MILLIS);
        long deadline = System.nanoTime() + Duration.ofSeconds(waitSeconds).toNanos();
        while (true) {
            ExportedCounts exported = ExportedCounts.read(file);
            Comparison comparison = new Comparison(
                    exported,
                    exported.isErased()
                            ? Map.of()
                            : new SubjectCount(kafka, RegistryClients.of(settings))
                                    .count(exported.insurer(), exported.subject()));
            if (comparison.isEqual() || System.nanoTime() > deadline) {
                connection.common().printer().object(comparison.json().put("file", file.toString()));
                return comparison.exitCode().number();
            }
            Thread.sleep(LOOK_AGAIN.toMillis());
            api.save(address, "application/json", file);
        }
    }
}
