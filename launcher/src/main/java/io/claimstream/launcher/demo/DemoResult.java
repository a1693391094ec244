package io.claimstream.launcher.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.launcher.audit.AuditReport;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalDouble;

/**
 * How the demo ended.
 *
 * @param audit what the topics say
 * @param noiseFloor the best error any model could reach, as a fraction
 * @param swapPauseMillisMax the longest time a claim waited for its model, swaps included
 */
record DemoResult(AuditReport audit, double noiseFloor, double swapPauseMillisMax) {

    /** Whether everything added up, a model went live and it beat the baseline. */
    boolean succeeded() {
        double champion = audit.mapeChampion().orElse(Double.POSITIVE_INFINITY);
        return audit.balanced()
                && audit.modelsPublished() >= 1
                && champion < audit.mapeBaseline().orElse(0);
    }

    ObjectNode toJson() {
        ObjectNode json = audit.toJson();
        json.put("mapeBaseline", rounded(audit.mapeBaseline()));
        json.put("mapeChampion", rounded(audit.mapeChampion()));
        json.put("mapeNoiseFloor", rounded(OptionalDouble.of(noiseFloor)));
        json.put("mapeClaims", audit.unseen().size());
        json.put("swapPauseMillisMax", BigDecimal.valueOf(swapPauseMillisMax).setScale(3, RoundingMode.HALF_EVEN));
        return json;
    }

    /** Null when there is nothing to measure on. */
    private static @org.jspecify.annotations.Nullable BigDecimal rounded(OptionalDouble fraction) {
        return fraction.isPresent()
                ? BigDecimal.valueOf(fraction.getAsDouble()).setScale(4, RoundingMode.HALF_EVEN)
                : null;
    }
}
