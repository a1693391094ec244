package io.claimstream.domain.history;

import io.claimstream.domain.history.HistoryLog.ClaimRevision;
import io.claimstream.event.ClaimAccepted;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.HistoryEvent;
import io.claimstream.event.RecordRef;
import io.claimstream.schemas.TrustedEvents;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Recomputes every features record from the log alone and compares it with what was written, float by float and bit by bit. Needs the
 * whole of claims.accepted.v1 and claims.history.v1 from the beginning, as committed. Pure.
 */
public final class HistoryReplay {

    /**
     * A record of a topic and where it stands.
     *
     * @param ref partition and offset
     * @param value the record
     */
    public record Logged<V>(RecordRef ref, V value) {}

    /** How a written features record can differ from the recomputed one. */
    public enum Problem {
        /** An accepted revision has no features record, or its snapshots are not on the log. */
        MISSING,
        /** A revision has more than one features record. */
        DOUBLED,
        /** A features record has no accepted revision, or no snapshots on the log. */
        UNFOUNDED,
        /** The bits of a value differ. */
        VALUES,
        /** Something else differs, such as a snapshot. */
        CONTEXT
    }

    /** A difference between what was written and what was recomputed. */
    public record Difference(String insurer, String claimId, int revision, Problem problem) {}

    private static final Comparator<Logged<?>> BY_POSITION = Comparator.comparing(
                    (Logged<?> logged) -> logged.ref().getPartition())
            .thenComparing(logged -> logged.ref().getOffset());

    static {
        TrustedEvents.trust();
    }

    private HistoryReplay() {}

    /** What differs; empty when every accepted revision has exactly one features record and all are bit for bit the same. */
    public static List<Difference> compare(
            List<Logged<ClaimAccepted>> accepted, List<Logged<HistoryEvent>> history, List<ClaimFeatures> written) {
        return compare(accepted, rebuild(history), written);
    }

    /** As above, with the history rebuilt already. */
    public static List<Difference> compare(
            List<Logged<ClaimAccepted>> accepted, HistoryLog history, List<ClaimFeatures> written) {
        Map<ClaimRevision, Optional<ClaimFeatures>> expected = recompute(accepted, history);
        Map<ClaimRevision, Integer> seen = new HashMap<>();
        List<Difference> differences = new ArrayList<>();
        for (ClaimFeatures features : written) {
            ClaimRevision claim =
                    new ClaimRevision(features.getInsurer(), features.getClaimId(), features.getRevision());
            problem(expected.getOrDefault(claim, Optional.empty()), features, seen.merge(claim, 1, Integer::sum))
                    .ifPresent(problem -> differences.add(difference(claim, problem)));
        }
        expected.keySet().stream()
                .filter(claim -> !seen.containsKey(claim))
                .forEach(claim -> differences.add(difference(claim, Problem.MISSING)));
        return differences;
    }

    /** The history as the log says it, applied partition by partition. */
    public static HistoryLog rebuild(List<Logged<HistoryEvent>> history) {
        return rebuild(history, Set.of());
    }

    /**
     * As above, where some records were given up and put back.
     *
     * @param replaced those that copies count instead of
     */
    public static HistoryLog rebuild(List<Logged<HistoryEvent>> history, Set<RecordRef> replaced) {
        HistoryLog log = new HistoryLog(replaced);
        history.stream().sorted(BY_POSITION).forEach(logged -> log.apply(logged.value(), logged.ref()));
        return log;
    }

    private static Map<ClaimRevision, Optional<ClaimFeatures>> recompute(
            List<Logged<ClaimAccepted>> accepted, HistoryLog log) {
        AcceptedReplay replay = new AcceptedReplay(log);
        Map<ClaimRevision, Optional<ClaimFeatures>> features = new LinkedHashMap<>();
        accepted.stream().sorted(BY_POSITION).forEach(logged -> replay.next(logged.value(), logged.ref())
                .ifPresent(pending -> features.put(revision(logged.value()), Gathering.complete(pending))));
        return features;
    }

    private static ClaimRevision revision(ClaimAccepted claim) {
        return new ClaimRevision(claim.getInsurer(), claim.getClaimId(), claim.getRevision());
    }

    private static Optional<Problem> problem(Optional<ClaimFeatures> expected, ClaimFeatures written, int times) {
        if (expected.isEmpty()) {
            return Optional.of(Problem.UNFOUNDED);
        }
        if (times > 1) {
            return Optional.of(Problem.DOUBLED);
        }
        if (!sameBits(expected.get().getValues(), written.getValues())) {
            return Optional.of(Problem.VALUES);
        }
        return withoutValues(expected.get()).equals(withoutValues(written))
                ? Optional.empty()
                : Optional.of(Problem.CONTEXT);
    }

    private static boolean sameBits(List<Float> one, List<Float> other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < one.size(); i++) {
            if (Float.floatToRawIntBits(one.get(i)) != Float.floatToRawIntBits(other.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static ClaimFeatures withoutValues(ClaimFeatures features) {
        return ClaimFeatures.newBuilder(features).setValues(List.of()).build();
    }

    private static Difference difference(ClaimRevision claim, Problem problem) {
        return new Difference(claim.insurer(), claim.claimId(), claim.revision(), problem);
    }
}
