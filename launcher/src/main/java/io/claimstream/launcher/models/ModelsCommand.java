package io.claimstream.launcher.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.launcher.command.BadInputException;
import io.claimstream.launcher.command.CommonOptions;
import io.claimstream.launcher.command.OutputFormat;
import io.claimstream.launcher.instance.InstanceApi;
import io.claimstream.launcher.instance.Services;
import io.claimstream.launcher.models.MoveOrder.Outcome;
import io.claimstream.launcher.offline.SampleModel;
import io.claimstream.platform.service.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code claimstream models}. */
@Command(
        name = "models",
        mixinStandardHelpOptions = true,
        subcommands = {
            VerifyModelCommand.class,
            TechnicalFileCommand.class,
            UploadModelCommand.class,
            RescoreModelsCommand.class
        },
        description = {
            "Shows which model serves each slot, moves models by hand in a running instance, and trains them once more to compare.",
            "A move ends with 0 once every scoring-processor serves it, and with 3 when it is refused."
        })
public final class ModelsCommand implements Runnable {

    private static final String WHY = "Why, in plain words; stands in the log of moves.";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Expected 'models list', 'history', 'promote', 'rollback', 'rescore', 'pin', 'unpin', 'retire', 'shadow', 'canary', 'train', 'upload', 'verify', 'file' or 'sample'.");
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists each slot's versions and where they stand.")
    int list(@Mixin Connection connection) throws InterruptedException {
        JsonNode models = connection.open().get("/v1/models");
        if (connection.common().output() == OutputFormat.JSON) {
            connection.common().printer().object(((ObjectNode) models).retain("slots", "versions"));
        } else {
            connection.common().printer().list(ModelsTable.versions(models));
        }
        return ExitCode.DONE.number();
    }

    @Command(
            name = "history",
            mixinStandardHelpOptions = true,
            description = "Lists every move and refusal in a slot, or tells who was champion at a time.")
    int history(
            @Mixin Connection connection,
            @Mixin SlotOption slot,
            @Option(
                            names = "--at",
                            paramLabel = "TIME",
                            description = "Tells the champion at this time, such as 2026-03-01T09:30:00Z.")
                    @Nullable
                    String at)
            throws InterruptedException {
        JsonNode history =
                connection.open().get(slot.historyPath() + (at == null ? "" : "at=" + SlotOption.encoded(at)));
        if (at != null) {
            connection.common().printer().object((ObjectNode) history.path("champion"));
        } else {
            connection.common().printer().list((ArrayNode) history.path("moves"));
        }
        return ExitCode.DONE.number();
    }

    @Command(name = "promote", mixinStandardHelpOptions = true, description = "Puts a version in service.")
    int promote(
            @Mixin Connection connection,
            @Mixin SlotOption slot,
            @Option(names = "--reason", required = true, paramLabel = "TEXT", description = WHY) String reason,
            @Parameters(paramLabel = "VERSION", description = "The version.") String version)
            throws InterruptedException {
        return order(connection, body("promote", slot, reason, version));
    }

    @Command(
            name = "rollback",
            mixinStandardHelpOptions = true,
            description = {
                "Withdraws the champion and returns to the one before it, or to the version named.",
                "Tells how many claims the withdrawn version scored; they keep their scores."
            })
    int rollback(
            @Mixin Connection connection,
            @Mixin SlotOption slot,
            @Option(names = "--reason", required = true, paramLabel = "TEXT", description = WHY) String reason,
            @Option(
                            names = "--to",
                            paramLabel = "VERSION",
                            description =
                                    "Version to return to; 'baseline' for no model. Default: the champion before.")
                    @Nullable
                    String version,
            @Option(
                            names = "--list",
                            paramLabel = "FILE",
                            description = "Writes the scores of the withdrawn version to this file as CSV.")
                    @Nullable
                    Path file,
            @Option(
                            names = "--rescore",
                            description =
                                    "Has these scores be done again by what is in service then, as 'models rescore'.")
                    boolean again)
            throws InterruptedException, IOException {
        if (file != null) {
            WithdrawnList.requireWritable(file);
        }
        InstanceApi api = connection.open();
        Outcome outcome = give(api, connection, body("rollback", slot, reason, version));
        if (file != null) {
            WithdrawnList.write(api, outcome.command().at("/withdrawn/link").asText(""), file);
        }
        return again && outcome.withdrew()
                ? RescoreModelsCommand.after(connection, api, outcome, reason)
                : ended(connection, outcome);
    }

    @Command(
            name = "pin",
            mixinStandardHelpOptions = true,
            description = {
                "Keeps a slot on a version: no training moves it. With --insurer, the insurer gets the version of its own",
                "and stays on it whatever the others get."
            })
    int pin(
            @Mixin Connection connection,
            @Mixin SlotOption slot,
            @Option(names = "--reason", required = true, paramLabel = "TEXT", description = WHY) String reason,
            @Parameters(
                            paramLabel = "VERSION",
                            arity = "0..1",
                            description = "The version. Default: the one in service.")
                    @Nullable
                    String version)
            throws InterruptedException {
        return order(connection, body("pin", slot, reason, version));
    }

