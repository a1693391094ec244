package io.claimstream.model.training;

import io.claimstream.model.Sha256;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import org.jspecify.annotations.Nullable;

/** What code trains in this process. */
public final class TrainerCode {

    private static final int DIGITS = 12;
    private static final String UNPACKAGED = "unpackaged";

    private TrainerCode() {}

    /**
     * The version of the build and, because builds between two releases share it, the first digits of the SHA-256 of the jar: {@code 0.1.0+1f2e3d4c5b6a}.
     * The same source gives the same jar. {@code unpackaged} when classes are run from a directory, as in tests.
     */
    public static String version() {
        CodeSource source = Trainer.class.getProtectionDomain().getCodeSource();
        return source == null
                ? UNPACKAGED
                : version(Trainer.class.getPackage().getImplementationVersion(), path(source));
    }

    static String version(@Nullable String release, Path jar) {
        if (release == null || !Files.isRegularFile(jar)) {
            return UNPACKAGED;
        }
        try {
            return release + "+" + Sha256.hex(Files.readAllBytes(jar)).substring(0, DIGITS);
        } catch (IOException e) {
            return release;
        }
    }

    private static Path path(CodeSource source) {
        try {
            return Path.of(source.getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("Expected code that stands in a file.", e);
        }
    }
}
