package io.claimstream.launcher.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.launcher.instance.InstanceApi;
import io.claimstream.launcher.models.Connection;
import io.claimstream.platform.service.ExitCode;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code claimstream privacy}. */
@Command(
        name = "privacy",
        mixinStandardHelpOptions = true,
        description =
                "Personal data: what is held on somebody, and how long; erases claimants, with a second person, and"
                        + " checks receipts.",
        subcommands = {ReceiptCommand.class, DutiesCommand.class, ExportCommand.class, RetentionCommand.class})
public final class PrivacyCommand implements Runnable {

    private static final List<String> ERASURES =
            List.of("erasureId", "insurer", "state", "receipt", "askedBy", "askedAt", "decidedBy", "doneAt", "reason");
    private static final List<String> HOLDS =
            List.of("holdId", "insurer", "claimant", "endsAt", "setBy", "setAt", "reason");

    private final Function<Connection, InstanceApi> opened;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public PrivacyCommand() {
        this(Connection::open);
    }

    PrivacyCommand(Function<Connection, InstanceApi> opened) {
        this.opened = opened;
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Expected 'privacy erase', 'confirm', 'decline', 'erasures', 'show', 'receipt', 'hold', 'release',"
                        + " 'holds', 'duties', 'export' or 'retention'.");
    }

    /** Whom a command is about. */
    static final class Named {

        @Option(
                names = "--claim",
                paramLabel = "INSURER/CLAIM_ID",
                description = "The claimant whom the newest accepted revision of a claim names.")
        private @Nullable String claim;

        @Option(names = "--subject", paramLabel = "INSURER/PSEUDONYM", description = "A claimant, by pseudonym.")
        private @Nullable String subject;

        ObjectNode body() {
            return PrivacyApi.about(claim, subject);
        }
    }

    @Command(
            name = "erase",
            mixinStandardHelpOptions = true,
            description = {
                "Asks to have a claimant erased. Somebody else confirms it with 'privacy confirm'; then it is carried"
                        + " out,",
                "and nothing takes it back. Refused for a legal hold, and while the law has records kept."
            })
    int erase(
            @Mixin Connection connection,
            @Mixin Named named,
            @Option(
                            names = "--reason",
                            paramLabel = "TEXT",
                            description = "Why. It stands on the receipt: without the name of a person.")
                    @Nullable
                    String reason,
            @Option(names = "--dry-run", description = "Only shows what would be done, and what refuses it.")
                    boolean isDry)
            throws InterruptedException {
        ObjectNode body = named.body();
        InstanceApi api = opened.apply(connection);
        if (isDry) {
            ObjectNode plan = (ObjectNode) api.post(PrivacyApi.ERASURES + "/plan", body, PrivacyApi.key());
            boolean isRefused = !plan.path("refusals").isEmpty();
            PrivacyApi.print(connection, plan);
            return (isRefused ? ExitCode.BAD_INPUT : ExitCode.DONE).number();
        }
        if (reason == null) {
            throw new ParameterException(spec.commandLine(), "Expected --reason, which stands on the receipt.");
        }
        PrivacyApi.print(connection, api.post(PrivacyApi.ERASURES, body.put("reason", reason), PrivacyApi.key()));
        return ExitCode.DONE.number();
    }

    @Command(
            name = "confirm",
            mixinStandardHelpOptions = true,
            description = "Confirms an erasure that somebody else asked for, with a key of your own.")
    int confirm(
            @Mixin Connection connection,
            @Parameters(paramLabel = "ERASURE", description = "Its id, as 'privacy erasures' lists it.")
                    String erasureId)
            throws InterruptedException {
        return decide(connection, erasureId, "/confirm");
    }

    @Command(name = "decline", mixinStandardHelpOptions = true, description = "Declines an erasure that waits.")
    int decline(
            @Mixin Connection connection,
            @Parameters(paramLabel = "ERASURE", description = "Its id, as 'privacy erasures' lists it.")
                    String erasureId)
            throws InterruptedException {
        return decide(connection, erasureId, "/decline");
    }

    private int decide(Connection connection, String erasureId, String how) throws InterruptedException {
        PrivacyApi.print(
                connection,
                opened.apply(connection)
                        .post(address(erasureId) + how, JsonNodeFactory.instance.objectNode(), PrivacyApi.key()));
        return ExitCode.DONE.number();
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows an erasure, and what of it is done.")
    int show(
            @Mixin Connection connection,
            @Parameters(paramLabel = "ERASURE", description = "Its id, as 'privacy erasures' lists it.")
                    String erasureId)
            throws InterruptedException {
        PrivacyApi.print(connection, opened.apply(connection).get(address(erasureId)));
        return ExitCode.DONE.number();
    }

    @Command(name = "erasures", mixinStandardHelpOptions = true, description = "Lists erasures, the newest first.")
    int erasures(
            @Mixin Connection connection,
            @Option(names = "--insurer", paramLabel = "INSURER", description = "Of one insurer. Default: all.")
                    @Nullable
                    String insurer)
            throws InterruptedException {
        InstanceApi api = opened.apply(connection);
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        String next = PrivacyApi.ERASURES + "?limit=500" + PrivacyApi.of(insurer, "&");
        while (!next.isEmpty()) {
            JsonNode page = api.get(next);
            page.path("erasures").forEach(all::add);
            next = page.path("next").asText();
        }
        PrivacyApi.print(connection, all, ERASURES);
        return ExitCode.DONE.number();
    }

    @Command(name = "hold", mixinStandardHelpOptions = true, description = "Keeps a claimant from being erased.")
    int hold(
            @Mixin Connection connection,
            @Mixin Named named,
            @Option(
                            names = "--reason",
                            required = true,
                            paramLabel = "TEXT",
                            description = "Why. It is kept as typed: without the name of a person.")
                    String reason,
            @Option(
                            names = "--until",
                            paramLabel = "TIME",
                            description = "When it ends by itself, such as 2027-03-01T00:00:00Z. Default: never.")
                    @Nullable
                    String until)
            throws InterruptedException {
        ObjectNode body = named.body().put("reason", reason);
        if (until != null) {
            body.put("endsAt", until);
        }
        PrivacyApi.print(connection, opened.apply(connection).post(PrivacyApi.HOLDS, body, PrivacyApi.key()));
        return ExitCode.DONE.number();
    }

    @Command(name = "release", mixinStandardHelpOptions = true, description = "Lifts a legal hold.")
    int release(
            @Mixin Connection connection,
            @Parameters(paramLabel = "HOLD", description = "Its id, as 'privacy holds' lists it.") String holdId)
            throws InterruptedException {
        opened.apply(connection).delete(PrivacyApi.HOLDS + "/" + PrivacyApi.id(holdId, "the id of a legal hold"));
        connection
                .common()
                .printer()
                .object(JsonNodeFactory.instance
                        .objectNode()
                        .put("holdId", holdId)
                        .put("released", true));
        return ExitCode.DONE.number();
    }

    @Command(name = "holds", mixinStandardHelpOptions = true, description = "Lists legal holds in force.")
    int holds(
            @Mixin Connection connection,
            @Option(names = "--insurer", paramLabel = "INSURER", description = "Of one insurer. Default: all.")
                    @Nullable
                    String insurer)
            throws InterruptedException {
        JsonNode holds = opened.apply(connection).get(PrivacyApi.HOLDS + PrivacyApi.of(insurer, "?"));
        PrivacyApi.print(connection, (ArrayNode) holds.path("holds"), HOLDS);
        return ExitCode.DONE.number();
    }

    private static String address(String erasureId) {
        return PrivacyApi.ERASURES + "/" + PrivacyApi.id(erasureId, "the id of an erasure");
    }
}
