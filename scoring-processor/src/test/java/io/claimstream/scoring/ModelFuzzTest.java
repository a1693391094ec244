package io.claimstream.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.model.FeatureSchema;
import io.claimstream.model.GoldenRow;
import io.claimstream.model.KeyFiles;
import io.claimstream.model.LoadResult;
import io.claimstream.model.LoadedModel;
import io.claimstream.model.ModelBundle;
import io.claimstream.model.ModelLoader;
import io.claimstream.model.ModelManifest;
import io.claimstream.model.ModelSigner;
import io.claimstream.model.ModelVerifier;
import io.claimstream.model.training.Candidate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged models, signed as if they were ours, so that nothing but structure check, golden rows and throw-away process stands between
 * them and the scorer. The long form: {@code mvn -pl scoring-processor -am test -Dtest=ModelFuzzTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dfuzz.mutants=10000 -Dfuzz.seed=7}.
 */
class ModelFuzzTest {

    private static final int MUTANTS = Integer.getInteger("fuzz.mutants", 500);
    private static final long SEED = Long.getLong("fuzz.seed", 7);
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final FeatureSchema SCHEMA = TestModels.SCHEMA;

    @TempDir
    Path folder;

    private final Map<String, Integer> ends = new TreeMap<>();

    @Test
    void shouldNeitherDieNorHangNorScoreOtherwise() throws Exception {
        // Given
        ModelSigner signer = KeyFiles.signer(folder);
        Candidate candidate = TestModels.candidate(1);
        byte[] ubj = candidate.artifact().bytes();
        byte[] json = json(ubj);
        ModelLoader loader = new ModelLoader(
                new ModelVerifier(KeyFiles.trusted(folder)), SCHEMA, new ChildProbe(LONGEST.minusSeconds(1)));
        Set<Path> before = probeFolders();
        ModelMutator mutator = new ModelMutator(SEED);

        // When
        for (int i = 0; i < MUTANTS; i++) {
            byte[] mutant =
                    switch (i % 3) {
                        case 0 -> mutator.bytes(ubj);
                        case 1 -> mutator.structure(json);
                        default -> mutator.bytes(json);
                    };
            check(loader, signed(signer, candidate.manifest(), mutant), "mutant " + i + " of seed " + SEED);
        }

        // Then
        System.out.println("mutants of seed " + SEED + ": " + ends);
        assertThat(probeFolders()).isEqualTo(before);
        assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive))
                .isEmpty();
        assertThat(ends.keySet()).as("all ways are walked").contains("BAD_STRUCTURE", "WRONG_GOLDEN_ROWS", "loaded");
    }

    private void check(ModelLoader loader, ModelBundle mutant, String which) {
        long began = System.nanoTime();
        LoadResult result = loader.load(mutant);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).as(which).isLessThan(LONGEST);
        if (result instanceof LoadResult.Loaded loaded) {
            checkScores(loaded.model(), which);
            loaded.model().engine().close();
            ends.merge("loaded", 1, Integer::sum);
        } else if (result instanceof LoadResult.Refused refused) {
            ends.merge(refused.refusal().code().name(), 1, Integer::sum);
        }
    }

    private static void checkScores(LoadedModel model, String which) {
        for (GoldenRow golden : model.manifest().goldenRows()) {
            assertThat(model.engine().margin(golden.row())).as(which).isEqualTo(golden.margin());
        }
    }

    /** The manifest of the sound model with hash and size of the mutant. */
    private static ModelBundle signed(ModelSigner signer, ModelManifest manifest, byte[] mutant) {
        String text = new String(manifest.toBytes(), StandardCharsets.UTF_8)
                .replace(manifest.artifactSha256(), sha256(mutant))
                .replace("\"artifactBytes\":" + manifest.artifactBytes(), "\"artifactBytes\":" + mutant.length);
        return signer.sign(ModelManifest.parse(text.getBytes(StandardCharsets.UTF_8)), mutant);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] json(byte[] ubj) throws XGBoostError, IOException {
        Booster booster = XGBoost.loadModel(ubj);
        try {
            return booster.toByteArray("json");
        } finally {
            booster.dispose();
        }
    }

    private static Set<Path> probeFolders() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().matches("claimstream-(probe|child)-.*"))
                    .collect(Collectors.toSet());
        }
    }
}
