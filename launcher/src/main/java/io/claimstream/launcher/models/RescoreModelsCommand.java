package io.claimstream.launcher.models;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.launcher.command.BadInputException;
import io.claimstream.launcher.command.OutputFormat;
import io.claimstream.launcher.instance.InstanceApi;
import io.claimstream.launcher.models.RescoreOrder.Outcome;
import io.claimstream.platform.service.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code claimstream models rescore}. */
@Command(
        name = "rescore",
        mixinStandardHelpOptions = true,
        description = {
            "Scores once more every claim that a roll back left behind, from the features of then, and tells how much money moves.",
            "The scores that count stay as they are. Ends with 3 when some are refused. Given again, it goes on and repeats none."
        })
final class RescoreModelsCommand implements Callable<Integer> {

    private static final int SHOWN = 20;
    private static final List<String> COLUMNS = List.of(
            "insurer",
            "claimId",
            "revision",
            "liveScoreId",
            "scoreId",
            "modelVersion",
            "before",
            "after",
            "difference",
            "refusal");

    @Mixin
    private final Connection connection = new Connection();

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            defaultValue = "the decisions of a withdrawn version",
            description = "Why, in plain words; stands on each request. Default: ${DEFAULT-VALUE}.")
    private String reason = "";

    @Option(
            names = "--model",
            paramLabel = "VERSION",
            description = "Version to score with; 'baseline' for none. Default: what the roll back put in service.")
    private @Nullable String version;

    @Option(
            names = "--list",
            paramLabel = "FILE",
            description = "Writes live and new estimate of each score to this file as CSV.")
    private @Nullable Path file;

    @Parameters(
            paramLabel = "COMMAND",
            description = "Id of the roll back, as 'models rollback' prints it: c_ and 26 characters.")
    private String command = "";

    @Override
    public Integer call() throws InterruptedException, IOException {
        if (file != null) {
            WithdrawnList.requireWritable(file);
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("reason", reason);
        if (version != null) {
            body.put("version", version);
        }
        Outcome outcome = give(connection, connection.open(), command, body);
        if (file != null) {
            Files.write(file, csv(outcome.claims()));
        }
        if (connection.common().output() == OutputFormat.JSON) {
            connection.common().printer().object(json(outcome));
        } else {
            print(connection, outcome.lines(), outcome);
        }
        return ended(outcome);
    }

    /** The same after a roll back that was ordered just now; both are told of in one result. */
    static int after(Connection connection, InstanceApi api, MoveOrder.Outcome rollBack, String reason)
            throws InterruptedException {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("reason", reason);
        Outcome outcome =
                give(connection, api, rollBack.command().path("commandId").asText(), body);
        ObjectNode told = rollBack.toJson();
        if (connection.common().output() == OutputFormat.JSON) {
            told.set("rescore", json(outcome));
            connection.common().printer().object(told);
        } else {
            told.setAll(outcome.lines());
            print(connection, told, outcome);
        }
        return ended(outcome);
    }

    private static Outcome give(Connection connection, InstanceApi api, String command, ObjectNode body)
            throws InterruptedException {
        RescoreOrder order =
                new RescoreOrder(api, connection.patience(), connection.common().progress());
        return order.give("/v1/models/commands/" + SlotOption.encoded(command), body);
    }

    /** Totals and every claim. */
    private static ObjectNode json(Outcome outcome) {
        ObjectNode json = outcome.totals().deepCopy();
        json.set("claims", outcome.claims());
        return json;
    }

    private static void print(Connection connection, ObjectNode totals, Outcome outcome) {
        connection.common().printer().object(totals);
        connection.common().printer().list(largest(outcome.claims()));
    }

    private static int ended(Outcome outcome) {
        if (outcome.refused() > 0) {
            throw new BadInputException("Expected every score to be done again, but " + outcome.refused()
                    + " are refused; the column 'refusal' has the codes, and docs/models.md what to do about each.");
        }
        return ExitCode.DONE.number();
    }

    /** The claims that moved most, which are first. */
    private static ArrayNode largest(ArrayNode claims) {
        ArrayNode shown = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < Math.min(SHOWN, claims.size()); i++) {
            shown.add(((ObjectNode) claims.get(i)).deepCopy().without(List.of("liveScoreId", "scoreId")));
        }
        return shown;
    }

    /** Claim ids hold neither commas nor quotes. */
    private static List<String> csv(ArrayNode claims) {
        List<String> lines = new ArrayList<>(List.of(String.join(",", COLUMNS)));
        claims.forEach(claim -> lines.add(String.join(
                ",", COLUMNS.stream().map(column -> claim.path(column).asText()).toList())));
        return lines;
    }
}
