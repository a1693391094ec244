package io.claimstream.domain.ingest;

import io.claimstream.domain.validation.ClaimValidation;
import io.claimstream.event.ClaimAccepted;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.event.Violation;
import java.time.Instant;
import java.util.List;

/** What ingest makes of an accepted claim whose facts are changed: the same rules, and the same reading of blank texts. Pure. */
public final class ChangedFacts {

    private ChangedFacts() {}

    /**
     * Every rule that the changed claim breaks, in a fixed order.
     *
     * @param changed the accepted claim with its changes
     * @param now times of the claim must be plausible by then
     */
    public static List<Violation> violations(ClaimAccepted changed, Instant now) {
        return ClaimValidation.check(submitted(changed), now);
    }

    /** The changed claim as it would have been accepted: a blank optional text is as good as none. */
    public static ClaimAccepted accepted(ClaimAccepted changed) {
        return ClaimAccepted.newBuilder(changed)
                .setAccident(Acceptance.accident(changed.getAccident()))
                .setInjury(Acceptance.injury(changed.getInjury()))
                .build();
    }

    /** The pseudonyms stand for the references, which nobody has any more; free text and people are no facts that change. */
    private static ClaimSubmitted submitted(ClaimAccepted claim) {
        return ClaimSubmitted.newBuilder()
                .setInsurer(claim.getInsurer())
                .setClaimId(claim.getClaimId())
                .setRevision(claim.getRevision())
                .setSubmittingSystem(claim.getSubmittingSystem())
                .setPolicy(claim.getPolicyPseudonym())
                .setClaimant(claim.getClaimantPseudonym())
                .setProvider(claim.getProviderPseudonym().orElse(null))
                .setLineOfBusiness(claim.getLineOfBusiness())
                .setCurrency(claim.getCurrency())
                .setEventTime(claim.getEventTime())
                .setClaimDate(claim.getClaimDate().orElse(null))
                .setAnswerDueAt(claim.getAnswerDueAt().orElse(null))
                .setAccident(claim.getAccident())
                .setInjury(claim.getInjury())
                .setHeadsOfLoss(claim.getHeadsOfLoss())
                .build();
    }
}
