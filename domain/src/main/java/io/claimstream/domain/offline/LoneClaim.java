package io.claimstream.domain.offline;

import io.claimstream.domain.claim.Pseudonymiser;
import io.claimstream.domain.history.ClaimHistory;
import io.claimstream.domain.history.DayReader;
import io.claimstream.domain.history.Gathering;
import io.claimstream.domain.history.HistoryTransition;
import io.claimstream.domain.history.Snapshots;
import io.claimstream.domain.ingest.IngestDecision;
import io.claimstream.event.ClaimAccepted;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.event.HistoryDay;
import io.claimstream.event.HistoryEvent;
import io.claimstream.event.PendingFeatures;
import io.claimstream.event.RecordRef;
import io.claimstream.event.SnapshotTaken;
import io.claimstream.event.Violation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * What the stream makes of a claim of which nothing is known beforehand: validated, with the history of a claimant and a provider who never
 * claimed, as features. The rules are those of the stream itself. Its pseudonyms stand for nobody. Pure.
 */
public final class LoneClaim {

    /** Where records stand that are on no topic. */
    public static final RecordRef NOWHERE = new RecordRef(-1, -1L);

    private static final int KEY_BYTES = 32;
    private static final Pseudonymiser NOBODY = new Pseudonymiser(new byte[KEY_BYTES], "none");

    private LoneClaim() {}

    /** What became of a claim. */
    public sealed interface Outcome {

        /**
         * It can be scored.
         *
         * @param claim the claim as accepted
         * @param features its features
         */
        record Ready(ClaimAccepted claim, ClaimFeatures features) implements Outcome {}

        /**
         * It broke rules.
         *
         * @param violations every rule that it broke
         */
        record Refused(List<Violation> violations) implements Outcome {}

        /** Handles every case. */
        default <R> R fold(Function<Ready, R> ready, Function<Refused, R> refused) {
            return this instanceof Ready it ? ready.apply(it) : refused.apply((Refused) this);
        }
    }

    /**
     * Takes a claim through the rules.
     *
     * @param claim the claim, counted as its own first revision
     * @param ingestedAt stands for the time of ingestion: times of the claim must be plausible by then
     */
    public static Outcome of(ClaimSubmitted claim, Instant ingestedAt) {
        return IngestDecision.decide(claim, Optional.empty(), ingestedAt, NOWHERE, NOBODY)
                .fold(
                        accepted -> new Outcome.Ready(accepted.claim(), features(accepted.claim())),
                        rejected -> new Outcome.Refused(rejected.rejection().getViolations()),
                        () -> {
                            throw new IllegalStateException("Expected no duplicate where nothing is known.");
                        });
    }

    private static ClaimFeatures features(ClaimAccepted claim) {
        HistoryTransition first = ClaimHistory.accept(ClaimHistory.UNKNOWN, claim);
        PendingFeatures pending = Gathering.begin(claim, NOWHERE, first.next().getRevisions());
        for (HistoryEvent event : first.events()) {
            Optional<SnapshotTaken> taken = Snapshots.take(event, NoDays.INSTANCE, NOWHERE);
            if (taken.isPresent()) {
                pending = Gathering.add(pending, taken.get().getSnapshot());
            }
        }
        return Gathering.complete(pending).orElseThrow();
    }

    /** The day buckets of someone who never claimed. */
    private enum NoDays implements DayReader {
        INSTANCE;

        @Override
        public Optional<HistoryDay> at(int day) {
            return Optional.empty();
        }

        @Override
        public void newestFirst(int day, BiPredicate<Integer, HistoryDay> visitor) {
            // There is none to show.
        }
    }
}
