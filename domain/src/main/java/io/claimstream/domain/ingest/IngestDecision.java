package io.claimstream.domain.ingest;

import io.claimstream.domain.claim.ContentHash;
import io.claimstream.domain.claim.Pseudonyms;
import io.claimstream.domain.ingest.IngestOutcome.Accepted;
import io.claimstream.domain.ingest.IngestOutcome.Duplicate;
import io.claimstream.domain.ingest.IngestOutcome.Rejected;
import io.claimstream.domain.validation.ClaimValidation;
import io.claimstream.event.AcceptedRevision;
import io.claimstream.event.ClaimRejected;
import io.claimstream.event.ClaimRevisions;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.event.RecordRef;
import io.claimstream.event.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides what becomes of a submitted revision, given the revisions of the claim accepted before. Thread-safe. */
public final class IngestDecision {

    private IngestDecision() {}

    /**
     * The outcome of one submitted record. A duplicate is recognised before anything is checked: a rule that came later
     * must not turn the redelivery of an accepted revision into a rejection.
     *
     * @param known what is remembered of the claim; empty when nothing of it was accepted yet
     * @param ingestedAt Kafka timestamp of the submitted record
     * @param submitted where the submitted record stands
     * @param pseudonyms asked only when the claim is accepted
     */
    public static IngestOutcome decide(
            ClaimSubmitted claim,
            Optional<ClaimRevisions> known,
            Instant ingestedAt,
            RecordRef submitted,
            Pseudonyms pseudonyms) {
        KnownRevisions revisions = KnownRevisions.of(known);
        String contentHash = ContentHash.of(claim);
        if (revisions.holds(claim.getRevision(), contentHash)) {
            return new Duplicate();
        }
        List<Violation> violations = new ArrayList<>(ClaimValidation.check(claim, ingestedAt));
        revisions.objection(claim.getRevision()).ifPresent(violations::add);
        if (!violations.isEmpty()) {
            return new Rejected(rejection(claim, violations, contentHash, submitted));
        }
        Acceptance acceptance = new Acceptance(claim, ingestedAt, submitted, contentHash);
        return new Accepted(
                acceptance.accepted(pseudonyms),
                acceptance.protectedAttributes(),
                revisions.with(new AcceptedRevision(claim.getRevision(), contentHash)));
    }

    private static ClaimRejected rejection(
            ClaimSubmitted claim, List<Violation> violations, String contentHash, RecordRef submitted) {
        return ClaimRejected.newBuilder()
                .setInsurer(claim.getInsurer())
                .setClaimId(claim.getClaimId())
                .setRevision(claim.getRevision())
                .setSubmittingSystem(claim.getSubmittingSystem())
                .setViolations(violations)
                .setContentHash(contentHash)
                .setSubmitted(submitted)
                .build();
    }
}
