package io.claimstream.feedback.account;

import io.claimstream.feedback.access.Token;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table of links at which passwords are set. */
final class PasswordResetTable {

    private static final String OF_TOKEN =
            "select u.*, r.reset_id, r.created_at as asked_at, r.created_by, r.expires_at,"
                    + " r.ended_at from record_password_reset r join record_user u on u.user_id = r.user_id"
                    + " where r.token_hash = :hash";

    private PasswordResetTable() {}

    static void insert(Handle handle, PasswordReset reset, Token token) {
        handle.createUpdate("insert into record_password_reset"
                        + " (reset_id, token_hash, user_id, created_at, created_by, expires_at)"
                        + " values (:id, :hash, :user, :at, :by, :expires)")
                .bind("id", reset.resetId())
                .bind("hash", token.hash())
                .bind("user", reset.user().userId())
                .bind("at", AccountTable.utc(reset.createdAt()))
                .bind("by", reset.createdBy())
                .bind("expires", AccountTable.utc(reset.expiresAt()))
                .execute();
    }

    /** The link of a token, open or not. */
    static Optional<PasswordReset> ofToken(Handle handle, Token token) {
        return handle.createQuery(OF_TOKEN)
                .bind("hash", token.hash())
                .map((row, context) -> new PasswordReset(
                        AccountTable.text(row, "reset_id"),
                        AccountTable.user(row),
                        AccountTable.time(row, "asked_at"),
                        AccountTable.text(row, "created_by"),
                        AccountTable.time(row, "expires_at"),
                        AccountTable.optionalTime(row, "ended_at")))
                .findOne();
    }

    /** Ends every link of a person. */
    static void endAll(Handle handle, String userId, Instant now) {
        handle.createUpdate(
                        "update record_password_reset set ended_at = :now where user_id = :user and ended_at is null")
                .bind("now", AccountTable.utc(now))
                .bind("user", userId)
                .execute();
    }
}
