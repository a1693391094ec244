package io.claimstream.launcher.privacy;

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

/** {@code claimstream privacy retention}. */
@Command(
        name = "retention",
        mixinStandardHelpOptions = true,
        description =
                "Shows what is kept how long, what the oldest is, and how much was deleted. '--output json' has the reasons too.")
final class RetentionCommand implements Callable<Integer> {

    private static final String ADDRESS = "/v1/privacy/retention";
    private static final List<String> COLUMNS =
            List.of("name", "kept", "deletedBy", "oldest", "removed", "removedAt", "overdue");

    private final Function<Connection, InstanceApi> opened;

    @Mixin
    private final Connection connection = new Connection();

    RetentionCommand() {
        this(Connection::open);
    }

    RetentionCommand(Function<Connection, InstanceApi> opened) {
        this.opened = opened;
    }

    @Override
    public Integer call() throws InterruptedException {
        JsonNode kept = opened.apply(connection).get(ADDRESS).path("kept");
        boolean isWhole = connection.common().output() == OutputFormat.JSON;
        connection.common().printer().list(isWhole ? (ArrayNode) kept : table(kept));
        return ExitCode.DONE.number();
    }

    private static ArrayNode table(JsonNode kept) {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        kept.forEach(it -> {
            ObjectNode row = rows.addObject();
            COLUMNS.forEach(column -> row.put(column, it.path(column).asText()));
        });
        return rows;
    }
}
