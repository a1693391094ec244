package io.claimstream.feedback.webhook;

import io.claimstream.feedback.webhook.WebhookMetrics.Backlog;
import io.claimstream.feedback.webhook.WebhookMetrics.State;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Counts what waits for all webhooks together. */
final class BacklogTable {

    private BacklogTable() {}

    static Backlog read(Handle handle, Instant now) {
        Map<State, Long> webhooks = counts(handle, "select state, count(*) as n from record_webhook group by state");
        Map<State, Long> waiting = counts(
                handle,
                "select w.state, count(*) as n from record_webhook w join record_webhook_delivery d"
                        + " on d.webhook_id = w.webhook_id and d.state = 'WAITING' group by w.state");
        return new Backlog(webhooks, waiting, oldest(handle, now));
    }

    private static Map<State, Long> counts(Handle handle, String sql) {
        Map<State, Long> counts = new EnumMap<>(State.class);
        handle.createQuery(sql)
                .map((row, context) -> Map.entry(State.valueOf(WebhookTable.text(row, "state")), row.getLong("n")))
                .forEach(it -> counts.put(it.getKey(), it.getValue()));
        return counts;
    }

    private static Duration oldest(Handle handle, Instant now) {
        Optional<Instant> made = handle.createQuery("select min(d.created_at) as made from record_webhook w"
                        + " join record_webhook_delivery d on d.webhook_id = w.webhook_id and d.state = 'WAITING'"
                        + " where w.state = 'ACTIVE'")
                .map((row, context) -> Optional.ofNullable(WebhookTable.time(row, "made")))
                .one();
        return made.map(it -> Duration.between(it, now))
                .filter(it -> !it.isNegative())
                .orElse(Duration.ZERO);
    }
}
