package io.claimstream.launcher.upkeep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.launcher.command.OutputFormat;
import io.claimstream.launcher.instance.InstanceApi;
import io.claimstream.launcher.models.Connection;
import io.claimstream.platform.service.ExitCode;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code claimstream read-model}. */
@Command(
        name = "read-model",
        mixinStandardHelpOptions = true,
        description = "The views that the API and the pages of a running instance answer from.")
public final class ReadModelCommand implements Runnable {

    private static final String READ_MODEL = "/v1/read-model";

    private final Function<Connection, InstanceApi> opened;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** The command on the instance that the connection names. */
    public ReadModelCommand() {
        this(Connection::open);
    }

    ReadModelCommand(Function<Connection, InstanceApi> opened) {
        this.opened = opened;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Expected 'read-model show' or 'read-model rebuild'.");
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows how far each projection is.")
    int show(@Mixin Connection connection) throws InterruptedException {
        print(connection, opened.apply(connection).get(READ_MODEL));
        return ExitCode.DONE.number();
    }

    @Command(
            name = "rebuild",
            mixinStandardHelpOptions = true,
            description = {
                "Empties the views and makes them again from the topics.",
                "Claims are taken and scored meanwhile; whatever needs the views answers 503 CATCHING_UP until they are whole.",
                "What retention has deleted from the topics does not come back. Cut off, it goes on by itself."
            })
    int rebuild(@Mixin Connection connection) throws InterruptedException {
        RebuildOrder order = new RebuildOrder(
                opened.apply(connection),
                connection.patience(),
                connection.common().progress());
        print(connection, order.give());
        return ExitCode.DONE.number();
    }

    private static void print(Connection connection, JsonNode readModel) {
        if (connection.common().output() == OutputFormat.JSON) {
            connection.common().printer().object((ObjectNode) readModel);
        } else {
            connection.common().printer().list((ArrayNode) readModel.path("projections"));
        }
    }
}
