package io.claimstream.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A model as files in a folder: manifest, signature, id of the signing key, artifact. What lies there is believed no more than what comes
 * from Kafka: {@link ModelLoader} checks both alike. One thread, or process, writes at a time.
 */
public final class ModelFolder {

    private static final String MANIFEST = "manifest.json";
    private static final String SIGNATURE = "manifest.sig";
    private static final String KEY_ID = "signing-key.txt";
    private static final String ARTIFACT = "model.ubj";
    /** Written last: its presence says that the rest is whole. */
    private static final String HASH = "model.ubj.sha256";

    private final Path folder;

    public ModelFolder(Path folder) {
        this.folder = folder;
    }

    /** Writes a model; one that is there already is replaced. */
    public void write(ModelBundle bundle) {
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(folder.resolve(HASH));
            write(folder.resolve(MANIFEST), bundle.manifest());
            write(folder.resolve(SIGNATURE), bundle.signature());
            write(folder.resolve(KEY_ID), bundle.signingKeyId().getBytes(StandardCharsets.UTF_8));
            write(folder.resolve(ARTIFACT), bundle.artifact());
            write(folder.resolve(HASH), Sha256.hex(bundle.artifact()).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to keep model " + bundle.version() + " in " + folder + ".", e);
        }
    }

    /** Whether a model is there, all of it. */
    public boolean isWhole() {
        try {
            return Files.exists(folder.resolve(HASH))
                    && Files.readString(folder.resolve(HASH))
                            .equals(Sha256.hex(Files.readAllBytes(folder.resolve(ARTIFACT))));
        } catch (IOException e) {
            // Half a folder is as good as none.
            return false;
        }
    }

    /** The model, under the version name that its manifest gives. It must be whole. */
    public ModelBundle read() {
        return read(ModelBundle.versionOf(bytes(MANIFEST)));
    }

    /** The model, under a version name that it is said to have; {@link ModelLoader} refuses a wrong one. It must be whole. */
    public ModelBundle read(String version) {
        return new ModelBundle(
                version,
                bytes(MANIFEST),
                bytes(SIGNATURE),
                new String(bytes(KEY_ID), StandardCharsets.UTF_8),
                bytes(ARTIFACT));
    }

    private byte[] bytes(String name) {
        try {
            return Files.readAllBytes(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to read " + name + " in " + folder + ".", e);
        }
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".part");
        Files.write(draft, bytes);
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
