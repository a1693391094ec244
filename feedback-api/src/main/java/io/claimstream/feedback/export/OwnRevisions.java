package io.claimstream.feedback.export;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.event.RecordRef;
import io.claimstream.platform.seal.Subject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The accepted revisions that name a claimant, as the read model knows them: an entry for each is all that an export keeps in memory. Immutable. */
final class OwnRevisions {

    private static final String READ = "select insurer, claim_id, revision, accepted_partition, accepted_offset,"
            + " submitted_partition, submitted_offset, submitted_at, first_seen_at from view_claim_revision"
            + " where insurer = :insurer and claimant = :claimant order by claim_id, revision";

    private static final String OTHERS = "select insurer, claim_id, revision, submitted_at from view_claim_revision"
            + " where insurer = :insurer and claimant <> :claimant and claim_id in (select o.claim_id"
            + " from view_claim_revision o where o.insurer = :insurer and o.claimant = :claimant)";

    private final Subject subject;
    private final List<OwnRevision> revisions;
    private final Map<ClaimKey, Set<Integer>> numbers = new LinkedHashMap<>();
    private final Map<ClaimKey, ClaimCourse> shared = new HashMap<>();

    /** @param others revisions of the same claims that name somebody else */
    private OwnRevisions(Subject subject, List<OwnRevision> revisions, List<Other> others) {
        this.subject = subject;
        this.revisions = List.copyOf(revisions);
        this.revisions.forEach(it ->
                numbers.computeIfAbsent(it.claim(), key -> new HashSet<>()).add(it.number()));
        others.forEach(it ->
                shared.computeIfAbsent(it.claim(), key -> new ClaimCourse()).add(it.number(), it.acceptedAt(), false));
        this.revisions.stream()
                .filter(it -> shared.containsKey(it.claim()))
                .forEach(it -> Objects.requireNonNull(shared.get(it.claim())).add(it.number(), it.acceptedAt(), true));
    }

    private record Other(ClaimKey claim, int number, Instant acceptedAt) {}

    static OwnRevisions read(Handle handle, Subject subject) {
        return new OwnRevisions(
                subject,
                query(handle, READ, subject)
                        .map((row, context) -> revision(row))
                        .list(),
                query(handle, OTHERS, subject)
                        .map((row, context) -> new Other(
                                new ClaimKey(text(row, "insurer"), text(row, "claim_id")),
                                row.getInt("revision"),
                                time(row, "submitted_at")))
                        .list());
    }

    private static Query query(Handle handle, String sql, Subject subject) {
        return handle.createQuery(sql).bind("insurer", subject.insurer()).bind("claimant", subject.pseudonym());
    }

    Subject subject() {
        return subject;
    }

    List<OwnRevision> all() {
        return revisions;
    }

    Set<ClaimKey> claims() {
        return numbers.keySet();
    }

    /** Whether a claim has a revision that names the claimant. */
    boolean hasClaim(String insurer, String claimId) {
        return insurer.equals(subject.insurer())
                && ClaimKey.isClaimId(claimId)
                && numbers.containsKey(new ClaimKey(insurer, claimId));
    }

    /** Whether an accepted revision names the claimant. */
    boolean has(String insurer, String claimId, int revision) {
        return hasClaim(insurer, claimId)
                && Objects.requireNonNull(numbers.get(new ClaimKey(insurer, claimId)))
                        .contains(revision);
    }

    /** Whether one of the claimant's claims also has an accepted revision that names somebody else. */
    boolean isShared(ClaimKey claim) {
        return shared.containsKey(claim);
    }

    /**
     * Whether something that was said of a claim is about the claimant. With a revision that was accepted, when that revision names them. Without one, when at that time
     * the newest accepted revision did.
     *
     * @param revision null where it is about the claim as a whole
     * @param at when it was said
     */
    boolean concerns(String insurer, String claimId, @Nullable Integer revision, Instant at) {
        if (!hasClaim(insurer, claimId)) {
            return false;
        }
        @Nullable ClaimCourse course = shared.get(new ClaimKey(insurer, claimId));
        return course == null || course.isOwn(revision, at);
    }

    /** When the first of them was heard of: what was derived from any of them has no earlier Kafka timestamp. */
    Instant since() {
        return revisions.stream()
                .map(OwnRevision::since)
                .min(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    private static OwnRevision revision(ResultSet row) throws SQLException {
        Instant submittedAt = time(row, "submitted_at");
        @Nullable OffsetDateTime seen = row.getObject("first_seen_at", OffsetDateTime.class);
        return new OwnRevision(
                new ClaimKey(text(row, "insurer"), text(row, "claim_id")),
                row.getInt("revision"),
                place(row, "accepted"),
                place(row, "submitted"),
                seen == null || seen.toInstant().isAfter(submittedAt) ? submittedAt : seen.toInstant(),
                submittedAt);
    }

    private static @Nullable RecordRef place(ResultSet row, String what) throws SQLException {
        int partition = row.getInt(what + "_partition");
        long offset = row.getLong(what + "_offset");
        return row.wasNull() ? null : new RecordRef(partition, offset);
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getString(column), column);
    }
}
