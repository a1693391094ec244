package io.claimstream.domain.label;

import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimFeedback;
import io.claimstream.event.ClaimLabelled;
import io.claimstream.event.LabelKind;
import io.claimstream.event.ScoredRevision;
import java.math.BigDecimal;
import java.util.List;

/** A revision whose features and score are known, with the feedback that labels it or takes its label back. */
record Label(ScoredRevision revision, ClaimFeedback feedback) {

    /** The amount that the feedback says; it must say one. */
    BigDecimal amount() {
        return feedback.getAmount().orElseThrow();
    }

    BigDecimal estimate() {
        return revision.getEstimate().orElseThrow();
    }

    BigDecimal sumOfHeads() {
        return revision.getFeatures().orElseThrow().getSumOfHeads();
    }

    ClaimLabelled toRecord(LabelKind kind, List<String> flags) {
        ClaimFeatures features = revision.getFeatures().orElseThrow();
        return ClaimLabelled.newBuilder()
                .setInsurer(features.getInsurer())
                .setClaimId(features.getClaimId())
                .setRevision(features.getRevision())
                .setLineOfBusiness(features.getLineOfBusiness())
                .setCurrency(features.getCurrency())
                .setClaimantPseudonym(features.getClaimantPseudonym())
                .setFeatureSet(features.getFeatureSet())
                .setValues(features.getValues())
                .setSumOfHeads(features.getSumOfHeads())
                .setFeatures(revision.getFeaturesRef().orElseThrow())
                .setScoreId(revision.getScoreId().orElseThrow())
                .setEstimate(estimate())
                .setModelVersion(revision.getModelVersion().orElseThrow())
                .setLabelKind(kind)
                .setLabel(kind == LabelKind.WITHDRAWN ? null : amount())
                .setFeedbackId(feedback.getFeedbackId())
                .setClaimEventTime(features.getEventTime())
                .setLabelEventTime(feedback.getEventTime())
                .setFlags(flags)
                .build();
    }
}
