package io.claimstream.feedback.page.people;

import io.claimstream.feedback.account.User;
import io.claimstream.feedback.page.Reader;
import io.claimstream.feedback.page.Words;
import java.time.Instant;
import java.util.Optional;

/**
 * An account, in words.
 *
 * @param role the code of the role
 * @param lastSeen when the person was here last, or that they never were
 * @param made when the account was made
 */
public record UserLine(
        String userId,
        String name,
        String login,
        String role,
        String insurer,
        boolean isActive,
        String lastSeen,
        String made) {

    static UserLine of(User user, Optional<Instant> seen, Reader reader) {
        return new UserLine(
                user.userId(),
                user.displayName(),
                user.login(),
                user.scope().role().name(),
                Optional.ofNullable(user.scope().insurer()).orElse("All insurers"),
                user.deactivatedAt() == null,
                seen.map(reader::time).orElse("Never"),
                reader.time(user.createdAt()));
    }

    /** The role in words. */
    public String roleWords() {
        return Words.of(role);
    }

    public String state() {
        return isActive ? "Active" : "Deactivated";
    }
}
