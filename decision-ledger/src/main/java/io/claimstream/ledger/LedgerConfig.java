package io.claimstream.ledger;

import io.claimstream.platform.config.Setting;
import io.claimstream.platform.config.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The configuration of decision-ledger.
 *
 * @param managementPort port of health and metrics; 0 takes any free one
 * @param signingKeys directory of the key that ends of chains are signed with
 * @param headEvery how often the end of a chain is signed while entries come
 */
record LedgerConfig(int managementPort, Path signingKeys, Duration headEvery) {

    static final Setting<Integer> MANAGEMENT_PORT =
            Setting.integer("ledger.management.port", 9106, 0, 65535, "Port of decision-ledger's health and metrics.");

    static final Setting<Optional<Path>> SIGNING_KEYS = Setting.optionalPath(
            "ledger.signing.key.dir",
            "Directory of the key that the ledger of decisions is signed with; in the data directory, and made there, when not set.");

    static final Setting<Duration> HEAD_EVERY = Setting.duration(
            "ledger.head.every",
            Duration.ofSeconds(10),
            Duration.ofMillis(100),
            Duration.ofHours(1),
            "How often the end of a chain of decisions is signed while entries come.");

    static final List<Setting<?>> SETTINGS = List.of(MANAGEMENT_PORT, SIGNING_KEYS, HEAD_EVERY);

    static LedgerConfig of(Settings settings) {
        return new LedgerConfig(settings.get(MANAGEMENT_PORT), LedgerKeys.folder(settings), settings.get(HEAD_EVERY));
    }
}
