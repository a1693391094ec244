package io.claimstream.ingest;

import io.claimstream.platform.config.Setting;
import io.claimstream.platform.config.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The configuration of claim-ingest.
 *
 * @param managementPort port of health and metrics; 0 takes any free one
 * @param pseudonymKeyFile file of the first key that pseudonyms are looked up by; empty to make one in the data directory
 * @param secrets directory of secrets made at first use
 */
record IngestConfig(int managementPort, Optional<Path> pseudonymKeyFile, Path secrets) {

    static final Setting<Integer> MANAGEMENT_PORT =
            Setting.integer("ingest.management.port", 9101, 0, 65535, "Port of claim-ingest's health and metrics.");

    static final Setting<Optional<Path>> PSEUDONYM_KEY_FILE = Setting.optionalPath(
            "ingest.pseudonym.key.file",
            "File of at least 32 random bytes, the first key that pseudonyms are looked up by; made in the data directory when not set."
                    + " Later keys stand beside it, with -2 and on behind its name.");

    static final List<Setting<?>> SETTINGS = List.of(MANAGEMENT_PORT, PSEUDONYM_KEY_FILE);

    static IngestConfig of(Settings settings) {
        return new IngestConfig(
                settings.get(MANAGEMENT_PORT), settings.get(PSEUDONYM_KEY_FILE), settings.dataPath("secrets"));
    }
}
