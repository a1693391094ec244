package io.claimstream.model.evaluation;

import io.claimstream.model.ModelManifest;
import org.jspecify.annotations.Nullable;

/**
 * What is evaluated, and by what.
 *
 * @param manifest the model's manifest
 * @param version its version
 * @param engine version of the engine that scored
 * @param code version of Claimstream that scored and made the report
 * @param nominalCoverage coverage that its intervals are built for; null without a calibration
 * @param champion version that it is compared with; null for the baseline only
 */
public record Subject(
        ModelManifest manifest,
        String version,
        String engine,
        String code,
        @Nullable Double nominalCoverage,
        @Nullable String champion) {}
