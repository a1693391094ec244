package io.claimstream.launcher.claimant;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.claimstream.launcher.command.WrongUseException;
import io.claimstream.launcher.instance.InstanceApi;
import io.claimstream.launcher.models.Connection;
import io.claimstream.platform.service.ExitCode;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code claimstream letter}. */
@Command(
        name = "letter",
        mixinStandardHelpOptions = true,
        description = "Writes the letter that explains an estimate to the claimant to a file.")
public final class LetterCommand implements Callable<Integer> {

    private static final Map<String, String> FORMS = Map.of("pdf", "application/pdf", "html", "text/html");

    private final Function<Connection, InstanceApi> opened;

    @Mixin
    private final Connection connection = new Connection();

    @Option(names = "--score", required = true, paramLabel = "ID", description = "Id of the score, such as s_9b1f6a2c.")
    private String score = "";

    @Option(
            names = "--to",
            required = true,
            paramLabel = "FILE",
            description = "Where to, ending in .pdf or .html; replaced if there.")
    private Path file = Path.of("");

    public LetterCommand() {
        this(Connection::open);
    }

    LetterCommand(Function<Connection, InstanceApi> opened) {
        this.opened = opened;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (!score.matches("[A-Za-z0-9_-]{1,64}")) {
            throw new WrongUseException("Expected the id of a score such as s_9b1f6a2c, but got '" + score + "'.");
        }
        String name = file.toString().toLowerCase(Locale.ROOT);
        String type = FORMS.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null) {
            throw new WrongUseException("Expected --to a file that ends in .pdf or .html, but got '" + file + "'.");
        }
        opened.apply(connection).download("/v1/scores/" + score + "/letter", type, file);
        connection
                .common()
                .printer()
                .object(JsonNodeFactory.instance.objectNode().put("file", file.toString()));
        return ExitCode.DONE.number();
    }
}
