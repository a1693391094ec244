package io.claimstream.retrain;

import io.claimstream.platform.config.Settings;
import java.nio.file.Path;

/** Where the key is that models are signed with. */
public final class SigningKeys {

    private SigningKeys() {}

    /** The directory that the settings name. */
    public static Path folder(Settings settings) {
        return settings.get(RetrainConfig.KEYS).orElseGet(() -> settings.dataPath("secrets"));
    }
}
