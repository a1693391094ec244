package io.claimstream.feedback.account;

import io.claimstream.feedback.access.KeyRecord.Scope;
import io.claimstream.feedback.access.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The table of accounts. */
final class AccountTable {

    private AccountTable() {}

    static boolean isEmpty(Handle handle) {
        return handle.createQuery("select count(*) from record_user")
                        .mapTo(Long.class)
                        .one()
                == 0;
    }

    static void insert(Handle handle, User user, String passwordHash) {
        handle.createUpdate("insert into record_user"
                        + " (user_id, login, display_name, role, insurer, password_hash, created_at)"
                        + " values (:id, :login, :name, :role, :insurer, :hash, :at)")
                .bind("id", user.userId())
                .bind("login", user.login())
                .bind("name", user.displayName())
                .bind("role", user.scope().role().name())
                .bind("insurer", user.scope().insurer())
                .bind("hash", passwordHash)
                .bind("at", utc(user.createdAt()))
                .execute();
    }

    static Optional<User> user(Handle handle, String userId) {
        return handle.createQuery("select * from record_user where user_id = :id")
                .bind("id", userId)
                .map((row, context) -> user(row))
                .findOne();
    }

    /** A person, locked until the transaction ends. */
    static Optional<User> locked(Handle handle, String userId) {
        return handle.createQuery("select * from record_user where user_id = :id for update")
                .bind("id", userId)
                .map((row, context) -> user(row))
                .findOne();
    }

    /** Those of some people that there are, locked in one order until the transaction ends. */
    static List<User> locked(Handle handle, List<String> userIds) {
        return handle.createQuery("select * from record_user where user_id in (<ids>) order by user_id for update")
                .bindList("ids", userIds)
                .map((row, context) -> user(row))
                .list();
    }

    /** A person, locked until the transaction ends, while they are let in with the password that was checked. */
    static Optional<User> locked(Handle handle, Verified verified) {
        return locked(handle, verified.user().userId())
                .filter(it -> it.deactivatedAt() == null)
                .filter(it -> passwordHash(handle, it.userId()).equals(verified.passwordHash()));
    }

    static Optional<User> ofLogin(Handle handle, String login) {
        return handle.createQuery("select * from record_user where login = :login")
                .bind("login", login)
                .map((row, context) -> user(row))
                .findOne();
    }

    static String passwordHash(Handle handle, String userId) {
        return handle.createQuery("select password_hash from record_user where user_id = :id")
                .bind("id", userId)
                .mapTo(String.class)
                .one();
    }

    static void setPassword(Handle handle, String userId, String hash) {
        handle.createUpdate("update record_user set password_hash = :hash where user_id = :id")
                .bind("hash", hash)
                .bind("id", userId)
                .execute();
    }

    static void deactivate(Handle handle, String userId, Instant now) {
        handle.createUpdate("update record_user set deactivated_at = :now where user_id = :id")
                .bind("now", utc(now))
                .bind("id", userId)
                .execute();
    }

    static void setRole(Handle handle, String userId, Role role) {
        handle.createUpdate("update record_user set role = :role where user_id = :id")
                .bind("role", role.name())
                .bind("id", userId)
                .execute();
    }

    static void seen(Handle handle, String userId, Instant now) {
        handle.createUpdate("update record_user set last_seen_at = :now where user_id = :id")
                .bind("now", utc(now))
                .bind("id", userId)
                .execute();
    }

    static Map<String, Instant> lastSeen(Handle handle, List<String> userIds) {
        Map<String, Instant> seen = new HashMap<>();
        if (!userIds.isEmpty()) {
            handle.createQuery("select user_id, last_seen_at from record_user"
                            + " where last_seen_at is not null and user_id in (<ids>)")
                    .bindList("ids", userIds)
                    .map((row, context) -> Map.entry(text(row, "user_id"), time(row, "last_seen_at")))
                    .forEach(it -> seen.put(it.getKey(), it.getValue()));
        }
        return seen;
    }

    static List<User> page(Handle handle, @Nullable String insurer, String after, int limit) {
        Query query = handle.createQuery("select * from record_user where user_id > :after"
                        + (insurer == null ? "" : " and insurer = :insurer") + " order by user_id limit :limit")
                .bind("after", after)
                .bind("limit", limit);
        if (insurer != null) {
            query.bind("insurer", insurer);
        }
        return query.map((row, context) -> user(row)).list();
    }

    static User user(ResultSet row) throws SQLException {
        return new User(
                text(row, "user_id"),
                text(row, "login"),
                text(row, "display_name"),
                scope(row),
                time(row, "created_at"),
                optionalTime(row, "deactivated_at"));
    }

    static Scope scope(ResultSet row) throws SQLException {
        return new Scope(Role.valueOf(text(row, "role")), row.getString("insurer"));
    }

    static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getString(column), column);
    }

    static Instant time(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getObject(column, OffsetDateTime.class), column)
                .toInstant();
    }

    static @Nullable Instant optionalTime(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    static OffsetDateTime utc(Instant time) {
        return OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
    }
}
