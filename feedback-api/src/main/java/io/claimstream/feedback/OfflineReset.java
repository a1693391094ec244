package io.claimstream.feedback;

import io.claimstream.feedback.access.Act;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.access.Token;
import io.claimstream.feedback.account.Accounts;
import io.claimstream.feedback.account.PasswordReset.Issued;
import io.claimstream.feedback.account.PasswordResets;
import io.claimstream.feedback.account.Passwords;
import io.claimstream.feedback.account.User;
import io.claimstream.feedback.audit.AuditTrail;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.database.Database;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The way back in when no administrator can sign in any more: whoever may open the database makes a link for a new password without the API. In the audit trail
 * stands {@code offline}.
 */
public final class OfflineReset {

    private static final Caller OFFLINE = new Caller("offline", Role.ADMINISTRATOR);

    private OfflineReset() {}

    /**
     * A link just made.
     *
     * @param address where the person sets the password, once the API is served: a secret
     */
    public record Link(String userId, String login, Instant expiresAt, String address) {

        @Override
        public String toString() {
            return "Link[" + userId + "]";
        }
    }

    /**
     * Makes a link for a person who is let in.
     *
     * @param loginOrId of the person
     * @return empty when there is no such person, or it is let in no more
     * @throws io.claimstream.platform.database.DatabaseUnavailableException when the database cannot be reached, or another process has it
     */
    public static Optional<Link> offer(Settings settings, String loginOrId, Duration validFor, Clock clock) {
        try (Database database = Database.open(settings)) {
            AuditTrail audit = new AuditTrail(database.jdbi(), clock);
            Passwords passwords = new Passwords();
            PasswordResets resets = new PasswordResets(database.jdbi(), audit, clock, passwords);
            Act act = new Act(OFFLINE, Token.random("").shortHash());
            URI address = FeedbackConfig.of(settings).address(settings.get(FeedbackConfig.PORT));
            return new Accounts(database.jdbi(), audit, clock, passwords)
                    .find(loginOrId)
                    .map(user -> resets.offer(act, user.userId(), validFor))
                    .flatMap(offered -> Optional.ofNullable(offered.issued()))
                    .map(issued -> link(issued, address));
        }
    }

    private static Link link(Issued issued, URI address) {
        User user = issued.reset().user();
        return new Link(
                user.userId(),
                user.login(),
                issued.reset().expiresAt(),
                address.resolve("/v1/password-resets/" + issued.token()).toString());
    }
}
