package io.claimstream.feedback.queue;

import io.claimstream.feedback.access.KeyRecord.Scope;
import io.claimstream.feedback.access.Role;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table of those whom an identity provider let in. */
final class SignedInTable {

    private static final String SEEN = "merge into record_queue_worker t using (values (cast(:actor as varchar(200)),"
            + " cast(:role as varchar(40)), cast(:insurer as varchar(64)), cast(:at as timestamp with time zone)))"
            + " as s(actor, role, insurer, seen_at) on (t.actor = s.actor)"
            + " when matched then update set role = s.role, insurer = s.insurer, seen_at = s.seen_at"
            + " when not matched then insert (actor, role, insurer, seen_at)"
            + " values (s.actor, s.role, s.insurer, s.seen_at)";

    private SignedInTable() {}

    static void seen(Handle handle, String actor, Scope scope, Instant at) {
        handle.createUpdate(SEEN)
                .bind("actor", actor)
                .bind("role", scope.role().name())
                .bind("insurer", scope.insurer())
                .bind("at", utc(at))
                .execute();
    }

    static Optional<Scope> scope(Handle handle, String actor) {
        return handle.createQuery("select role, insurer from record_queue_worker where actor = :actor")
                .bind("actor", actor)
                .map((row, context) -> new Scope(
                        Role.valueOf(Objects.requireNonNull(row.getString("role"))), row.getString("insurer")))
                .findOne();
    }

    private static OffsetDateTime utc(Instant time) {
        return OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
    }
}
