package io.claimstream.launcher.audit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.launcher.instance.InstanceApi;
import io.claimstream.launcher.models.Connection;
import io.claimstream.platform.service.ExitCode;
import java.util.UUID;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code claimstream audit exercise}. */
@Command(
        name = "exercise",
        mixinStandardHelpOptions = true,
        description = "Asks people to judge settled claims once more, some with an estimate that is wrong on purpose.")
final class ExerciseCommand implements Runnable {

    private final Function<Connection, InstanceApi> opened;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    ExerciseCommand() {
        this(Connection::open);
    }

    ExerciseCommand(Function<Connection, InstanceApi> opened) {
        this.opened = opened;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Expected 'exercise plan'.");
    }

    @Command(
            name = "plan",
            mixinStandardHelpOptions = true,
            description =
                    "Asks a person for an exercise. Nothing in it has an effect on any claim; the person finds it on the page /exercises.")
    int plan(
            @Mixin Connection connection,
            @Option(
                            names = "--person",
                            required = true,
                            paramLabel = "LOGIN",
                            description = "Login of an adjuster or administrator.")
                    String person,
            @Option(
                            names = "--insurer",
                            required = true,
                            paramLabel = "INSURER",
                            description = "Whose settled claims are shown.")
                    String insurer,
            @Option(
                            names = "--claims",
                            paramLabel = "NUMBER",
                            defaultValue = "20",
                            description = "How many, 10 to 60. Default: ${DEFAULT-VALUE}.")
                    int claims,
            @Option(
                            names = "--planted",
                            paramLabel = "PERCENT",
                            defaultValue = "50",
                            description =
                                    "How many of a hundred are wrong on purpose, 10 to 90. Default: ${DEFAULT-VALUE}.")
                    int planted)
            throws InterruptedException {
        ObjectNode wanted = JsonNodeFactory.instance
                .objectNode()
                .put("insurer", insurer)
                .put("person", person)
                .put("claims", claims)
                .put("planted", planted);
        ObjectNode exercise =
                (ObjectNode) opened.apply(connection).post("/v1/exercises", wanted, "cli:" + UUID.randomUUID());
        connection.common().printer().object(exercise);
        return ExitCode.DONE.number();
    }
}
