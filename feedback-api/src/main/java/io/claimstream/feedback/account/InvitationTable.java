package io.claimstream.feedback.account;

import io.claimstream.feedback.access.Token;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

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

    /** An invitation that can be taken up, locked until the transaction ends. */
    static Optional<Invitation> open(Handle handle, Token token, Instant now) {
        return handle.createQuery("select * from record_invitation where token_hash = :hash"
                        + " and used_at is null and expires_at > :now for update")
                .bind("hash", token.hash())
                .bind("now", AccountTable.utc(now))
                .map((row, context) -> new Invitation(
                        AccountTable.text(row, "invitation_id"),
                        AccountTable.scope(row),
                        AccountTable.time(row, "created_at"),
                        AccountTable.text(row, "created_by"),
                        AccountTable.time(row, "expires_at")))
                .findOne();
    }

    static void used(Handle handle, Invitation invitation, Instant now) {
        handle.createUpdate("update record_invitation set used_at = :now where invitation_id = :id")
                .bind("now", AccountTable.utc(now))
                .bind("id", invitation.invitationId())
                .execute();
    }
}
