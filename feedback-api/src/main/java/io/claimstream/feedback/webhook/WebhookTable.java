package io.claimstream.feedback.webhook;

import io.claimstream.feedback.events.EventKind;
import io.claimstream.feedback.webhook.Webhook.Pause;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** The table of webhooks. */
final class WebhookTable {

    private static final String ACTIVE = "ACTIVE";
    private static final String PAUSED = "PAUSED";

    private WebhookTable() {}

    static void insert(Handle handle, String id, WebhookSpec spec, String by, Instant now) {
        bind(
                        handle.createUpdate(
                                "insert into record_webhook (webhook_id, insurer, url, kinds, description, state,"
                                        + " paused_because, version, created_at, created_by, updated_at, failures, rests_until) values (:id,"
                                        + " :insurer, :url, :kinds, :description, :state, :because, 1, :now, :by, :now, 0, :now)"),
                        id,
                        spec,
                        now)
                .bind("insurer", spec.insurer())
                .bind("by", by)
                .execute();
    }

    /** Changes what a webhook is asked for; its insurer stays. It begins anew: no rest, no failures. */
    static void change(Handle handle, String id, WebhookSpec spec, Instant now) {
        bind(
                        handle.createUpdate(
                                "update record_webhook set url = :url, kinds = :kinds, description = :description,"
                                        + " state = :state, paused_because = :because, version = version + 1, updated_at = :now,"
                                        + " failing_since = null, failures = 0, rests_until = :now where webhook_id = :id"),
                        id,
                        spec,
                        now)
                .execute();
    }

    static void pause(Handle handle, String id, Pause why, Instant now) {
        // What is paused already may still come to be of no use at all.
        String unless = why == Pause.TOO_MANY_WAITING
                ? "(paused_because is null or paused_because <> 'TOO_MANY_WAITING')"
                : "paused_because is null";
        handle.createUpdate("update record_webhook set state = '" + PAUSED + "', paused_because = :why,"
                        + " version = version + 1, updated_at = :now where webhook_id = :id and " + unless)
                .bind("why", why.name())
                .bind("now", utc(now))
                .bind("id", id)
                .execute();
    }

    static void delete(Handle handle, String id) {
        for (String table : List.of("record_webhook_delivery", "record_webhook_secret", "record_webhook")) {
            handle.createUpdate("delete from " + table + " where webhook_id = :id")
                    .bind("id", id)
                    .execute();
        }
    }

    /** A webhook, locked until the transaction ends. */
    static Optional<Webhook> locked(Handle handle, String id) {
        return handle.createQuery("select * from record_webhook where webhook_id = :id for update")
                .bind("id", id)
                .map((row, context) -> webhook(row))
                .findOne();
    }

    static Optional<Webhook> find(Handle handle, String id) {
        return handle.createQuery("select * from record_webhook where webhook_id = :id")
                .bind("id", id)
                .map((row, context) -> webhook(row))
                .findOne();
    }

    static List<Webhook> page(Handle handle, @Nullable String insurer, String after, int limit) {
        Query query = handle.createQuery("select * from record_webhook where webhook_id > :after"
                        + (insurer == null ? "" : " and insurer = :insurer") + " order by webhook_id limit :limit")
                .bind("after", after)
                .bind("limit", limit);
        if (insurer != null) {
            query.bind("insurer", insurer);
        }
        return query.map((row, context) -> webhook(row)).list();
    }

    static List<Webhook> all(Handle handle) {
        return handle.createQuery("select * from record_webhook order by webhook_id")
                .map((row, context) -> webhook(row))
                .list();
    }

    static long count(Handle handle) {
        return handle.createQuery("select count(*) from record_webhook")
                .mapTo(Long.class)
                .one();
    }

    /** Webhooks with something to send now that nobody works on. */
    static List<String> due(Handle handle, Instant now, int limit) {
        return handle.createQuery(
                        "select w.webhook_id from record_webhook w where w.state = '" + ACTIVE + "'"
                                + " and w.rests_until <= :now and (w.lease_until is null or w.lease_until <= :now)"
                                + " and exists (select 1 from record_webhook_delivery d where d.webhook_id = w.webhook_id"
                                + " and d.state = 'WAITING' and d.next_at <= :now) order by w.rests_until, w.webhook_id limit :limit")
                .bind("now", utc(now))
                .bind("limit", limit)
                .mapTo(String.class)
                .list();
    }

    /** Takes or keeps the lease of a webhook that may be sent to; false when someone else has it, or it is paused or gone. */
    static boolean lease(Handle handle, String id, String owner, Instant now, Instant until) {
        return handle.createUpdate("update record_webhook set lease_owner = :owner, lease_until = :until"
                                + " where webhook_id = :id and state = '" + ACTIVE + "'"
                                + " and (lease_owner is null or lease_owner = :owner or lease_until <= :now)")
                        .bind("owner", owner)
                        .bind("until", utc(until))
                        .bind("id", id)
                        .bind("now", utc(now))
                        .execute()
                == 1;
    }

    static void release(Handle handle, String id, String owner) {
        handle.createUpdate("update record_webhook set lease_owner = null, lease_until = null"
                        + " where webhook_id = :id and lease_owner = :owner")
                .bind("id", id)
                .bind("owner", owner)
                .execute();
    }

    static void succeeded(Handle handle, String id) {
        handle.createUpdate("update record_webhook set failing_since = null, failures = 0"
                        + " where webhook_id = :id and failures > 0")
                .bind("id", id)
                .execute();
    }

    static int failures(Handle handle, String id) {
        return handle.createQuery("select failures from record_webhook where webhook_id = :id")
                .bind("id", id)
                .mapTo(Integer.class)
                .findOne()
                .orElse(0);
    }

    static void failed(Handle handle, String id, Instant now, Instant restsUntil) {
        handle.createUpdate("update record_webhook set failing_since = coalesce(failing_since, :now),"
                        + " failures = failures + 1, rests_until = :rests where webhook_id = :id")
                .bind("now", utc(now))
                .bind("rests", utc(restsUntil))
                .bind("id", id)
                .execute();
    }

    private static Update bind(Update update, String id, WebhookSpec spec, Instant now) {
        return update.bind("id", id)
                .bind("url", spec.url().toString())
                .bind(
                        "kinds",
                        spec.kinds().stream().map(EventKind::word).sorted().collect(Collectors.joining(",")))
                .bind("description", spec.description())
                .bind("state", spec.active() ? ACTIVE : PAUSED)
                .bind("because", spec.active() ? null : Pause.BY_HAND.name())
                .bind("now", utc(now));
    }

    private static Webhook webhook(ResultSet row) throws SQLException {
        @Nullable String because = row.getString("paused_because");
        return new Webhook(
                text(row, "webhook_id"),
                new WebhookSpec(
                        URI.create(text(row, "url")),
                        row.getString("insurer"),
                        Arrays.stream(text(row, "kinds").split(",", -1))
                                .flatMap(it -> EventKind.of(it).stream())
                                .collect(Collectors.toSet()),
                        text(row, "description"),
                        ACTIVE.equals(row.getString("state"))),
                row.getLong("version"),
                Objects.requireNonNull(time(row, "created_at")),
                text(row, "created_by"),
                Objects.requireNonNull(time(row, "updated_at")),
                because == null ? null : Pause.valueOf(because),
                time(row, "failing_since"));
    }

    static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getString(column), column);
    }

    static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    static OffsetDateTime utc(Instant time) {
        return OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
    }
}
