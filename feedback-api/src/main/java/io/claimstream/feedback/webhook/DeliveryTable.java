package io.claimstream.feedback.webhook;

import io.claimstream.feedback.webhook.Delivery.Attempt;
import io.claimstream.feedback.webhook.Delivery.Problem;
import io.claimstream.feedback.webhook.Delivery.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** The table of deliveries. */
final class DeliveryTable {

    private static final String INSERT =
            "insert into record_webhook_delivery (webhook_id, message_id, kind, body, state, attempts, created_at, next_at)"
                    + " values (:webhook, :message, :kind, :body, 'WAITING', 0, :now, :now)";

    private DeliveryTable() {}

    /** Something to be told to a webhook. */
    record Due(String webhookId, Message message) {}

    static void insert(Handle handle, List<Due> due, Instant now) {
        if (due.isEmpty()) {
            return;
        }
        try (PreparedBatch batch = handle.prepareBatch(INSERT)) {
            due.forEach(it -> batch.bind("webhook", it.webhookId())
                    .bind("message", it.message().id())
                    .bind("kind", it.message().kind())
                    .bind("body", it.message().body())
                    .bind("now", WebhookTable.utc(now))
                    .add());
            batch.execute();
        }
    }

    /** The first delivery that is due. */
    static Optional<Delivery> next(Handle handle, String webhookId, Instant now) {
        return handle.createQuery("select * from record_webhook_delivery where webhook_id = :id and state = 'WAITING'"
                        + " and next_at <= :now order by delivery_id limit 1")
                .bind("id", webhookId)
                .bind("now", WebhookTable.utc(now))
                .map((row, context) -> delivery(row))
                .findOne();
    }

    static Optional<Delivery> find(Handle handle, String webhookId, long deliveryId) {
        return handle.createQuery(
                        "select * from record_webhook_delivery where webhook_id = :id and delivery_id = :delivery")
                .bind("id", webhookId)
                .bind("delivery", deliveryId)
                .map((row, context) -> delivery(row))
                .findOne();
    }

    /** Deliveries of a webhook, the newest first, with ids below one. */
    static List<Delivery> page(Handle handle, String webhookId, long below, int limit) {
        return handle.createQuery("select * from record_webhook_delivery where webhook_id = :id"
                        + " and delivery_id < :below order by delivery_id desc limit :limit")
                .bind("id", webhookId)
                .bind("below", below)
                .bind("limit", limit)
                .map((row, context) -> delivery(row))
                .list();
    }

    static void attempted(Handle handle, Delivery delivery, State then, Attempt attempt, Instant nextAt) {
        handle.createUpdate(
                        "update record_webhook_delivery set state = :state, attempts = attempts + 1, next_at = :next,"
                                + " attempted_at = :at, status = :status, problem = :problem where delivery_id = :id")
                .bind("state", then.name())
                .bind("next", WebhookTable.utc(nextAt))
                .bind("at", WebhookTable.utc(attempt.at()))
                .bind("status", attempt.status())
                .bind(
                        "problem",
                        attempt.problem() == null ? null : attempt.problem().name())
                .bind("id", delivery.deliveryId())
                .execute();
    }

    /** Has deliveries of a webhook sent again, from one on or from a time on; answers how many. */
    static int replay(Handle handle, String webhookId, long fromId, Instant from, Instant now) {
        return handle.createUpdate("update record_webhook_delivery set state = 'WAITING', attempts = 0, next_at = :now"
                        + " where webhook_id = :id and delivery_id >= :fromId and created_at >= :from")
                .bind("now", WebhookTable.utc(now))
                .bind("id", webhookId)
                .bind("fromId", fromId)
                .bind("from", WebhookTable.utc(from))
                .execute();
    }

    /** Whether more than so many wait. */
    static boolean isMoreThan(Handle handle, String webhookId, int most) {
        return handle.createQuery("select count(*) from (select 1 from record_webhook_delivery"
                                + " where webhook_id = :id and state = 'WAITING' limit :limit) d")
                        .bind("id", webhookId)
                        .bind("limit", most + 1)
                        .mapTo(Long.class)
                        .one()
                > most;
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        return new Delivery(
                row.getLong("delivery_id"),
                WebhookTable.text(row, "message_id"),
                WebhookTable.text(row, "kind"),
                WebhookTable.text(row, "body"),
                State.valueOf(WebhookTable.text(row, "state")),
                row.getInt("attempts"),
                Objects.requireNonNull(WebhookTable.time(row, "created_at")),
                Objects.requireNonNull(WebhookTable.time(row, "next_at")),
                attempt(row));
    }

    private static @Nullable Attempt attempt(ResultSet row) throws SQLException {
        Instant at = WebhookTable.time(row, "attempted_at");
        if (at == null) {
            return null;
        }
        int status = row.getInt("status");
        boolean isAnswered = !row.wasNull();
        @Nullable String problem = row.getString("problem");
        return new Attempt(
                at, isAnswered ? Integer.valueOf(status) : null, problem == null ? null : Problem.valueOf(problem));
    }
}
