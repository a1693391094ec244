package io.claimstream.launcher.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.claimstream.launcher.instance.InstanceApi;
import io.claimstream.launcher.models.Connection;
import io.claimstream.platform.service.ExitCode;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code claimstream privacy duties}. */
@Command(
        name = "duties",
        mixinStandardHelpOptions = true,
        description = "For how long the law has insurers keep records of claimants.")
final class DutiesCommand implements Runnable {

    private static final List<String> COLUMNS = List.of("insurer", "days", "setBy", "setAt", "reason");

    private final Function<Connection, InstanceApi> opened;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    DutiesCommand() {
        this(Connection::open);
    }

    DutiesCommand(Function<Connection, InstanceApi> opened) {
        this.opened = opened;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Expected 'duties list', 'duties set' or 'duties end'.");
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists them, by insurer.")
    int list(@Mixin Connection connection) throws InterruptedException {
        JsonNode duties = opened.apply(connection).get(PrivacyApi.DUTIES);
        PrivacyApi.print(connection, (ArrayNode) duties.path("duties"), COLUMNS);
        return ExitCode.DONE.number();
    }

    @Command(
            name = "set",
            mixinStandardHelpOptions = true,
            description =
                    "Refuses erasures of an insurer's claimants for some time after the last thing that was recorded of them.")
    int set(
            @Mixin Connection connection,
            @Parameters(paramLabel = "INSURER", description = "The insurer.") String insurer,
            @Option(names = "--days", required = true, paramLabel = "DAYS", description = "For how long.") int days,
            @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "By which law.")
                    String reason)
            throws InterruptedException {
        PrivacyApi.print(
                connection,
                opened.apply(connection)
                        .put(
                                address(insurer),
                                JsonNodeFactory.instance
                                        .objectNode()
                                        .put("days", days)
                                        .put("reason", reason),
                                PrivacyApi.key()));
        return ExitCode.DONE.number();
    }

    @Command(name = "end", mixinStandardHelpOptions = true, description = "Ends the duty of an insurer.")
    int end(
            @Mixin Connection connection,
            @Parameters(paramLabel = "INSURER", description = "The insurer.") String insurer)
            throws InterruptedException {
        opened.apply(connection).delete(address(insurer));
        connection
                .common()
                .printer()
                .object(JsonNodeFactory.instance
                        .objectNode()
                        .put("insurer", insurer)
                        .put("ended", true));
        return ExitCode.DONE.number();
    }

    private static String address(String insurer) {
        return PrivacyApi.DUTIES + "/" + PrivacyApi.insurer(insurer);
    }
}
