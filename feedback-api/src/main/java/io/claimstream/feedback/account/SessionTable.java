package io.claimstream.feedback.account;

import io.claimstream.feedback.access.Token;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table of sessions. */
final class SessionTable {

    private SessionTable() {}

    /** A session as it stands there. */
    record Row(Session session, Instant lastSeenAt) {}

    static void insert(Handle handle, Session session, Instant now) {
        handle.createUpdate("insert into record_session (session_hash, user_id, created_at, last_seen_at, expires_at)"
                        + " values (:hash, :user, :now, :now, :expires)")
                .bind("hash", session.token().hash())
                .bind("user", session.user().userId())
                .bind("now", AccountTable.utc(now))
                .bind("expires", AccountTable.utc(session.expiresAt()))
                .execute();
    }

    /** A session of someone who is still let in, seen after one time and expiring after another. */
    static Optional<Row> find(Handle handle, Token token, Instant seenAfter, Instant now) {
        return handle.createQuery("select u.*, s.last_seen_at, s.expires_at from record_session s"
                        + " join record_user u on u.user_id = s.user_id where s.session_hash = :hash"
                        + " and u.deactivated_at is null and s.last_seen_at > :seen and s.expires_at > :now")
                .bind("hash", token.hash())
                .bind("seen", AccountTable.utc(seenAfter))
                .bind("now", AccountTable.utc(now))
                .map((row, context) -> new Row(
                        new Session(AccountTable.user(row), token, AccountTable.time(row, "expires_at")),
                        AccountTable.time(row, "last_seen_at")))
                .findOne();
    }

    /** The sessions that the person of one has. */
    static List<Sessions.Open> open(Handle handle, Session session, Instant seenAfter, Instant now) {
        return handle.createQuery("select session_hash, created_at, last_seen_at, expires_at from record_session"
                        + " where user_id = :user and last_seen_at > :seen and expires_at > :now"
                        + " order by created_at desc, session_hash")
                .bind("user", session.user().userId())
                .bind("seen", AccountTable.utc(seenAfter))
                .bind("now", AccountTable.utc(now))
                .map((row, context) -> new Sessions.Open(
                        AccountTable.time(row, "created_at"),
                        AccountTable.time(row, "last_seen_at"),
                        AccountTable.time(row, "expires_at"),
                        AccountTable.text(row, "session_hash")
                                .equals(session.token().hash())))
                .list();
    }

    static void seen(Handle handle, Token token, Instant now) {
        handle.createUpdate("update record_session set last_seen_at = :now where session_hash = :hash")
                .bind("now", AccountTable.utc(now))
                .bind("hash", token.hash())
                .execute();
    }

    static void end(Handle handle, Token token) {
        handle.createUpdate("delete from record_session where session_hash = :hash")
                .bind("hash", token.hash())
                .execute();
    }

    static void endAll(Handle handle, String userId) {
        handle.createUpdate("delete from record_session where user_id = :user")
                .bind("user", userId)
                .execute();
    }

    static void endAllBut(Handle handle, String userId, Token kept) {
        handle.createUpdate("delete from record_session where user_id = :user and session_hash <> :hash")
                .bind("user", userId)
                .bind("hash", kept.hash())
                .execute();
    }

    /** Takes away what has ended by itself. */
    static void sweep(Handle handle, Instant seenAfter, Instant now) {
        handle.createUpdate("delete from record_session where last_seen_at <= :seen or expires_at <= :now")
                .bind("seen", AccountTable.utc(seenAfter))
                .bind("now", AccountTable.utc(now))
                .execute();
    }

    /** Ends the oldest sessions of a person beyond a number. */
    static void keepNewest(Handle handle, String userId, int count) {
        handle.createUpdate("delete from record_session where user_id = :user and session_hash not in"
                        + " (select session_hash from record_session where user_id = :user"
                        + " order by created_at desc, session_hash limit :count)")
                .bind("user", userId)
                .bind("count", count)
                .execute();
    }
}
