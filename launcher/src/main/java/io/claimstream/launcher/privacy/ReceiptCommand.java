package io.claimstream.launcher.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.privacy.Receipt;
import io.claimstream.feedback.privacy.ReceiptKey;
import io.claimstream.launcher.command.BadInputException;
import io.claimstream.launcher.command.OutputFormat;
import io.claimstream.launcher.instance.InstanceApi;
import io.claimstream.launcher.instance.Services;
import io.claimstream.launcher.models.Connection;
import io.claimstream.platform.service.ExitCode;
import io.claimstream.schemas.json.EventJson;
import io.claimstream.schemas.json.EventJsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code claimstream privacy receipt}. */
@Command(
        name = "receipt",
        mixinStandardHelpOptions = true,
        description = "Shows the receipt of an erasure, writes it to a file, and checks its signature.")
final class ReceiptCommand implements Callable<Integer> {

    private final Function<Connection, InstanceApi> opened;

    @Mixin
    private final Connection connection = new Connection();

    @Parameters(paramLabel = "NUMBER", arity = "0..1", description = "Number of the receipt, such as ER-000001 or 1.")
    private @Nullable String number;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "A receipt that was written before, instead of a number.")
    private @Nullable Path file;

    @Option(names = "--to", paramLabel = "FILE", description = "Writes it, with its signature.")
    private @Nullable Path to;

    @Option(names = "--verify", description = "Checks that it says what was signed. Exit code 3 when it does not.")
    private boolean isVerified;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "The public key to check with. Default: secrets/receipt-signing.pub in the data directory.")
    private @Nullable Path key;

    ReceiptCommand() {
        this(Connection::open);
    }

    ReceiptCommand(Function<Connection, InstanceApi> opened) {
        this.opened = opened;
    }

    @Override
    public Integer call() throws InterruptedException {
        if ((number == null) == (file == null)) {
            throw new BadInputException("Expected either the number of a receipt or --file.");
        }
        JsonNode json = file == null
                ? opened.apply(connection)
                        .get(PrivacyApi.RECEIPTS + "/"
                                + PrivacyApi.id(String.valueOf(number), "a number such as ER-000001"))
                : parsed(file);
        if (to != null) {
            write(to, json);
        }
        return isVerified ? verify(json) : show(json);
    }

    private int show(JsonNode json) {
        if (connection.common().output() == OutputFormat.JSON) {
            connection.common().printer().object((ObjectNode) json);
        } else {
            ObjectNode document =
                    (ObjectNode) EventJson.parse(json.path("document").asText());
            document.replace("done", JsonNodeFactory.instance.textNode(texts(document, "done", "step")));
            document.replace(
                    "learnedFrom", JsonNodeFactory.instance.textNode(texts(document, "learnedFrom", "version")));
            document.replace("remains", JsonNodeFactory.instance.textNode(texts(document, "remains", "what")));
            connection.common().printer().object(document);
        }
        return ExitCode.DONE.number();
    }

    private static String texts(ObjectNode document, String array, String field) {
        return String.join(", ", document.path(array).findValuesAsText(field));
    }

    private int verify(JsonNode json) {
        Receipt receipt = new Receipt(
                json.path("document").asText(),
                json.path("signature").asText(),
                json.path("keyId").asText());
        boolean isSigned = ReceiptKey.isSigned(receipt, publicKey());
        connection
                .common()
                .printer()
                .object(JsonNodeFactory.instance
                        .objectNode()
                        .put("keyId", receipt.keyId())
                        .put("signed", isSigned));
        return (isSigned ? ExitCode.DONE : ExitCode.BAD_INPUT).number();
    }

    /** One that is at hand, never the one that comes with the receipt. */
    private String publicKey() {
        Path path = key != null
                ? key
                : connection
                        .common()
                        .settings(Services.settings())
                        .dataPath("secrets")
                        .resolve(ReceiptKey.PUBLIC);
        return read(path);
    }

    private static JsonNode parsed(Path file) {
        try {
            return EventJson.parse(read(file));
        } catch (EventJsonException e) {
            throw new BadInputException("Expected a receipt in " + file + ".");
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new BadInputException("Expected a file that can be read: " + file + ".");
        }
    }

    private static void write(Path file, JsonNode json) {
        try {
            Files.writeString(file, EventJson.format(json) + "\n");
        } catch (IOException e) {
            throw new BadInputException("Expected to write " + file + ".");
        }
    }
}
