package io.claimstream.launcher.backtest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.model.Metrics;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The claims of one group, added up.
 *
 * @param by what the group is of, such as {@code amount claimed}
 * @param group the group
 * @param claims number of claims
 * @param changed claims whose estimate differs by a penny or more
 * @param changedByTenPercent claims whose estimate differs by more than 10 % of what was decided
 * @param decided sum of the estimates that were decided
 * @param estimated sum of the estimates of the model
 * @param raised sum by which estimates are higher
 * @param lowered sum by which estimates are lower, 0 or more
 * @param errorDecided error of what was decided on the settled claims that the model has not learned from; empty without any
 * @param errorEstimated error of the model on the same claims
 */
record BacktestSlice(
        String by,
        String group,
        int claims,
        int changed,
        int changedByTenPercent,
        BigDecimal decided,
        BigDecimal estimated,
        BigDecimal raised,
        BigDecimal lowered,
        Optional<Metrics> errorDecided,
        Optional<Metrics> errorEstimated) {

    private static final BigDecimal TENTH = new BigDecimal("0.1");

    static BacktestSlice of(String by, String group, Collection<Rescored> claims) {
        return new BacktestSlice(
                by,
                group,
                claims.size(),
                count(claims, it -> it.difference().signum() != 0),
                count(claims, BacktestSlice::isChangedByTenPercent),
                sum(claims, it -> it.decision().estimate()),
                sum(claims, Rescored::estimate),
                sum(claims, it -> it.difference().max(BigDecimal.ZERO)),
                sum(claims, it -> it.difference().negate().max(BigDecimal.ZERO)),
                error(claims, it -> it.decision().estimate()),
                error(claims, Rescored::estimate));
    }

    ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("by", by)
                .put("group", group)
                .put("claims", claims)
                .put("changed", changed)
                .put("changedByTenPercent", changedByTenPercent)
                .put("decided", decided)
                .put("estimated", estimated)
                .put("raised", raised)
                .put("lowered", lowered)
                .put("settled", errorDecided.map(Metrics::rows).orElse(0));
        errorDecided.ifPresent(it -> json.put("mapeDecided", rounded(it.mape())));
        errorEstimated.ifPresent(it -> json.put("mapeEstimated", rounded(it.mape())));
        return json;
    }

    private static double rounded(double share) {
        return Math.round(share * 1e6) / 1e6;
    }

    private static boolean isChangedByTenPercent(Rescored claim) {
        BigDecimal tenth = claim.decision().estimate().multiply(TENTH);
        return claim.difference().abs().compareTo(tenth) > 0;
    }

    private static int count(Collection<Rescored> claims, Function<Rescored, Boolean> holds) {
        return (int) claims.stream().filter(holds::apply).count();
    }

    private static BigDecimal sum(Collection<Rescored> claims, Function<Rescored, BigDecimal> amount) {
        return claims.stream().map(amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static Optional<Metrics> error(Collection<Rescored> claims, Function<Rescored, BigDecimal> estimate) {
        List<Rescored> proven =
                claims.stream().filter(it -> it.evidence().isPresent()).toList();
        return proven.isEmpty()
                ? Optional.empty()
                : Optional.of(Metrics.of(array(proven, estimate), array(proven, it -> it.evidence()
                        .orElseThrow())));
    }

    private static double[] array(List<Rescored> claims, Function<Rescored, BigDecimal> amount) {
        return claims.stream().map(amount).mapToDouble(BigDecimal::doubleValue).toArray();
    }
}
