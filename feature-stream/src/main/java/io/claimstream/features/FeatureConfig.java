package io.claimstream.features;

import io.claimstream.platform.config.Setting;
import io.claimstream.platform.config.Settings;
import java.util.List;

/**
 * The configuration of feature-stream.
 *
 * @param managementPort port of health and metrics; 0 takes any free one
 */
record FeatureConfig(int managementPort) {

    static final Setting<Integer> MANAGEMENT_PORT =
            Setting.integer("features.management.port", 9102, 0, 65535, "Port of feature-stream's health and metrics.");

    static final List<Setting<?>> SETTINGS = List.of(MANAGEMENT_PORT);

    static FeatureConfig of(Settings settings) {
        return new FeatureConfig(settings.get(MANAGEMENT_PORT));
    }
}
