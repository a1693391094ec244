package io.claimstream.model;

import io.claimstream.model.artifact.ModelRefusedException;
import io.claimstream.model.artifact.Refusal;
import io.claimstream.model.artifact.Refusal.Code;
import io.claimstream.model.engine.CompiledEngine;
import io.claimstream.model.engine.XgboostEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a throw-away process runs to try an artifact: loads it into XGBoost4J, scores the golden rows, and compares the compiled engine
 * with it. Argument: a folder written by {@link #prepare}. Exit code 0 for yes, {@value #NO} for no with the code and the reason on
 * standard output; anything else, or no end, is a no as well.
 */
public final class ProbeMain {

    /** Exit code of a refusal: bad input. */
    public static final int NO = 3;

    private static final String MANIFEST = "manifest.json";
    private static final String ARTIFACT = "model.bin";
    private static final String SEPARATOR = ": ";

    private ProbeMain() {}

    /** Writes what the process needs into a folder. */
    public static void prepare(Path folder, ModelBundle bundle) throws IOException {
        Files.write(folder.resolve(MANIFEST), bundle.manifest());
        Files.write(folder.resolve(ARTIFACT), bundle.artifact());
    }

    public static void main(String[] args) throws IOException {
        Optional<Refusal> refusal = refuse(Path.of(args[0]));
        refusal.ifPresent(no -> System.out.println(no.code() + SEPARATOR + no.detail()));
        // halt, not exit: a damaged booster must not be touched again by finalizers or shutdown hooks.
        System.out.flush();
        Runtime.getRuntime().halt(refusal.isPresent() ? NO : 0);
    }

    /** The refusal that a process told in a line; its code is {@link Code#PROBE_FAILED} when the line names none. */
    public static Refusal parse(String line) {
        for (Code code : Code.values()) {
            if (line.startsWith(code + SEPARATOR)) {
                return new Refusal(code, line.substring((code + SEPARATOR).length()));
            }
        }
        return new Refusal(Code.PROBE_FAILED, line);
    }

    static Optional<Refusal> refuse(Path folder) throws IOException {
        try {
            ModelManifest manifest = ModelManifest.parse(Files.readAllBytes(folder.resolve(MANIFEST)));
            byte[] artifact = Files.readAllBytes(folder.resolve(ARTIFACT));
            int features = manifest.schema().size();
            try (XgboostEngine reference = XgboostEngine.load(artifact, features);
                    CompiledEngine compiled = CompiledEngine.load(artifact, features)) {
                return GoldenCheck.difference(manifest, reference)
                        .map(difference -> new Refusal(Code.WRONG_GOLDEN_ROWS, difference))
                        .or(() -> EngineComparison.difference(manifest.goldenRows(), reference, compiled)
                                .map(difference -> new Refusal(Code.ENGINES_DIFFER, difference)));
            }
        } catch (ModelRefusedException e) {
            return Optional.of(e.refusal());
        }
    }
}
