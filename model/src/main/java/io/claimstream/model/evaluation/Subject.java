package io.claimstream.model.evaluation;

import io.claimstream.model.ModelManifest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is evaluated, and by what.
 *
 * @param manifest the model's manifest
 * @param version its version
 * @param engine version of the engine that scored
 * @param code version of Claimstream that scored and made the report
 * @param nominalCoverage coverage that its intervals are built for; null without a calibration
 * @param others what it is compared with beside the baseline: versions, the champion first, then models grown for the comparison alone
 * @param learned what it learned from; null where that is not at hand
 */
public record Subject(
        ModelManifest manifest,
        String version,
        String engine,
        String code,
        @Nullable Double nominalCoverage,
        List<String> others,
        @Nullable Learned learned) {

    public Subject {
        others = List.copyOf(others);
    }
}
