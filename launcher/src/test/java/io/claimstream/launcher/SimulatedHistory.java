package io.claimstream.launcher;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.domain.claim.Pseudonymiser;
import io.claimstream.domain.history.ClaimHistory;
import io.claimstream.domain.history.DayReader;
import io.claimstream.domain.history.EntityKey;
import io.claimstream.domain.history.Gathering;
import io.claimstream.domain.history.HistoryDays;
import io.claimstream.domain.history.HistoryTransition;
import io.claimstream.domain.history.Snapshots;
import io.claimstream.domain.ingest.IngestDecision;
import io.claimstream.domain.ingest.IngestOutcome;
import io.claimstream.event.ClaimAccepted;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimFeedback;
import io.claimstream.event.ClaimHistoryState;
import io.claimstream.event.ClaimRevisions;
import io.claimstream.event.FeedbackKind;
import io.claimstream.event.HistoryDay;
import io.claimstream.event.HistoryEvent;
import io.claimstream.event.PendingFeatures;
import io.claimstream.event.RecordRef;
import io.claimstream.event.SnapshotTaken;
import io.claimstream.simulator.SimulatedEvent;
import io.claimstream.simulator.SimulatedEvent.Opinion;
import io.claimstream.simulator.SimulatedEvent.Submission;
import io.claimstream.simulator.World;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/** Plays a world through the domain's pure rules, without Kafka: the features of each settled claim, as when scored. */
final class SimulatedHistory {

    private static final RecordRef SOMEWHERE = new RecordRef(0, 0L);
    private static final Pseudonymiser PSEUDONYMISER =
            new Pseudonymiser("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8), "k1");

    private final Map<String, ClaimRevisions> revisions = new HashMap<>();
    private final Map<String, ClaimHistoryState> states = new HashMap<>();
    private final Map<String, Days> days = new HashMap<>();
    private final Map<String, ClaimFeatures> lastFeatures = new HashMap<>();
    private final List<Settled> settled = new ArrayList<>();

    private SimulatedHistory() {}

    /** A settled claim: the features of its last revision, and the settlement. */
    record Settled(ClaimFeatures features, ClaimFeedback settlement) {}

    /** The settled claims of a world in the order of their settlement. */
    static List<Settled> of(World world) {
        SimulatedHistory history = new SimulatedHistory();
        for (SimulatedEvent event : (Iterable<SimulatedEvent>) world.events()::iterator) {
            if (event instanceof Submission submission) {
                history.submit(submission);
            } else if (event instanceof Opinion opinion && opinion.kind() == FeedbackKind.SETTLED) {
                history.settle(opinion);
            } else if (event instanceof Opinion opinion) {
                opinion.takesBack()
                        .filter(earlier -> earlier.kind() == FeedbackKind.SETTLED)
                        .ifPresent(earlier -> history.withdraw(opinion, earlier));
            }
        }
        return history.settled;
    }

    private void submit(Submission submission) {
        String key = ClaimKey.textOf(
                submission.claim().getInsurer(), submission.claim().getClaimId());
        IngestOutcome outcome = IngestDecision.decide(
                submission.claim(), Optional.ofNullable(revisions.get(key)), submission.at(), SOMEWHERE, PSEUDONYMISER);
        if (outcome instanceof IngestOutcome.Accepted accepted) {
            revisions.put(key, accepted.next());
            accept(key, accepted.claim());
        }
    }

    private void accept(String key, ClaimAccepted claim) {
        HistoryTransition transition = ClaimHistory.accept(states.getOrDefault(key, ClaimHistory.UNKNOWN), claim);
        states.put(key, transition.next());
        PendingFeatures pending =
                Gathering.begin(claim, SOMEWHERE, transition.next().getRevisions());
        for (HistoryEvent event : transition.events()) {
            Optional<SnapshotTaken> taken = Snapshots.take(event, daysOf(event), SOMEWHERE);
            if (taken.isPresent()) {
                pending = Gathering.add(pending, taken.get().getSnapshot());
            }
            daysOf(event).apply(event);
        }
        lastFeatures.put(key, Gathering.complete(pending).orElseThrow());
    }

    private void settle(Opinion opinion) {
        String key = ClaimKey.textOf(opinion.insurer(), opinion.claimId());
        ClaimFeedback feedback =
                feedback(opinion).setAmount(opinion.amount().orElseThrow()).build();
        say(key, feedback);
        Optional.ofNullable(lastFeatures.get(key)).ifPresent(features -> settled.add(new Settled(features, feedback)));
    }

    private void withdraw(Opinion opinion, Opinion earlier) {
        String id = feedbackId(earlier);
        say(
                ClaimKey.textOf(opinion.insurer(), opinion.claimId()),
                feedback(opinion).setWithdrawnFeedbackId(id).build());
        settled.removeIf(it -> it.settlement().getFeedbackId().equals(id));
    }

    private void say(String key, ClaimFeedback feedback) {
        HistoryTransition transition = ClaimHistory.feedback(states.getOrDefault(key, ClaimHistory.UNKNOWN), feedback);
        states.put(key, transition.next());
        transition.events().forEach(event -> daysOf(event).apply(event));
    }

    private static ClaimFeedback.Builder feedback(Opinion opinion) {
        return ClaimFeedback.newBuilder()
                .setFeedbackId(feedbackId(opinion))
                .setInsurer(opinion.insurer())
                .setClaimId(opinion.claimId())
                .setKind(opinion.kind())
                .setActor("test")
                .setEventTime(opinion.at());
    }

    private static String feedbackId(Opinion opinion) {
        return ClaimKey.textOf(opinion.insurer(), opinion.claimId()) + "|" + opinion.kind() + "|" + opinion.at();
    }

    private Days daysOf(HistoryEvent event) {
        return days.computeIfAbsent(EntityKey.of(event).text(), key -> new Days());
    }

    /** The day buckets of one entity. */
    private static final class Days implements DayReader {

        private final TreeMap<Integer, HistoryDay> byDay = new TreeMap<>();

        void apply(HistoryEvent event) {
            byDay.putAll(HistoryDays.after(event, this));
            byDay.values().removeIf(HistoryDays.EMPTY::equals);
        }

        @Override
        public Optional<HistoryDay> at(int day) {
            return Optional.ofNullable(byDay.get(day));
        }

        @Override
        public void newestFirst(int day, BiPredicate<Integer, HistoryDay> visitor) {
            for (Map.Entry<Integer, HistoryDay> entry :
                    byDay.headMap(day, true).descendingMap().entrySet()) {
                if (!visitor.test(entry.getKey(), entry.getValue())) {
                    return;
                }
            }
        }
    }
}
