package io.claimstream.launcher;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.domain.feature.FeatureSetV1;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimLabelled;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.event.LabelKind;
import io.claimstream.event.RecordRef;
import io.claimstream.launcher.SimulatedHistory.Settled;
import io.claimstream.model.FeatureSchema;
import io.claimstream.model.Slots;
import io.claimstream.model.training.Dataset;
import io.claimstream.model.training.DatasetBuilder;
import io.claimstream.simulator.SimulatedEvent;
import io.claimstream.simulator.SimulatedEvent.Submission;
import io.claimstream.simulator.World;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The settled claims of a world as a dataset, and beside it what a model must not know of each. */
record SimulatedClaims(Dataset rows, List<Claim> claims) {

    static final FeatureSchema SCHEMA = new FeatureSchema(FeatureSetV1.VERSION, FeatureSetV1.NAMES);

    private static final RecordRef SOMEWHERE = new RecordRef(0, 0L);

    /**
     * A row's claim.
     *
     * @param scoredAt when its last revision was made
     * @param settledAt when it was settled
     * @param groups a name for each group that it belongs to
     */
    record Claim(Instant scoredAt, Instant settledAt, List<String> groups) {}

    static SimulatedClaims of(World world) {
        Map<String, ClaimSubmitted> submitted = new HashMap<>();
        for (SimulatedEvent event : (Iterable<SimulatedEvent>) world.events()::iterator) {
            if (event instanceof Submission submission && submission.kind() == Submission.Kind.REVISION) {
                ClaimSubmitted claim = submission.claim();
                submitted.put(ClaimKey.textOf(claim.getInsurer(), claim.getClaimId()), claim);
            }
        }
        DatasetBuilder builder = new DatasetBuilder(Slots.everyInsurer("MOTOR_INJURY", "GBP"), SCHEMA);
        SimulatedHistory.of(world).forEach(settled -> builder.add(labelled(settled)));
        List<Claim> claims = new ArrayList<>();
        for (ClaimLabelled row : builder.usable()) {
            ClaimSubmitted claim =
                    Objects.requireNonNull(submitted.get(ClaimKey.textOf(row.getInsurer(), row.getClaimId())));
            claims.add(new Claim(row.getClaimEventTime(), row.getLabelEventTime(), groups(claim, row)));
        }
        return new SimulatedClaims(builder.build(), claims);
    }

    private static List<String> groups(ClaimSubmitted claim, ClaimLabelled row) {
        List<String> groups = new ArrayList<>();
        claim.getProtectedAttributes().ifPresent(attributes -> {
            attributes.getGender().ifPresent(gender -> groups.add("gender " + gender));
            attributes.getDriverAge().ifPresent(age -> groups.add("age " + ageBand(age)));
        });
        claim.getAccident().getType().ifPresent(type -> groups.add("accident " + type));
        claim.getInjury().getPrognosis().ifPresent(it -> groups.add("prognosis " + it));
        groups.add("amount " + amountBand(row.getSumOfHeads()));
        return groups;
    }

    private static String ageBand(int age) {
        int[] from = {25, 35, 45, 55, 65};
        int band = 0;
        while (band < from.length && age >= from[band]) {
            band++;
        }
        return band == 0 ? "under 25" : "from " + from[band - 1];
    }

    private static String amountBand(BigDecimal sum) {
        int[] from = {500, 1_000, 1_500, 2_000, 3_000};
        int band = 0;
        while (band < from.length && sum.intValue() >= from[band]) {
            band++;
        }
        return band == 0 ? "under 500" : "from " + from[band - 1];
    }

    private static ClaimLabelled labelled(Settled claim) {
        ClaimFeatures features = claim.features();
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
                .setFeatures(SOMEWHERE)
                .setScoreId("s")
                .setEstimate(BigDecimal.ZERO)
                .setModelVersion("baseline")
                .setLabelKind(LabelKind.SETTLED)
                .setLabel(claim.settlement().getAmount().orElseThrow())
                .setFeedbackId(claim.settlement().getFeedbackId())
                .setClaimEventTime(features.getEventTime())
                .setLabelEventTime(claim.settlement().getEventTime())
                .build();
    }
}
