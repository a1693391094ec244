package io.claimstream.launcher.access;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.OfflineReset;
import io.claimstream.launcher.command.BadInputException;
import io.claimstream.launcher.command.CommonOptions;
import io.claimstream.launcher.instance.OfflineDatabase;
import java.time.Clock;
import java.time.Duration;

/** A link for a new password, made in the database itself. */
final class OfflineLink {

    private OfflineLink() {}

    /**
     * Makes it.
     *
     * @throws BadInputException when nobody of that name is let in
     * @throws io.claimstream.launcher.command.OutsideWorldException when the database is not there, or another process has it
     */
    static ObjectNode of(CommonOptions common, String person, Duration validFor) {
        return OfflineDatabase.ask(
                common,
                "Leave --offline out while the instance runs, or stop it first.",
                settings -> OfflineReset.offer(settings, person, validFor, Clock.systemUTC())
                        .map(link -> json(
                                link.userId(), link.login(), link.expiresAt().toString(), link.address()))
                        .orElseThrow(() -> new BadInputException(
                                "Expected the login or the id of an active account, but nobody has '" + person
                                        + "'.")));
    }

    static ObjectNode json(String userId, String login, String expiresAt, String link) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("userId", userId)
                .put("login", login)
                .put("expiresAt", expiresAt)
                .put("link", link);
    }
}
