package io.claimstream.launcher.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.launcher.command.OutputFormat;
import io.claimstream.launcher.command.WrongUseException;
import io.claimstream.launcher.instance.InstanceApi;
import io.claimstream.launcher.models.Connection;
import io.claimstream.platform.service.ExitCode;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code claimstream api-keys}. */
@Command(
        name = "api-keys",
        mixinStandardHelpOptions = true,
        description = {
            "Makes, lists, rotates and revokes the API keys of a running instance.",
            "The text of a key is shown when it is made or rotated, and never again."
        })
public final class ApiKeysCommand implements Runnable {

    private static final String KEYS = "/v1/api-keys";
    private static final List<String> COLUMNS =
            List.of("keyId", "name", "role", "insurer", "state", "expiresAt", "lastUsedAt");
    private static final int MOST_HOURS = 720;
    private static final int SECONDS_PER_HOUR = 3_600;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Expected 'api-keys create', 'api-keys list', 'api-keys rotate' or 'api-keys revoke'.");
    }

    @Command(name = "create", mixinStandardHelpOptions = true, description = "Makes a key and shows its text, once.")
    int create(
            @Mixin Connection connection,
            @Option(names = "--name", required = true, paramLabel = "TEXT", description = "What it is for.")
                    String name,
            @Option(
                            names = "--role",
                            required = true,
                            paramLabel = "ROLE",
                            description =
                                    "What its holder may do: producer, adjuster, ml-engineer, operator, auditor, finance or administrator.")
                    String role,
            @Option(
                            names = "--insurer",
                            paramLabel = "INSURER",
                            description = "The only insurer whose claims its holder meets. Default: all insurers.")
                    @Nullable
                    String insurer,
            @Option(
                            names = "--expires-at",
                            paramLabel = "TIME",
                            description = "When it ends, such as 2027-03-01T09:30:00Z. Default: never.")
                    @Nullable
                    String expiresAt)
            throws InterruptedException {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("name", name)
                .put("role", role.toUpperCase(Locale.ROOT).replace('-', '_'))
                .put("insurer", insurer)
                .put("expiresAt", expiresAt);
        return shown(
                connection, connection.open().post(KEYS, body, UUID.randomUUID().toString()));
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the keys and when they were used.")
    int list(@Mixin Connection connection) throws InterruptedException {
        InstanceApi api = connection.open();
        ArrayNode keys = JsonNodeFactory.instance.arrayNode();
        String next = KEYS + "?limit=500";
        while (!next.isEmpty()) {
            JsonNode page = api.get(next);
            page.path("keys").forEach(keys::add);
            next = page.path("next").asText();
        }
        connection.common().printer().list(connection.common().output() == OutputFormat.JSON ? keys : table(keys));
        return ExitCode.DONE.number();
    }

    @Command(
            name = "rotate",
            mixinStandardHelpOptions = true,
            description = "Gives a key a new text and shows it, once; the old one is taken for a while longer.")
    int rotate(
            @Mixin Connection connection,
            @Option(
                            names = "--overlap-hours",
                            paramLabel = "HOURS",
                            defaultValue = "24",
                            description = "How long the old text is still taken, 0 to 720. Default: ${DEFAULT-VALUE}.")
                    int hours,
            @Parameters(paramLabel = "KEY", description = "Id of the key, such as k_0f3c5a9d1e27.") String keyId)
            throws InterruptedException {
        if (hours < 0 || hours > MOST_HOURS) {
            throw new WrongUseException(
                    "Expected --overlap-hours from 0 to " + MOST_HOURS + ", but got " + hours + ".");
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("overlapSeconds", hours * SECONDS_PER_HOUR);
        return shown(
                connection,
                connection
                        .open()
                        .post(
                                address(keyId) + "/rotate",
                                body,
                                UUID.randomUUID().toString()));
    }

    @Command(
            name = "revoke",
            mixinStandardHelpOptions = true,
            description = "Takes a key back: from now on it lets nobody in.")
    int revoke(
            @Mixin Connection connection,
            @Parameters(paramLabel = "KEY", description = "Id of the key, such as k_0f3c5a9d1e27.") String keyId)
            throws InterruptedException {
        InstanceApi api = connection.open();
        api.delete(address(keyId));
        return shown(connection, api.get(address(keyId)));
    }

    private static int shown(Connection connection, JsonNode key) {
        ObjectNode json = ((ObjectNode) key).without(List.of("link"));
        if (connection.common().output() == OutputFormat.TABLE) {
            json.remove("secrets");
        }
        connection.common().printer().object(json);
        return ExitCode.DONE.number();
    }

    private static ArrayNode table(ArrayNode keys) {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        keys.forEach(key -> {
            ObjectNode row = rows.addObject();
            COLUMNS.forEach(column -> row.put(column, key.path(column).asText()));
        });
        return rows;
    }

    private static String address(String keyId) {
        if (!keyId.matches("[A-Za-z0-9_]{1,40}")) {
            throw new WrongUseException("Expected the id of a key such as k_0f3c5a9d1e27, but got '" + keyId + "'.");
        }
        return KEYS + "/" + keyId;
    }
}
