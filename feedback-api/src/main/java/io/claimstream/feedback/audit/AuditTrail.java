package io.claimstream.feedback.audit;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.platform.trace.TraceLog;
import io.claimstream.schemas.json.EventJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The audit trail in the database. Entries are added and never changed. Thread-safe. */
public final class AuditTrail {

    private static final Logger LOGGER = LoggerFactory.getLogger(AuditTrail.class);
    private static final int RESOURCE_CHARACTERS = 300;
    private static final String INSERT = "insert into record_audit"
            + " (at, actor, action, resource, outcome, insurer, before_state, after_state, trace_id)"
            + " values (:at, :actor, :action, :resource, :outcome, :insurer, :before, :after, :trace)";

    private final Jdbi jdbi;
    private final Clock clock;
    private final RefusalBudget refusals;

    public AuditTrail(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
        this.refusals = new RefusalBudget(clock);
    }

    /** Adds an entry in the transaction of the change that it tells of: both stand, or neither. */
    public void add(Handle handle, AuditEntry entry) {
        String resource = entry.resource();
        handle.createUpdate(INSERT)
                .bind("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .bind("actor", entry.actor())
                .bind("action", entry.action().name())
                .bind("resource", resource.substring(0, Math.min(resource.length(), RESOURCE_CHARACTERS)))
                .bind("outcome", entry.outcome().name())
                .bind("insurer", entry.insurer())
                .bind("before", text(entry.states().before()))
                .bind("after", text(entry.states().after()))
                .bind("trace", entry.traceId())
                .execute();
    }

    /**
     * Adds an entry about what has happened elsewhere already, such as an event that Kafka has acknowledged. A database that does not answer
     * cannot undo that, so it is logged and nothing is thrown; the event itself says who gave it.
     */
    public void addAfterwards(AuditEntry entry) {
        try {
            jdbi.useHandle(handle -> add(handle, entry));
        } catch (JdbiException e) {
            TraceLog.in(Optional.of(entry.traceId()), LOGGER.atError())
                    .addKeyValue("action", entry.action())
                    .addKeyValue("actor", entry.actor())
                    .addKeyValue("resource", entry.resource())
                    .setCause(e)
                    .log("not in the audit trail");
        }
    }

    /** Adds a refusal, as long as there are not too many: whoever is refused must not be able to fill the disk. */
    public void addRefusal(AuditEntry entry) {
        if (refusals.take()) {
            addAfterwards(entry);
        }
    }

    /**
     * Entries, the newest first.
     *
     * @param below only those with a smaller id
     * @param limit the most to answer with
     */
    public List<AuditedEntry> page(AuditFilter filter, long below, int limit) {
        StringBuilder sql = new StringBuilder("select * from record_audit where audit_id < :below");
        and(sql, filter.actor(), " and actor = :actor");
        and(sql, filter.action(), " and action = :action");
        if (!filter.resources().isEmpty()) {
            sql.append(" and resource in (<resources>)");
        }
        and(sql, filter.from(), " and at >= :from");
        and(sql, filter.to(), " and at < :to");
        and(sql, filter.insurer(), " and insurer = :insurer");
        sql.append(" order by audit_id desc limit :limit");
        return jdbi.withHandle(handle -> {
            Query query =
                    handle.createQuery(sql.toString()).bind("below", below).bind("limit", limit);
            if (!filter.resources().isEmpty()) {
                query.bindList("resources", filter.resources());
            }
            bind(query, "actor", filter.actor());
            bind(
                    query,
                    "action",
                    filter.action() == null ? null : filter.action().name());
            bind(query, "from", time(filter.from()));
            bind(query, "to", time(filter.to()));
            bind(query, "insurer", filter.insurer());
            return query.map((row, context) -> entry(row)).list();
        });
    }

    private static void and(StringBuilder sql, @Nullable Object value, String condition) {
        if (value != null) {
            sql.append(condition);
        }
    }

    private static void bind(Query query, String name, @Nullable Object value) {
        if (value != null) {
            query.bind(name, value);
        }
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant time) {
        return time == null ? null : OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
    }

    private static AuditedEntry entry(ResultSet row) throws SQLException {
        return new AuditedEntry(
                row.getLong("audit_id"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                new AuditEntry(
                        needed(row, "actor"),
                        AuditAction.valueOf(needed(row, "action")),
                        needed(row, "resource"),
                        AuditEntry.Outcome.valueOf(needed(row, "outcome")),
                        row.getString("insurer"),
                        new AuditEntry.States(json(row, "before_state"), json(row, "after_state")),
                        needed(row, "trace_id")));
    }

    private static String needed(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getString(column), column);
    }

    private static @Nullable JsonNode json(ResultSet row, String column) throws SQLException {
        @Nullable String text = row.getString(column);
        return text == null ? null : EventJson.parse(text);
    }

    private static @Nullable String text(@Nullable JsonNode json) {
        return json == null ? null : EventJson.format(json);
    }
}
