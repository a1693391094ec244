package io.claimstream.launcher.instance;

import io.claimstream.platform.config.Setting;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The keys of what only the all-in-one has. */
public final class LauncherSettings {

    public static final Setting<String> BROKER_HOST = Setting.text(
            "broker.host", "127.0.0.1", "Address that the embedded broker binds to and names to its clients.");

    public static final Setting<Integer> BROKER_PORT =
            Setting.integer("broker.port", 9092, 1, 65_535, "Port of the embedded broker.");

    public static final Setting<Integer> REGISTRY_PORT =
            Setting.integer("registry.port", 8081, 1, 65_535, "Port of the embedded schema registry, on 127.0.0.1.");

    public static final Setting<Optional<Path>> REGISTRY_DISTRIBUTION = Setting.optionalPath(
            "registry.distribution",
            "Directory of the unpacked schema registry; without it the one that the build unpacked.");

    public static final Setting<Optional<Path>> API_CA = Setting.optionalPath(
            "api.ca",
            "PEM file with the certificates of the authorities that commands trust when the API is served by https, instead of those that Java knows; same as --ca.");

    /** Every key above. */
    public static final List<Setting<?>> ALL =
            List.of(BROKER_HOST, BROKER_PORT, REGISTRY_PORT, REGISTRY_DISTRIBUTION, API_CA);

    private LauncherSettings() {}
}
