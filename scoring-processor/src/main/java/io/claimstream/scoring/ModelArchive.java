package io.claimstream.scoring;

import io.claimstream.model.ModelBundle;
import io.claimstream.model.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Fetched models on disk, a folder for each version. What lies there is believed no more than what comes from Kafka: it goes
 * through the same checks. Used by one thread.
 */
final class ModelArchive {

    private static final Pattern VERSION = Pattern.compile("m-[0-9a-f]{12}");
    private static final String MANIFEST = "manifest.json";
    private static final String SIGNATURE = "manifest.sig";
    private static final String KEY_ID = "signing-key.txt";
    private static final String ARTIFACT = "model.ubj";
    /** Written last: its presence says that the rest is whole. */
    private static final String HASH = "model.ubj.sha256";

    private final Path folder;
    private final Set<String> whole = new HashSet<>();

    ModelArchive(Path folder) {
        this.folder = folder;
    }

    /** Whether a version may be a name of a folder: versions come from outside. */
    static boolean isName(String version) {
        return VERSION.matcher(version).matches();
    }

    /** Whether a version is there, whole. */
    boolean holds(String version) {
        if (!whole.contains(version) && isName(version) && isWhole(folder.resolve(version))) {
            whole.add(version);
        }
        return whole.contains(version);
    }

    void put(ModelBundle bundle) {
        Path home = folder.resolve(bundle.version());
        try {
            Files.createDirectories(home);
            Files.deleteIfExists(home.resolve(HASH));
            write(home.resolve(MANIFEST), bundle.manifest());
            write(home.resolve(SIGNATURE), bundle.signature());
            write(home.resolve(KEY_ID), bundle.signingKeyId().getBytes(StandardCharsets.UTF_8));
            write(home.resolve(ARTIFACT), bundle.artifact());
            write(home.resolve(HASH), Sha256.hex(bundle.artifact()).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to keep model " + bundle.version() + " in " + folder + ".", e);
        }
        whole.add(bundle.version());
    }

    /** The bundle of a version; empty when it is not there. */
    Optional<ModelBundle> get(String version) {
        if (!holds(version)) {
            return Optional.empty();
        }
        Path home = folder.resolve(version);
        try {
            return Optional.of(new ModelBundle(
                    version,
                    Files.readAllBytes(home.resolve(MANIFEST)),
                    Files.readAllBytes(home.resolve(SIGNATURE)),
                    Files.readString(home.resolve(KEY_ID)),
                    Files.readAllBytes(home.resolve(ARTIFACT))));
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to read model " + version + " in " + folder + ".", e);
        }
    }

    private static boolean isWhole(Path home) {
        try {
            return Files.exists(home.resolve(HASH))
                    && Files.readString(home.resolve(HASH))
                            .equals(Sha256.hex(Files.readAllBytes(home.resolve(ARTIFACT))));
        } catch (IOException e) {
            // Half a folder: the version is fetched again.
            return false;
        }
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".part");
        Files.write(draft, bytes);
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
