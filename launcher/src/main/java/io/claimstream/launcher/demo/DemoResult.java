package io.claimstream.launcher.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.launcher.audit.AuditReport;
import io.claimstream.platform.service.ExitCode;
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

    /** Done when everything added up and a model beat the baseline; a bug when it did not add up; too little to learn from otherwise. */
    ExitCode exit() {
        if (!audit.balanced()) {
            return ExitCode.BUG;
        }
        double champion = audit.mapeChampion().orElse(Double.POSITIVE_INFINITY);
        return champion < audit.mapeBaseline().orElse(0) ? ExitCode.DONE : ExitCode.BAD_INPUT;
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