    @Command(
            name = "unpin",
            mixinStandardHelpOptions = true,
            description = "Lets a pinned slot move again; an insurer's follows that of every insurer from then on.")
    int unpin(
            @Mixin Connection connection,
            @Mixin SlotOption slot,
            @Option(names = "--reason", required = true, paramLabel = "TEXT", description = WHY) String reason)
            throws InterruptedException {
        return order(connection, body("unpin", slot, reason, null));
    }

    @Command(
            name = "retire",
            mixinStandardHelpOptions = true,
            description = "Has a version that is not in service no longer be returned to, nor promoted by a training.")
    int retire(
            @Mixin Connection connection,
            @Mixin SlotOption slot,
            @Option(names = "--reason", required = true, paramLabel = "TEXT", description = WHY) String reason,
            @Parameters(paramLabel = "VERSION", description = "The version.") String version)
            throws InterruptedException {
        return order(connection, body("retire", slot, reason, version));
    }

    @Command(
            name = "shadow",
            mixinStandardHelpOptions = true,
            description = {
                "Has a version score every claim beside the champion, without effect, until settled claims say which is better.",
                "Once it is proven better it is promoted. A canary goes back to this."
            })
    int shadow(
            @Mixin Connection connection,
            @Mixin SlotOption slot,
            @Option(names = "--reason", required = true, paramLabel = "TEXT", description = WHY) String reason,
            @Parameters(paramLabel = "VERSION", description = "The version.") String version)
            throws InterruptedException {
        return order(connection, body("shadow", slot, reason, version));
    }

    @Command(
            name = "canary",
            mixinStandardHelpOptions = true,
            description = {
                "Has a version decide a share of the claims, always the same ones; the champion scores them beside it.",
                "A roll back takes it back to scoring without effect."
            })
    int canary(
            @Mixin Connection connection,
            @Mixin SlotOption slot,
            @Option(names = "--reason", required = true, paramLabel = "TEXT", description = WHY) String reason,
            @Option(
                            names = "--share",
                            required = true,
                            paramLabel = "SHARE",
                            description = "Share of the claims, above 0 and below 1, such as 0.1.")
                    double share,
            @Parameters(paramLabel = "VERSION", description = "The version.") String version)
            throws InterruptedException {
        return order(connection, body("canary", slot, reason, version).put("share", share));
    }

    @Command(
            name = "train",
            mixinStandardHelpOptions = true,
            description = {
                "Has a model trained now from what has settled; it goes into service if it is better.",
                "Give --patience as much time as a training takes."
            })
    int train(
            @Mixin Connection connection,
            @Mixin SlotOption slot,
            @Option(names = "--reason", required = true, paramLabel = "TEXT", description = WHY) String reason)
            throws InterruptedException {
        return order(connection, body("train", slot, reason, null));
    }

    @Command(
            name = "sample",
            mixinStandardHelpOptions = true,
            description = {
                "Makes a small model of simulated claims in a directory, signed with the key of the data directory.",
                "No instance is needed. A slot begins with it by the setting model.initial."
            })
    int sample(
            @Mixin CommonOptions common,
            @Option(
                            names = "--out",
                            required = true,
                            paramLabel = "DIR",
                            description = "New or empty directory of the model.")
                    Path out,
            @Option(
                            names = "--seed",
                            paramLabel = "NUMBER",
                            defaultValue = "7",
                            description = "The same seed gives the same model. Default: ${DEFAULT-VALUE}.")
                    long seed)
            throws IOException, InterruptedException {
        common.printer().object(SampleModel.write(common.settings(Services.settings()), seed, out, common.progress()));
        return ExitCode.DONE.number();
    }

    private static ObjectNode body(String kind, SlotOption slot, String reason, @Nullable String version) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("kind", kind).put("reason", reason).set("slot", slot.toJson());
        if (version != null) {
            json.put("version", version);
        }
        return json;
    }

    private static int order(Connection connection, ObjectNode body) throws InterruptedException {
        return ended(connection, give(connection.open(), connection, body));
    }

    private static Outcome give(InstanceApi api, Connection connection, ObjectNode body) throws InterruptedException {
        return new MoveOrder(api, connection.patience(), connection.common().progress()).give(body);
    }

    private static int ended(Connection connection, Outcome outcome) {
        connection.common().printer().object(outcome.toJson());
        if (outcome.isRefused()) {
            throw new BadInputException("Refused, and nothing moved: " + outcome.refusal());
        }
        return ExitCode.DONE.number();
    }
}
