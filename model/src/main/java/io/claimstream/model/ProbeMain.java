package io.claimstream.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a throw-away process runs to try an artifact: loads it and scores the golden rows. Argument: a folder written by
 * {@link #prepare}. Exit code 0 for yes, {@value #NO} for no with the reason on standard output; anything else, or no end, is a
 * no as well.
 */
public final class ProbeMain {

    /** Exit code of a refusal: bad input. */
    public static final int NO = 3;

    private static final String MANIFEST = "manifest.json";
    private static final String ARTIFACT = "model.ubj";

    private ProbeMain() {}

    /** Writes what the process needs into a folder. */
    public static void prepare(Path folder, ModelBundle bundle) throws IOException {
        Files.write(folder.resolve(MANIFEST), bundle.manifest());
        Files.write(folder.resolve(ARTIFACT), bundle.artifact());
    }

    public static void main(String[] args) throws IOException {
        Optional<String> reason = refuse(Path.of(args[0]));
        reason.ifPresent(System.out::println);
        // halt, not exit: a damaged booster must not be touched again by finalizers or shutdown hooks.
        System.out.flush();
        Runtime.getRuntime().halt(reason.isPresent() ? NO : 0);
    }

    static Optional<String> refuse(Path folder) throws IOException {
        try {
            ModelManifest manifest = ModelManifest.parse(Files.readAllBytes(folder.resolve(MANIFEST)));
            byte[] artifact = Files.readAllBytes(folder.resolve(ARTIFACT));
            try (XgboostEngine engine =
                    XgboostEngine.load(artifact, manifest.schema().size())) {
                return GoldenCheck.difference(manifest, engine);
            }
        } catch (ModelRefusedException e) {
            return Optional.of(e.refusal().detail());
        }
    }
}
