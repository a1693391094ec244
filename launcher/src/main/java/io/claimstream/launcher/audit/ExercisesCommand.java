package io.claimstream.launcher.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.launcher.command.OutputFormat;
import io.claimstream.launcher.instance.InstanceApi;
import io.claimstream.launcher.models.Connection;
import io.claimstream.platform.service.ExitCode;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code claimstream audit exercises}. */
@Command(
        name = "exercises",
        mixinStandardHelpOptions = true,
        description =
                "Tells by person how many estimates that were wrong on purpose were accepted in exercises, and how many right ones were changed.")
final class ExercisesCommand implements Callable<Integer> {

    private final Function<Connection, InstanceApi> opened;

    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final AskedDecisions asked = new AskedDecisions();

    ExercisesCommand() {
        this(Connection::open);
    }

    ExercisesCommand(Function<Connection, InstanceApi> opened) {
        this.opened = opened;
    }

    @Override
    public Integer call() throws InterruptedException {
        JsonNode agreement = opened.apply(connection).get("/v1/agreement/exercises" + asked.query());
        if (connection.common().output() == OutputFormat.JSON) {
            connection.common().printer().object((ObjectNode) agreement);
        } else {
            connection.common().printer().list(table(agreement));
        }
        return ExitCode.DONE.number();
    }

    private static ArrayNode table(JsonNode agreement) {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        agreement.path("people").forEach(it -> row(rows, it.path("actor").asText(), it));
        row(rows, "together", agreement.path("total"));
        return rows;
    }

    private static void row(ArrayNode rows, String name, JsonNode sums) {
        ObjectNode row = rows.addObject().put("who", name);
        for (String count : List.of("planted", "right")) {
            row.put(count, sums.path(count).asLong());
        }
        for (String share : List.of("missed", "changed", "closer", "quick")) {
            row.put(share, AgreementCommand.share(sums, share));
        }
    }
}
