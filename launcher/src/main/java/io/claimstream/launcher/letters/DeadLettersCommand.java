package io.claimstream.launcher.letters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.launcher.command.OutputFormat;
import io.claimstream.launcher.command.WrongUseException;
import io.claimstream.launcher.instance.InstanceApi;
import io.claimstream.launcher.models.Connection;
import io.claimstream.platform.service.ExitCode;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code claimstream dead-letters}. */
@Command(
        name = "dead-letters",
        mixinStandardHelpOptions = true,
        description =
                "Records that could not be read or met a bug: lists them, shows one, and puts them back once the cause is mended.")
public final class DeadLettersCommand implements Runnable {

    private static final String LETTERS = "/v1/dead-letters";

    private final Function<Connection, InstanceApi> opened;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** The command on the instance that the connection names. */
    public DeadLettersCommand() {
        this(Connection::open);
    }

    DeadLettersCommand(Function<Connection, InstanceApi> opened) {
        this.opened = opened;
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Expected 'dead-letters list', 'dead-letters show' or 'dead-letters replay'.");
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists dead letters, the newest first.")
    int list(
            @Mixin Connection connection,
            @Mixin LetterOptions which,
            @Option(
                            names = "--most",
                            paramLabel = "N",
                            defaultValue = "50",
                            description = "How many at most. Default: ${DEFAULT-VALUE}.")
                    int most)
            throws InterruptedException {
        InstanceApi api = opened.apply(connection);
        ArrayNode letters = JsonNodeFactory.instance.arrayNode();
        String next = LETTERS + "?limit=" + Math.max(1, Math.min(most, 500)) + which.query();
        while (!next.isEmpty() && letters.size() < most) {
            JsonNode page = api.get(next);
            for (JsonNode letter : page.path("letters")) {
                if (letters.size() < most) {
                    letters.add(letter);
                }
            }
            next = page.path("next").asText();
        }
        connection
                .common()
                .printer()
                .list(connection.common().output() == OutputFormat.JSON ? letters : table(letters));
        return ExitCode.DONE.number();
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description =
                    "Shows one dead letter, and what came of it once it was put back. Its contents are shown with --contents, which is kept in the audit trail.")
    int show(
            @Mixin Connection connection,
            @Parameters(paramLabel = "LETTER", description = "Id of the letter, such as 1-3.") String letter,
            @Option(
                            names = "--contents",
                            description = "Show what stands in it. The key must be an auditor's or an administrator's.")
                    boolean contents)
            throws InterruptedException {
        InstanceApi api = opened.apply(connection);
        JsonNode shown = api.get(LETTERS + "/" + id(letter) + (contents ? "/contents" : ""));
        connection.common().printer().object((ObjectNode) shown);
        return ExitCode.DONE.number();
    }

    @Command(
            name = "replay",
            mixinStandardHelpOptions = true,
            description = {
                "Puts a dead letter, or all that match, back on the topic that it came from. Each goes back once, whoever asks and however often.",
                "Mend the cause first: what dies again becomes another letter."
            })
    int replay(
            @Mixin Connection connection,
            @Mixin LetterOptions which,
            @Parameters(paramLabel = "LETTER", arity = "0..1", description = "Id of the letter, such as 1-3.") @Nullable
                    String letter,
            @Option(names = "--all", description = "All that match the other options, instead of one.") boolean all)
            throws InterruptedException {
        if (all == (letter != null)) {
            throw new WrongUseException("Expected the id of a letter, or --all, but got both or neither.");
        }
        InstanceApi api = opened.apply(connection);
        String key = "cli:" + UUID.randomUUID();
        JsonNode done = letter == null
                ? replayAll(api, which, key)
                : api.post(LETTERS + "/" + id(letter) + "/replay", JsonNodeFactory.instance.objectNode(), key);
        connection.common().printer().object((ObjectNode) done);
        return ExitCode.DONE.number();
    }

    private static ObjectNode replayAll(InstanceApi api, LetterOptions which, String key) throws InterruptedException {
        int letters = 0;
        boolean isMore = true;
        for (int i = 0; isMore; i++) {
            JsonNode receipt = api.post(LETTERS + "/replay", which.body(), key + "-" + i);
            letters += receipt.path("letters").asInt();
            isMore = receipt.path("more").asBoolean();
        }
        return JsonNodeFactory.instance.objectNode().put("letters", letters);
    }

    private static String id(String letter) {
        if (!letter.matches("[0-9]{1,6}-[0-9]{1,18}")) {
            throw new WrongUseException("Expected the id of a letter, such as 1-3, but got '" + letter + "'.");
        }
        return letter;
    }

    private static ArrayNode table(ArrayNode letters) {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        for (JsonNode letter : letters) {
            JsonNode source = letter.path("source");
            rows.addObject()
                    .put("letter", letter.path("letterId").asText())
                    .put("died", letter.path("diedAt").asText())
                    .put("code", letter.path("code").asText())
                    .put("service", letter.path("service").asText())
                    .put(
                            "record",
                            source.path("topic").asText() + " "
                                    + source.path("partition").asText() + "-"
                                    + source.path("offset").asText())
                    .put(
                            "claim",
                            letter.path("insurer").asText() + " "
                                    + letter.path("claimId").asText())
                    .put(
                            "replay",
                            letter.at("/replay/state")
                                    .asText(letter.path("replayable").asBoolean() ? "" : "no"));
        }
        return rows;
    }
}
