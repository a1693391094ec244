package io.claimstream.feedback.policy;

import io.claimstream.schemas.json.EventJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The table of policies. */
final class PolicyTable {

    private static final String INSERT = "insert into record_policy"
            + " (kind, insurer, version, document, changed_by, changed_at)"
            + " values (:kind, :insurer, :version, :document, :by, :at)";
    private static final String UPDATE = "update record_policy"
            + " set version = :version, document = :document, changed_by = :by, changed_at = :at"
            + " where kind = :kind and insurer = :insurer and version = :expected";

    private PolicyTable() {}

    static Policy find(Handle handle, PolicyKind kind, String insurer) {
        return handle.createQuery("select * from record_policy where kind = :kind and insurer = :insurer")
                .bind("kind", kind.name())
                .bind("insurer", insurer)
                .map((row, context) -> policy(row))
                .findOne()
                .orElseGet(() -> Policy.none(insurer));
    }

    static List<Policy> inForce(Handle handle, PolicyKind kind) {
        return handle.createQuery(
                        "select * from record_policy where kind = :kind and document is not null order by insurer")
                .bind("kind", kind.name())
                .map((row, context) -> policy(row))
                .list();
    }

    /**
     * Changes a policy, unless someone else was faster. The first version of all fails on the key of the row then.
     *
     * @param next its version is one above that of what it follows
     * @return whether it was changed
     */
    static boolean change(Handle handle, PolicyKind kind, Policy next) {
        boolean isFirst = next.version() == 1;
        Policy.Change change = Objects.requireNonNull(next.changed());
        return handle.createUpdate(isFirst ? INSERT : UPDATE)
                        .bind("kind", kind.name())
                        .bind("insurer", next.insurer())
                        .bind("version", next.version())
                        .bind("document", next.document() == null ? null : EventJson.format(next.document()))
                        .bind("by", change.by())
                        .bind("at", OffsetDateTime.ofInstant(change.at(), ZoneOffset.UTC))
                        .bindMap(isFirst ? Map.of() : Map.of("expected", next.version() - 1))
                        .execute()
                == 1;
    }

    private static Policy policy(ResultSet row) throws SQLException {
        @Nullable String document = row.getString("document");
        return new Policy(
                Objects.requireNonNull(row.getString("insurer")),
                row.getLong("version"),
                document == null ? null : EventJson.parse(document),
                new Policy.Change(
                        Objects.requireNonNull(row.getString("changed_by")),
                        Objects.requireNonNull(row.getObject("changed_at", OffsetDateTime.class))
                                .toInstant()));
    }
}
