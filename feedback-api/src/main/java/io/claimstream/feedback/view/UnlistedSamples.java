package io.claimstream.feedback.view;

import io.claimstream.domain.claim.ClaimKey;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Claims of scores that were drawn for a person, and not summed up since. Whoever draws commits beside the projection, so a claim may be summed up without what is
 * drawn at that moment. A claim that is found here is summed up after the drawing was committed, and therefore with it. Not thread-safe.
 */
final class UnlistedSamples {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final int AT_ONCE = 1_000;
    private static final String UNLISTED = "select score_id, insurer, claim_id from record_review_sample"
            + " where listed = false order by score_id limit :most";
    private static final String LISTED = "update record_review_sample set listed = true where score_id = :score";

    private final Jdbi jdbi;
    private final LongSupplier nanos;
    private final Map<ClaimKey, Set<String>> found = new HashMap<>();
    private long looksAt;

    /**
     * @param nanos a clock that never goes back, such as {@link System#nanoTime()}
     */
    UnlistedSamples(Jdbi jdbi, LongSupplier nanos) {
        this.jdbi = jdbi;
        this.nanos = nanos;
        this.looksAt = nanos.getAsLong();
    }

    /** The claims to sum up; none while it is not yet time to look, or while those found before are not summed up. */
    Set<ClaimKey> find() {
        long now = nanos.getAsLong();
        if (!found.isEmpty() || now - looksAt < 0) {
            return Set.of();
        }
        looksAt = now + BETWEEN_LOOKS.toNanos();
        jdbi.useHandle(handle -> handle.createQuery(UNLISTED)
                .bind("most", AT_ONCE)
                .map((row, context) -> Map.entry(Rows.claim(row), Rows.text(row, "score_id")))
                .forEach(it -> found.computeIfAbsent(it.getKey(), claim -> new HashSet<>())
                        .add(it.getValue())));
        return Set.copyOf(found.keySet());
    }

    /** Some claims are summed up within the handle's transaction. When that fails this object is of no more use. */
    void write(Handle handle, Collection<ClaimKey> claims) {
        List<String> scores = claims.stream()
                .flatMap(it -> found.getOrDefault(it, Set.of()).stream())
                .toList();
        if (!scores.isEmpty()) {
            PreparedBatch batch = handle.prepareBatch(LISTED);
            scores.forEach(it -> batch.bind("score", it).add());
            batch.execute();
        }
        claims.forEach(found::remove);
    }
}
