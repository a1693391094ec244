package io.claimstream.model.counterfactual;

import io.claimstream.domain.counterfactual.ChangeableField;
import io.claimstream.domain.feature.FeatureSetV1;
import io.claimstream.domain.feature.FeatureVector;
import io.claimstream.domain.validation.ClaimValidation;
import io.claimstream.event.ClaimAccepted;
import io.claimstream.event.EntitySnapshot;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * A claim as it was scored, or as it would be after changes. The history of claimant and provider stays what it is. Immutable.
 *
 * @param claim the claim
 * @param revisions accepted revisions of the claim so far
 * @param snapshots histories that the claim was scored with
 * @param vector its features
 */
public record Situation(ClaimAccepted claim, int revisions, List<EntitySnapshot> snapshots, FeatureVector vector) {

    public Situation {
        snapshots = List.copyOf(snapshots);
    }

    /** The situation of a claim, its features computed. */
    public static Situation of(ClaimAccepted claim, int revisions, List<EntitySnapshot> snapshots) {
        return new Situation(claim, revisions, snapshots, FeatureSetV1.compute(claim, revisions, snapshots));
    }

    /** The claim with another value of a field, and all its features computed. */
    Situation with(ChangeableField field, long value) {
        return of(field.with(claim, value), revisions, snapshots);
    }

    /** What the claim states in a field. */
    Optional<BigDecimal> value(ChangeableField field) {
        return field.value(claim, vector);
    }

    /** The features with another value of a field: only those that follow from it are computed. */
    float[] row(ChangeableField field, long value, float[] before) {
        return FeatureSetV1.recompute(before, field.features(), field.with(claim, value), revisions, snapshots);
    }

    /** One feature with another value of a field. */
    float feature(int place, ChangeableField field, long value, float[] before) {
        return FeatureSetV1.recompute(before, List.of(place), field.with(claim, value), revisions, snapshots)[place];
    }

    /** Whether the claim with another value of a field would keep the rules. */
    boolean allows(ChangeableField field, long value) {
        ClaimAccepted changed = field.with(claim, value);
        return ClaimValidation.checkContent(changed.getLineOfBusiness(), changed.getInjury(), changed.getHeadsOfLoss())
                .isEmpty();
    }
}
