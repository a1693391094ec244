package io.claimstream.launcher.models;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.launcher.command.BadInputException;
import io.claimstream.platform.service.ExitCode;
import java.io.FileNotFoundException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code claimstream models upload}. */
@Command(
        name = "upload",
        mixinStandardHelpOptions = true,
        description = {
            "Gives a model that was made elsewhere: XGBoost's own JSON or UBJ, never a pickle. It is tried on its golden rows in a throw-away",
            "process, calibrated and measured on the newest labels, and goes into service if every gate lets it pass.",
            "Give --patience as much time as that takes."
        })
final class UploadModelCommand implements Callable<Integer> {

    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final SlotOption slot = new SlotOption();

    @Option(
            names = "--file",
            required = true,
            paramLabel = "FILE",
            description = "The model, as booster.save_model writes it: .json or .ubj.")
    private Path file = Path.of("");

    @Option(
            names = "--features",
            required = true,
            paramLabel = "FILE",
            description = "Names of its columns in its order: a JSON array, or one a line.")
    private Path features = Path.of("");

    @Option(
            names = "--golden",
            required = true,
            paramLabel = "FILE",
            description =
                    "CSV of 10 to 1,000 rows: every feature, and margin, what predict(..., output_margin=True) says of the row.")
    private Path golden = Path.of("");

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "TEXT",
            description = "Why, in plain words; stands in the log of moves and in the model's manifest.")
    private String reason = "";

    @Override
    public Integer call() throws InterruptedException {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("reason", reason).set("slot", slot.toJson());
        MoveOrder.Outcome outcome;
        try {
            outcome = new MoveOrder(
                            connection.open(),
                            connection.patience(),
                            connection.common().progress())
                    .upload(request, Map.of("model", file, "features", features, "golden", golden));
        } catch (FileNotFoundException e) {
            throw new BadInputException("Expected three files that can be read: '" + file + "', '" + features
                    + "' and '" + golden + "'. At least one is not there.");
        }
        connection.common().printer().object(outcome.toJson());
        if (outcome.isRefused()) {
            throw new BadInputException("Refused, and nothing moved: " + outcome.refusal());
        }
        return ExitCode.DONE.number();
    }
}
