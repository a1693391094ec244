package io.claimstream.simulator;

import io.claimstream.event.ClaimSubmitted;
import io.claimstream.event.FeedbackKind;
import io.claimstream.simulator.SimulatedEvent.Opinion;
import io.claimstream.simulator.SimulatedEvent.Submission;
import io.claimstream.simulator.SimulatedEvent.Submission.Kind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The life of one claim: its revisions, what is delivered twice or late, what goes wrong, and how it settles. */
final class CaseStory {

    private static final double[] REVISION_WEIGHTS = {75, 20, 5};
    private static final double REDELIVERED = 0.06;
    private static final double FIRST_ARRIVES_SECOND = 0.01;
    private static final double LATE = 0.05;
    private static final double CLAIMANT_CORRECTED = 0.08;
    private static final double SETTLES = 0.96;
    private static final double WITHDRAWN = 0.01;

    private final SimulatorSettings settings;
    private final Submissions submissions;
    private final Settlements settlements;

    CaseStory(SimulatorSettings settings) {
        this.settings = settings;
        this.submissions = new Submissions(settings);
        this.settlements = new Settlements(settings, new Habits(settings));
    }

    /** Every event of a claim; none before the claim is made. */
    List<SimulatedEvent> tell(Case claim) {
        Dice dice = new Dice(settings.seed(), "story", claim.index());
        List<SimulatedEvent> events = new ArrayList<>();
        int first = dice.happens(FIRST_ARRIVES_SECOND) ? 2 : 1;
        int last = first + dice.weighted(REVISION_WEIGHTS);
        Instant arrival = claim.madeAt();
        for (int revision = first; revision <= last; revision++) {
            arrival = submit(claim, new Turn(revision, first, last), arrival, dice, events);
        }
        judge(claim, last, arrival, dice, events);
        return events;
    }

    private Instant submit(Case claim, Turn turn, Instant after, Dice dice, List<SimulatedEvent> events) {
        Instant eventTime = turn.isFirst() ? claim.madeAt() : after.plus(Duration.ofHours(12 + dice.below(24 * 14)));
        Duration delay = dice.happens(LATE) ? Duration.ofHours(dice.below(24 * 5)) : Duration.ofSeconds(dice.below(90));
        Instant at = eventTime.plus(delay);
        int claimant = namesWrongClaimant(claim, turn) ? claim.claimant() + 1 : claim.claimant();
        ClaimSubmitted submitted = submissions.revision(claim, turn.revision(), turn.isLast(), claimant, eventTime);
        events.add(new Submission(at, Kind.REVISION, submitted));
        disturb(submitted, at, dice, events);
        if (turn.isFirst() && turn.revision() > 1) {
            ClaimSubmitted stale =
                    ClaimSubmitted.newBuilder(submitted).setRevision(1).build();
            events.add(new Submission(at.plus(Duration.ofMinutes(5)), Kind.STALE, stale));
        }
        return at;
    }

    private boolean namesWrongClaimant(Case claim, Turn turn) {
        Dice dice = new Dice(settings.seed(), "mistake", claim.index());
        return turn.isFirst() && !turn.isLast() && dice.happens(CLAIMANT_CORRECTED);
    }

    private void disturb(ClaimSubmitted submitted, Instant at, Dice dice, List<SimulatedEvent> events) {
        if (dice.happens(REDELIVERED)) {
            events.add(new Submission(at.plus(Duration.ofSeconds(1 + dice.below(7200))), Kind.REDELIVERY, submitted));
        }
        if (dice.happens(settings.rubbish())) {
            events.add(Nuisance.after(submitted, at, dice));
        }
    }

    private void judge(Case claim, int last, Instant after, Dice dice, List<SimulatedEvent> events) {
        BigDecimal paid = settlements.paid(claim, dice);
        Instant answered = after.plus(Duration.ofHours(24 + dice.below(24 * 5)));
        if (dice.happens(0.10)) {
            events.add(opinion(answered, claim, last, FeedbackKind.ACCEPTED, Optional.empty()));
        } else if (dice.happens(0.08)) {
            BigDecimal own =
                    paid.multiply(BigDecimal.valueOf(dice.logNormal(1, 0.08))).setScale(2, RoundingMode.HALF_EVEN);
            correct(opinion(answered, claim, last, FeedbackKind.CORRECTED, Optional.of(own)), claim, events);
        }
        if (dice.happens(SETTLES)) {
            Instant settled = answered.plus(Duration.ofHours((long) dice.logNormal(24 * 30, 0.5)));
            settle(opinion(settled, claim, last, FeedbackKind.SETTLED, Optional.of(paid)), claim, events);
        }
    }

    /** Now and then an adjuster thinks better of a correction. */
    private void correct(Opinion correction, Case claim, List<SimulatedEvent> events) {
        Dice dice = new Dice(settings.seed(), "withdrawn correction", claim.index());
        events.add(correction);
        if (dice.happens(WITHDRAWN)) {
            events.add(correction.withdrawnAt(correction.at().plus(Duration.ofMinutes(10 + dice.below(60 * 24)))));
        }
    }

    /** Now and then a wrong amount is booked first, taken back, and the right one booked in its place. */
    private void settle(Opinion right, Case claim, List<SimulatedEvent> events) {
        Dice dice = new Dice(settings.seed(), "withdrawn settlement", claim.index());
        if (!dice.happens(WITHDRAWN)) {
            events.add(right);
            return;
        }
        BigDecimal wrong = right.amount()
                .orElseThrow()
                .multiply(BigDecimal.valueOf(dice.between(1.1, 1.5)))
                .setScale(2, RoundingMode.HALF_EVEN);
        Opinion first = opinion(right.at(), claim, right.revision(), FeedbackKind.SETTLED, Optional.of(wrong));
        Instant withdrawn = right.at().plus(Duration.ofHours(1 + dice.below(24 * 3)));
        Instant anew = withdrawn.plus(Duration.ofHours(1 + dice.below(24 * 7)));
        events.add(first);
        events.add(first.withdrawnAt(withdrawn));
        events.add(opinion(anew, claim, right.revision(), FeedbackKind.SETTLED, right.amount()));
    }

    private static Opinion opinion(
            Instant at, Case claim, int revision, FeedbackKind kind, Optional<BigDecimal> amount) {
        return new Opinion(at, claim.insurerName(), claim.claimId(), revision, kind, amount, Optional.empty());
    }

    /** A revision among those of its claim. */
    private record Turn(int revision, int first, int last) {

        boolean isFirst() {
            return revision == first;
        }

        boolean isLast() {
            return revision == last;
        }
    }
}
