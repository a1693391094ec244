package io.claimstream.features;

import static io.claimstream.testkit.Claims.aClaim;

import io.claimstream.domain.history.ClaimHistory;
import io.claimstream.domain.history.HistoryLog;
import io.claimstream.domain.history.HistoryTransition;
import io.claimstream.event.ClaimAccepted;
import io.claimstream.event.ClaimFeedback;
import io.claimstream.event.ClaimHistoryState;
import io.claimstream.event.FeedbackKind;
import io.claimstream.event.HistoryDay;
import io.claimstream.event.RecordRef;
import io.claimstream.testkit.Claims;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Claims and settlements made by a seed: few claimants and providers, so that histories meet; revisions that change both, and the currency;
 * event times in no order; settlements before their claim, on one revision or the whole claim, given twice, and taken back.
 */
final class World {

    private static final int CLAIMANTS = 9;
    private static final int PROVIDERS = 3;
    private static final int GREATEST_DAYS_BACK = 500;
    private static final List<String> CURRENCIES = List.of("GBP", "EUR");

    private final Random random;
    final List<ClaimAccepted> accepted = new ArrayList<>();
    final List<ClaimFeedback> feedback = new ArrayList<>();

    World(long seed, int claims) {
        random = new Random(seed);
        for (int i = 0; i < claims; i++) {
            addClaim("c-" + i);
        }
        shuffleButKeepRevisionsInOrder();
        Collections.shuffle(feedback, random);
    }

    /** The buckets that must be there in the end: the domain's rules, one claim after the other, settlements first. */
    Map<String, SortedMap<Integer, HistoryDay>> days() {
        HistoryLog log = new HistoryLog();
        Map<String, ClaimHistoryState> states = new HashMap<>();
        feedback.forEach(said -> states.compute(
                said.getClaimId(), (id, state) -> apply(log, ClaimHistory.feedback(orUnknown(state), said))));
        accepted.forEach(claim -> states.compute(
                claim.getClaimId(), (id, state) -> apply(log, ClaimHistory.accept(orUnknown(state), claim))));
        return log.days();
    }

    private static ClaimHistoryState apply(HistoryLog log, HistoryTransition transition) {
        transition.events().forEach(event -> log.apply(event, new RecordRef(0, 0L)));
        return transition.next();
    }

    private static ClaimHistoryState orUnknown(@Nullable ClaimHistoryState state) {
        return state == null ? ClaimHistory.UNKNOWN : state;
    }

    private void addClaim(String id) {
        int revisions = 1 + random.nextInt(3);
        for (int revision = 1; revision <= revisions; revision++) {
            accepted.add(aClaim(id)
                    .withRevision(revision)
                    .withClaimant("claimant-" + random.nextInt(CLAIMANTS))
                    .withProvider(random.nextInt(4) == 0 ? null : "clinic-" + random.nextInt(PROVIDERS))
                    .withCurrency(CURRENCIES.get(random.nextInt(CURRENCIES.size())))
                    .happeningAt(anyTime())
                    .withEarningsLoss(random.nextInt(100_000) + ".005")
                    .buildAccepted());
        }
        if (random.nextBoolean()) {
            settle(id, revisions);
        }
    }

    private void settle(String id, int revisions) {
        String feedbackId = "f-" + id;
        ClaimFeedback settled = Feedbacks.feedback(id, feedbackId, FeedbackKind.SETTLED, anyTime())
                .setAmount(new BigDecimal(random.nextInt(100_000) + ".37"))
                .setRevision(random.nextBoolean() ? null : 1 + random.nextInt(revisions))
                .build();
        feedback.add(settled);
        if (random.nextInt(3) == 0) {
            feedback.add(settled);
        }
        if (random.nextInt(5) == 0) {
            feedback.add(Feedbacks.withdrawn(id, "w-" + id, feedbackId, anyTime()));
        }
    }

    private Instant anyTime() {
        return Claims.EVENT_TIME.minus(Duration.ofDays(random.nextInt(GREATEST_DAYS_BACK)));
    }

    private void shuffleButKeepRevisionsInOrder() {
        Collections.shuffle(accepted, random);
        Map<String, Integer> next = new HashMap<>();
        Map<String, List<ClaimAccepted>> byClaim = new HashMap<>();
        accepted.forEach(claim -> byClaim.computeIfAbsent(claim.getClaimId(), id -> new ArrayList<>())
                .add(claim));
        byClaim.values().forEach(list -> list.sort(Comparator.comparing(ClaimAccepted::getRevision)));
        accepted.replaceAll(claim -> {
            int index = next.merge(claim.getClaimId(), 1, Integer::sum) - 1;
            return byClaim.getOrDefault(claim.getClaimId(), List.of()).get(index);
        });
    }
}
