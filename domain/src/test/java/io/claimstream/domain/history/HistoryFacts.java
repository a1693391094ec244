package io.claimstream.domain.history;

import io.claimstream.domain.feature.ExampleClaims;
import io.claimstream.event.ClaimAccepted;
import io.claimstream.event.ClaimFeedback;
import io.claimstream.event.ClaimHistoryState;
import io.claimstream.event.FeedbackKind;
import io.claimstream.event.HeadsOfLoss;
import io.claimstream.event.HistoryDay;
import io.claimstream.event.HistoryEvent;
import io.claimstream.event.RecordRef;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Facts about claims in the order of their arrival, and the log and the state that they lead to. Used by one thread. */
final class HistoryFacts {

    /** Something that arrives: a revision or a feedback. */
    interface Fact {

        String claimId();

        HistoryTransition applyTo(ClaimHistoryState state);
    }

    /** A revision is accepted. */
    record Revision(
            String claimId,
            int revision,
            String claimant,
            @Nullable String provider,
            int day,
            long tenthsOfPence,
            String currency)
            implements Fact {

        Revision(
                String claimId, int revision, String claimant, @Nullable String provider, int day, long tenthsOfPence) {
            this(claimId, revision, claimant, provider, day, tenthsOfPence, "GBP");
        }

        ClaimAccepted claim() {
            return ExampleClaims.bare()
                    .setClaimId(claimId)
                    .setRevision(revision)
                    .setClaimantPseudonym(claimant)
                    .setProviderPseudonym(provider)
                    .setCurrency(currency)
                    .setEventTime(ExampleClaims.EVENT_TIME.plus(Duration.ofDays(day)))
                    .setHeadsOfLoss(HeadsOfLoss.newBuilder()
                            .setSpecialFixes(
                                    BigDecimal.valueOf(tenthsOfPence, 3).setScale(4))
                            .build())
                    .build();
        }

        @Override
        public HistoryTransition applyTo(ClaimHistoryState state) {
            return ClaimHistory.accept(state, claim());
        }
    }

    /** A settlement is paid, on a revision or on the claim as a whole. */
    record Settlement(String claimId, String feedbackId, int day, long pence, @Nullable Integer revision)
            implements Fact {

        Settlement(String claimId, String feedbackId, int day, long pence) {
            this(claimId, feedbackId, day, pence, null);
        }

        @Override
        public HistoryTransition applyTo(ClaimHistoryState state) {
            return ClaimHistory.feedback(
                    state,
                    feedback(claimId, feedbackId, FeedbackKind.SETTLED, day)
                            .setAmount(BigDecimal.valueOf(pence, 2))
                            .setRevision(revision)
                            .build());
        }
    }

    /** A settlement is taken back. */
    record Withdrawal(String claimId, String settlementId, int day) implements Fact {

        @Override
        public HistoryTransition applyTo(ClaimHistoryState state) {
            return ClaimHistory.feedback(
                    state,
                    feedback(claimId, "w-" + settlementId, FeedbackKind.WITHDRAWN, day)
                            .setWithdrawnFeedbackId(settlementId)
                            .build());
        }
    }

    final HistoryLog log = new HistoryLog();
    final List<HistoryEvent> events = new ArrayList<>();
    private final Map<String, ClaimHistoryState> states = new HashMap<>();

    static HistoryFacts of(List<? extends Fact> facts) {
        HistoryFacts all = new HistoryFacts();
        facts.forEach(all::arrive);
        return all;
    }

    /** The events that follow from a fact. */
    List<HistoryEvent> arrive(Fact fact) {
        HistoryTransition transition = fact.applyTo(states.getOrDefault(fact.claimId(), ClaimHistory.UNKNOWN));
        states.put(fact.claimId(), transition.next());
        for (HistoryEvent event : transition.events()) {
            log.apply(event, new RecordRef(0, (long) events.size()));
            events.add(event);
        }
        return transition.events();
    }

    /** What is known of a claim of which something has arrived. */
    ClaimHistoryState stateOf(String claimId) {
        return Objects.requireNonNull(states.get(claimId));
    }

    Map<String, SortedMap<Integer, HistoryDay>> days() {
        return log.days();
    }

    static ClaimFeedback.Builder feedback(String claimId, String feedbackId, FeedbackKind kind, int day) {
        return ClaimFeedback.newBuilder()
                .setFeedbackId(feedbackId)
                .setInsurer("albion")
                .setClaimId(claimId)
                .setKind(kind)
                .setActor("test")
                .setEventTime(ExampleClaims.EVENT_TIME.plus(Duration.ofDays(day)));
    }
}
