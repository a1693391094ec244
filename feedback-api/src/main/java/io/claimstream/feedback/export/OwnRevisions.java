package io.claimstream.feedback.export;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.event.RecordRef;
import io.claimstream.platform.seal.Subject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The accepted revisions that name a claimant, as the read model knows them: an entry for each is all that an export keeps in memory. Immutable. */
final class OwnRevisions {

    private static final String READ = "select insurer, claim_id, revision, accepted_partition, accepted_offset,"
            + " submitted_partition, submitted_offset, submitted_at, first_seen_at from view_claim_revision"
            + " where insurer = :insurer and claimant = :claimant order by claim_id, revision";

    private final Subject subject;
    private final List<OwnRevision> revisions;
    private final Map<ClaimKey, Set<Integer>> numbers = new LinkedHashMap<>();

    OwnRevisions(Subject subject, List<OwnRevision> revisions) {
        this.subject = subject;
        this.revisions = List.copyOf(revisions);
        this.revisions.forEach(it ->
                numbers.computeIfAbsent(it.claim(), key -> new HashSet<>()).add(it.number()));
    }

    static OwnRevisions read(Handle handle, Subject subject) {
        return new OwnRevisions(
                subject,
                handle.createQuery(READ)
                        .bind("insurer", subject.insurer())
                        .bind("claimant", subject.pseudonym())
                        .map((row, context) -> revision(row))
                        .list());
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

    /** Whether a revision names the claimant; null stands for the claim as a whole. */
    boolean has(String insurer, String claimId, @Nullable Integer revision) {
        return hasClaim(insurer, claimId)
                && (revision == null
                        || Objects.requireNonNull(numbers.get(new ClaimKey(insurer, claimId)))
                                .contains(revision));
    }

    /** When the first of them was heard of: what was derived from any of them has no earlier Kafka timestamp. */
    Instant since() {
        return revisions.stream()
                .map(OwnRevision::since)
                .min(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    private static OwnRevision revision(ResultSet row) throws SQLException {
        Instant submittedAt =
                row.getObject("submitted_at", OffsetDateTime.class).toInstant();
        @Nullable OffsetDateTime seen = row.getObject("first_seen_at", OffsetDateTime.class);
        return new OwnRevision(
                new ClaimKey(text(row, "insurer"), text(row, "claim_id")),
                row.getInt("revision"),
                place(row, "accepted"),
                place(row, "submitted"),
                seen == null || seen.toInstant().isAfter(submittedAt) ? submittedAt : seen.toInstant());
    }

    private static @Nullable RecordRef place(ResultSet row, String what) throws SQLException {
        int partition = row.getInt(what + "_partition");
        long offset = row.getLong(what + "_offset");
        return row.wasNull() ? null : new RecordRef(partition, offset);
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getString(column), column);
    }
}
