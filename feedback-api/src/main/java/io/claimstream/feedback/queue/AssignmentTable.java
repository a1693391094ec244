package io.claimstream.feedback.queue;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.feedback.queue.Assignment.Holder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The table of who works on which claim. */
final class AssignmentTable {

    private static final String FIND = "select * from record_assignment where insurer = :insurer and claim_id = :claim";
    // A join, because H2 reads every assignment of the insurer to answer "claim_id = any(:claims)".
    private static final String FIND_MANY = "select v.* from unnest(cast(:claims as varchar array)) as c(claim_id)"
            + " join record_assignment v on v.insurer = :insurer and v.claim_id = c.claim_id";
    private static final String INSERT = "insert into record_assignment"
            + " (insurer, claim_id, version, assignee, leased_until) values (:insurer, :claim, :version, :assignee, :until)";
    private static final String UPDATE = "update record_assignment"
            + " set version = :version, assignee = :assignee, leased_until = :until"
            + " where insurer = :insurer and claim_id = :claim and version = :expected";

    private AssignmentTable() {}

    static Assignment find(Handle handle, ClaimKey claim) {
        return handle.createQuery(FIND)
                .bind("insurer", claim.insurer())
                .bind("claim", claim.claimId())
                .map((row, context) -> assignment(row))
                .findOne()
                .orElseGet(() -> Assignment.none(claim));
    }

    /** Those of some claims; none for a claim that nobody ever took. */
    static Map<ClaimKey, Assignment> find(Handle handle, Collection<ClaimKey> claims) {
        Map<ClaimKey, Assignment> found = new HashMap<>();
        Map<String, List<String>> byInsurer = claims.stream()
                .collect(Collectors.groupingBy(
                        ClaimKey::insurer, Collectors.mapping(ClaimKey::claimId, Collectors.toList())));
        byInsurer.forEach((insurer, ids) -> handle.createQuery(FIND_MANY)
                .bind("insurer", insurer)
                .bindArray("claims", String.class, ids)
                .map((row, context) -> assignment(row))
                .forEach(it -> found.put(it.claim(), it)));
        return found;
    }

    /**
     * Changes an assignment, unless someone else was faster. The first version of all fails on the key of the row then.
     *
     * @param next its version is one above that of what it follows
     * @return whether it was changed
     */
    static boolean change(Handle handle, Assignment next) {
        boolean isFirst = next.version() == 1;
        @Nullable Holder holder = next.last();
        return handle.createUpdate(isFirst ? INSERT : UPDATE)
                        .bind("insurer", next.claim().insurer())
                        .bind("claim", next.claim().claimId())
                        .bind("version", next.version())
                        .bind("assignee", holder == null ? null : holder.actor())
                        .bind("until", holder == null ? null : utc(holder.until()))
                        .bindMap(isFirst ? Map.of() : Map.of("expected", next.version() - 1))
                        .execute()
                == 1;
    }

    private static Assignment assignment(ResultSet row) throws SQLException {
        @Nullable String assignee = row.getString("assignee");
        return new Assignment(
                new ClaimKey(text(row, "insurer"), text(row, "claim_id")),
                row.getLong("version"),
                assignee == null ? null : new Holder(assignee, time(row)));
    }

    private static Instant time(ResultSet row) throws SQLException {
        return Objects.requireNonNull(row.getObject("leased_until", OffsetDateTime.class))
                .toInstant();
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getString(column), column);
    }

    private static OffsetDateTime utc(Instant time) {
        return OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
    }
}
