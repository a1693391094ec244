package io.claimstream.feedback.whatif;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.domain.feature.FeatureSetV1;
import io.claimstream.event.ClaimAccepted;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.RecordRef;
import io.claimstream.feedback.whatif.WhatIfRefusedException.Reason;
import java.util.Optional;

/** The facts behind a score where nothing can be answered without them. Thread-safe. */
record ServedFacts(Evidence evidence) {

    /**
     * The features of a score, of the feature set in force.
     *
     * @throws WhatIfRefusedException when they are gone
     */
    ClaimFeatures features(ClaimScored score) {
        return evidence.features(score.getFeatures())
                .filter(it -> Explanations.isOf(it, score))
                .filter(it -> it.getFeatureSet().equals(FeatureSetV1.VERSION))
                .orElseThrow(() -> gone("features"));
    }

    /**
     * The claim that features were made from.
     *
     * @throws WhatIfRefusedException when it is gone
     */
    ClaimAccepted claim(ClaimFeatures features) {
        Optional<ClaimAccepted> claim = evidence.accepted(features.getAccepted());
        return claim.filter(it -> isOf(it, features)).orElseThrow(() -> gone("accepted claim"));
    }

    /** Both, of whatever feature set; empty when either is gone. */
    Optional<Served> find(ClaimScored score) {
        return evidence.features(score.getFeatures())
                .filter(it -> Explanations.isOf(it, score))
                .flatMap(features -> evidence.accepted(features.getAccepted())
                        .filter(claim -> isOf(claim, features))
                        .map(claim -> new Served(claim, features)));
    }

    /** A claim as it was accepted; empty when it is gone. */
    Optional<ClaimAccepted> accepted(ClaimKey claim, RecordRef place) {
        return evidence.accepted(place)
                .filter(it -> it.getInsurer().equals(claim.insurer())
                        && it.getClaimId().equals(claim.claimId()));
    }

    private static boolean isOf(ClaimAccepted claim, ClaimFeatures features) {
        return claim.getInsurer().equals(features.getInsurer())
                && claim.getClaimId().equals(features.getClaimId())
                && claim.getRevision() == features.getRevision();
    }

    private static WhatIfRefusedException gone(String what) {
        return new WhatIfRefusedException(
                Reason.EVIDENCE_GONE,
                "Expected the " + what + " behind the score, which is not on its topic any more.");
    }
}
