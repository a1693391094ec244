package io.claimstream.platform.secret;

import io.claimstream.platform.config.Setting;
import io.claimstream.platform.config.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Keys that the operator gives in a file, the same to several processes. */
public final class KeyFile {

    private KeyFile() {}

    /**
     * The bytes of a file that a setting names.
     *
     * @param leastBytes how many it must have
     * @throws SettingsException when it cannot be read, or is shorter
     */
    public static byte[] read(Setting<Optional<Path>> setting, Path file, int leastBytes) {
        try {
            byte[] key = Files.readAllBytes(file);
            if (key.length >= leastBytes) {
                return key;
            }
        } catch (IOException e) {
            throw new SettingsException(List.of(problem(setting, file, leastBytes, "it cannot be read")));
        }
        throw new SettingsException(List.of(problem(setting, file, leastBytes, "it is too short")));
    }

    private static String problem(Setting<?> setting, Path file, int leastBytes, String what) {
        return "Expected a file of at least " + leastBytes + " bytes for '" + setting.key() + "', but of " + file + ": "
                + what + ".";
    }
}
