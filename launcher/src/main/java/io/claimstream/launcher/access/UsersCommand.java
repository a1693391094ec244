package io.claimstream.launcher.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.launcher.command.BadInputException;
import io.claimstream.launcher.command.OutputFormat;
import io.claimstream.launcher.command.WrongUseException;
import io.claimstream.launcher.instance.InstanceApi;
import io.claimstream.launcher.models.Connection;
import io.claimstream.platform.service.ExitCode;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code claimstream users}. */
@Command(
        name = "users",
        mixinStandardHelpOptions = true,
        description = {
            "The accounts of people, where there is no identity provider.",
            "A link is shown when it is made, and never again."
        })
public final class UsersCommand implements Runnable {

    private static final String USERS = "/v1/users";
    private static final String INVITATIONS = "/v1/invitations";
    private static final List<String> USER_COLUMNS =
            List.of("userId", "login", "displayName", "role", "insurer", "active");
    private static final List<String> INVITATION_COLUMNS =
            List.of("invitationId", "role", "insurer", "createdBy", "expiresAt");
    private static final int MOST_HOURS = 72;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Expected 'users list', 'users invitations', 'users revoke-invitation' or 'users reset-password'.");
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the accounts.")
    int list(@Mixin Connection connection) throws InterruptedException {
        return listed(connection, all(connection.open(), USERS, "users"), USER_COLUMNS);
    }

    @Command(
            name = "invitations",
            mixinStandardHelpOptions = true,
            description = "Lists the invitations that nobody has taken up yet.")
    int invitations(@Mixin Connection connection) throws InterruptedException {
        return listed(connection, all(connection.open(), INVITATIONS, "invitations"), INVITATION_COLUMNS);
    }

    @Command(
            name = "revoke-invitation",
            mixinStandardHelpOptions = true,
            description = "Takes an invitation back: its link opens nothing any more.")
    int revokeInvitation(
            @Mixin Connection connection,
            @Parameters(paramLabel = "INVITATION", description = "Id of the invitation, such as i_0f3c5a9d1e27.")
                    String invitationId)
            throws InterruptedException {
        if (!invitationId.matches("i_[A-Za-z0-9]{1,38}")) {
            throw new WrongUseException(
                    "Expected the id of an invitation such as i_0f3c5a9d1e27, but got '" + invitationId + "'.");
        }
        connection.open().delete(INVITATIONS + "/" + invitationId);
        return ExitCode.DONE.number();
    }

    @Command(
            name = "reset-password",
            mixinStandardHelpOptions = true,
            description = {
                "Makes a link at which a person sets a new password, and shows it, once. The link before it ends.",
                "With --offline no instance is asked: the link is written to the database, for the last administrator who forgot the password."
            })
    int resetPassword(
            @Mixin Connection connection,
            @Option(
                            names = "--hours",
                            paramLabel = "HOURS",
                            defaultValue = "24",
                            description = "How long the link works, 1 to 72. Default: ${DEFAULT-VALUE}.")
                    int hours,
            @Option(
                            names = "--offline",
                            description =
                                    "Open the database itself: that of the data directory, while no instance runs there, or the one of database.url.")
                    boolean isOffline,
            @Parameters(paramLabel = "PERSON", description = "Login or id of the account.") String person)
            throws InterruptedException {
        if (hours < 1 || hours > MOST_HOURS) {
            throw new WrongUseException("Expected --hours from 1 to " + MOST_HOURS + ", but got " + hours + ".");
        }
        ObjectNode link = isOffline
                ? OfflineLink.of(connection.common(), person, Duration.ofHours(hours))
                : link(connection.open(), person, hours);
        connection.common().printer().object(link);
        return ExitCode.DONE.number();
    }

    private static ObjectNode link(InstanceApi api, String person, int hours) throws InterruptedException {
        JsonNode user = user(api, person);
        String userId = user.path("userId").asText();
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("expiresInHours", hours);
        JsonNode issued = api.post(
                USERS + "/" + userId + "/password-reset",
                body,
                UUID.randomUUID().toString());
        return OfflineLink.json(
                userId,
                user.path("login").asText(),
                issued.path("expiresAt").asText(),
                api.at(issued.path("link").asText()).toString());
    }

    private static JsonNode user(InstanceApi api, String person) throws InterruptedException {
        for (JsonNode user : all(api, USERS, "users")) {
            if (person.equalsIgnoreCase(user.path("login").asText())
                    || person.equals(user.path("userId").asText())) {
                return user;
            }
        }
        throw new BadInputException("Expected the login or the id of an account, but nobody has '" + person + "'.");
    }

    private static ArrayNode all(InstanceApi api, String address, String field) throws InterruptedException {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        String next = address + "?limit=500";
        while (!next.isEmpty()) {
            JsonNode page = api.get(next);
            page.path(field).forEach(rows::add);
            next = page.path("next").asText();
        }
        return rows;
    }

    private static int listed(Connection connection, ArrayNode found, List<String> columns) {
        ArrayNode rows = found;
        if (connection.common().output() == OutputFormat.TABLE) {
            rows = JsonNodeFactory.instance.arrayNode();
            for (JsonNode one : found) {
                ObjectNode row = rows.addObject();
                columns.forEach(column -> row.put(column, one.path(column).asText()));
            }
        }
        connection.common().printer().list(rows);
        return ExitCode.DONE.number();
    }
}
