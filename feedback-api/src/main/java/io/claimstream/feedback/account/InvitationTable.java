package io.claimstream.feedback.account;

import io.claimstream.feedback.access.Token;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The table of invitations. */
final class InvitationTable {

    private InvitationTable() {}

    static boolean isEmpty(Handle handle) {
        return handle.createQuery("select count(*) from record_invitation")
                        .mapTo(Long.class)
                        .one()
                == 0;
    }

    static void insert(Handle handle, Invitation invitation, Token token) {
        handle.createUpdate("insert into record_invitation"
                        + " (invitation_id, token_hash, role, insurer, created_at, created_by, expires_at)"
                        + " values (:id, :hash, :role, :insurer, :at, :by, :expires)")
                .bind("id", invitation.invitationId())
                .bind("hash", token.hash())
                .bind("role", invitation.scope().role().name())
                .bind("insurer", invitation.scope().insurer())
                .bind("at", AccountTable.utc(invitation.createdAt()))
                .bind("by", invitation.createdBy())
                .bind("expires", AccountTable.utc(invitation.expiresAt()))
                .execute();
    }

    /** The invitation of a token, open or not. */
    static Optional<Invitation> ofToken(Handle handle, Token token) {
        return handle.createQuery("select * from record_invitation where token_hash = :hash")
                .bind("hash", token.hash())
                .map((row, context) -> invitation(row))
                .findOne();
    }

    /** The invitation of an id, locked until the transaction ends. */
    static Optional<Invitation> locked(Handle handle, String invitationId) {
        return handle.createQuery("select * from record_invitation where invitation_id = :id for update")
                .bind("id", invitationId)
                .map((row, context) -> invitation(row))
                .findOne();
    }

    /** Invitations that can be taken up, in the order of their ids. */
    static List<Invitation> open(Handle handle, @Nullable String insurer, String after, int limit, Instant now) {
        Query query = handle.createQuery("select * from record_invitation where invitation_id > :after"
                        + " and used_at is null and revoked_at is null and expires_at > :now"
                        + (insurer == null ? "" : " and insurer = :insurer") + " order by invitation_id limit :limit")
                .bind("after", after)
                .bind("now", AccountTable.utc(now))
                .bind("limit", limit);
        if (insurer != null) {
            query.bind("insurer", insurer);
        }
        return query.map((row, context) -> invitation(row)).list();
    }

    static void revoked(Handle handle, Invitation invitation, Instant now) {
        handle.createUpdate("update record_invitation set revoked_at = :now where invitation_id = :id")
                .bind("now", AccountTable.utc(now))
                .bind("id", invitation.invitationId())
                .execute();
    }

    static void used(Handle handle, Invitation invitation, Instant now) {
        handle.createUpdate("update record_invitation set used_at = :now where invitation_id = :id")
                .bind("now", AccountTable.utc(now))
                .bind("id", invitation.invitationId())
                .execute();
    }

    private static Invitation invitation(ResultSet row) throws SQLException {
        return new Invitation(
                AccountTable.text(row, "invitation_id"),
                AccountTable.scope(row),
                AccountTable.time(row, "created_at"),
                AccountTable.text(row, "created_by"),
                AccountTable.time(row, "expires_at"),
                AccountTable.optionalTime(row, "used_at"),
                AccountTable.optionalTime(row, "revoked_at"));
    }
}
