package io.claimstream.model;

import io.claimstream.domain.claim.Pence;
import io.claimstream.domain.feature.Direction;
import io.claimstream.domain.feature.FeatureGroup;
import io.claimstream.domain.feature.FeatureGroups;
import io.claimstream.domain.feature.FeatureText;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.model.engine.Explanation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Every reason of an estimate, where a score tells the largest and sums the rest.
 *
 * @param estimate the estimate
 * @param baseValue what a claim is estimated at of which nothing is known
 * @param reasons what each group of features adds, largest first, those that add nothing last; base value and amounts add up to the
 *     estimate
 */
public record FullReasons(BigDecimal estimate, BigDecimal baseValue, List<GroupReason> reasons) {

    public FullReasons {
        reasons = List.copyOf(reasons);
    }

    /**
     * What one group of features adds.
     *
     * @param group name of the group
     * @param sentence the facts, and which way and by how much they move the estimate
     * @param direction which way
     * @param amount by how much, with its sign
     */
    public record GroupReason(String group, String sentence, Direction direction, BigDecimal amount) {}

    /** The reasons of what {@link Scorer} scores with the model: the same engine, grouping and rounding. */
    public static FullReasons of(ClaimFeatures features, LoadedModel model) {
        List<FeatureGroup> groups = FeatureGroups.ALL;
        Explanation explanation = model.engine().explain(Scorer.row(features.getValues()));
        ReasonMoney money =
                ReasonMoney.split(explanation.margin(), explanation.base(), Scorer.byGroup(groups, explanation));
        List<GroupReason> reasons = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            reasons.add(reason(groups.get(i).name(), features, Pence.toAmount(money.amount(i))));
        }
        reasons.sort(
                Comparator.comparing((GroupReason reason) -> reason.amount().abs())
                        .reversed());
        return new FullReasons(Pence.toAmount(money.estimatePence()), Pence.toAmount(money.basePence()), reasons);
    }

    private static GroupReason reason(String group, ClaimFeatures features, BigDecimal amount) {
        String sentence = FeatureText.sentence(group, features.getValues(), features.getCurrency(), amount);
        return new GroupReason(group, sentence, Direction.of(amount), amount);
    }
}
