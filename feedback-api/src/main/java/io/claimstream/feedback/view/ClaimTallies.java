package io.claimstream.feedback.view;

import io.claimstream.feedback.figures.SettledSums;
import io.claimstream.feedback.view.ClaimSummary.Verdict;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a claim adds to the tallies. A pure function of its row in view_claim: as the row changes, what it added before is taken back. So a change of
 * this function needs all claims summed up anew, as after emptying view_claim and the tallies.
 */
final class ClaimTallies {

    /** The day of claims that have no deadline. */
    static final LocalDate NEVER = LocalDate.of(9999, 12, 31);

    private static final BigDecimal ONE = BigDecimal.ONE;
    private static final BigDecimal NONE = BigDecimal.ZERO;

    private ClaimTallies() {}

    /** What was paid on a claim, for medians. */
    record Payment(List<Object> key, BigDecimal estimate, BigDecimal paid) {}

    static List<Contribution> of(ClaimFacts claim) {
        List<Contribution> contributions = new ArrayList<>();
        if (claim.decision().verdict() == Verdict.OPEN) {
            contributions.add(waiting(claim));
        }
        answered(claim).ifPresent(contributions::add);
        settled(claim).ifPresent(contributions::add);
        return contributions;
    }

    /** What a settled claim adds to the distributions of its month. */
    static Optional<Payment> payment(ClaimFacts claim) {
        return paid(claim)
                .map(paid -> new Payment(
                        List.of(
                                day(claim.decision().at()).withDayOfMonth(1),
                                claim.key().insurer(),
                                claim.lineOfBusiness(),
                                claim.currency()),
                        claim.score().estimate(),
                        paid));
    }

    private static Contribution waiting(ClaimFacts claim) {
        @Nullable BigDecimal atRisk = claim.moneyAtRisk();
        return new Contribution(
                Tally.WAITING,
                List.of(
                        claim.key().insurer(),
                        claim.lineOfBusiness(),
                        claim.currency(),
                        day(claim.submittedAt()),
                        claim.dueAt() == null ? NEVER : day(claim.dueAt())),
                List.of(ONE, atRisk == null ? NONE : ONE, atRisk == null ? NONE : atRisk));
    }

    private static Optional<Contribution> answered(ClaimFacts claim) {
        Verdict answer = claim.answer().verdict();
        return answer == Verdict.ACCEPTED || answer == Verdict.CORRECTED
                ? Optional.of(new Contribution(
                        Tally.ANSWERED,
                        byVersion(claim, claim.answer().at()),
                        List.of(answer == Verdict.ACCEPTED ? ONE : NONE, answer == Verdict.CORRECTED ? ONE : NONE)))
                : Optional.empty();
    }

    private static Optional<Contribution> settled(ClaimFacts claim) {
        return paid(claim)
                .map(paid -> SettledSums.of(claim.score(), paid))
                .map(sums -> new Contribution(
                        Tally.SETTLED,
                        byVersion(claim, claim.decision().at()),
                        List.of(
                                BigDecimal.valueOf(sums.claims()),
                                sums.estimated(),
                                sums.paid(),
                                sums.absoluteError(),
                                BigDecimal.valueOf(sums.aboveZero()),
                                sums.percentageError(),
                                sums.signedError(),
                                BigDecimal.valueOf(sums.withInterval()),
                                BigDecimal.valueOf(sums.covered()),
                                BigDecimal.valueOf(sums.withConfidence()),
                                sums.confidence(),
                                BigDecimal.valueOf(sums.withinTen()))));
    }

    private static Optional<BigDecimal> paid(ClaimFacts claim) {
        return claim.decision().verdict() == Verdict.SETTLED
                ? Optional.ofNullable(claim.decision().amount())
                : Optional.empty();
    }

    private static List<Object> byVersion(ClaimFacts claim, @Nullable Instant at) {
        return List.of(day(at), claim.key().insurer(), claim.lineOfBusiness(), claim.currency(), claim.modelVersion());
    }

    /** What people say always has a time; the latest day stands for none, so that nothing is lost. */
    private static LocalDate day(@Nullable Instant at) {
        return at == null ? NEVER : LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
