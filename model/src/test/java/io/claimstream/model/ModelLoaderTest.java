package io.claimstream.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.model.artifact.Refusal;
import io.claimstream.model.artifact.Refusal.Code;
import io.claimstream.model.engine.CompiledEngine;
import io.claimstream.model.engine.EngineKind;
import io.claimstream.model.engine.Explanation;
import io.claimstream.model.engine.ScoringEngine;
import io.claimstream.model.engine.XgboostEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelLoaderTest {

    private static final ModelProbe WILLING = bundle -> Optional.empty();

    @TempDir
    static Path folder;

    private static Samples.Signed signed;

    @BeforeAll
    static void train() {
        signed = Samples.signed(folder);
    }

    @Test
    void shouldLoadWhatIsSignedAndSound() {
        assertThat(signed.bundle().version()).matches("m-[0-9a-f]{12}");
        assertThat(loadedVersion(loader(WILLING))).isEqualTo(CompiledEngine.VERSION);
    }

    @Test
    void shouldLoadIntoTheChosenEngine() {
        ModelLoader reference = new ModelLoader(signed.verifier(), Samples.SCHEMA, WILLING, EngineKind.XGBOOST4J);

        assertThat(loadedVersion(reference)).isEqualTo(XgboostEngine.VERSION);
    }

    @Test
    void shouldRefuseAnUnknownKey() {
        ModelSigner stranger = KeyFiles.signer(folder.resolve("stranger"));

        assertRefused(stranger.sign(signed.candidate().manifest(), artifact()), Code.UNKNOWN_KEY);
    }

    @Test
    void shouldRefuseAChangedManifest() {
        byte[] manifest = signed.bundle().manifest();
        manifest[10] ^= 1;

        assertRefused(
                bundle(signed.bundle().version(), manifest, signed.bundle().signature()), Code.BAD_SIGNATURE);
        assertRefused(bundle("m-1", signed.bundle().manifest(), new byte[3]), Code.BAD_SIGNATURE);
    }

    @Test
    void shouldRefuseAnotherName() {
        assertRefused(
                bundle(
                        "m-000000000000",
                        signed.bundle().manifest(),
                        signed.bundle().signature()),
                Code.WRONG_VERSION);
    }

    @Test
    void shouldRefuseAnotherArtifact() {
        byte[] artifact = artifact();
        artifact[artifact.length / 2] ^= 1;

        assertRefused(signed.signer().sign(signed.candidate().manifest(), artifact), Code.WRONG_ARTIFACT);
    }

    @Test
    void shouldRefuseOtherFeatures() {
        FeatureSchema other = new FeatureSchema("v2", Samples.SCHEMA.names());

        Refusal refusal = refusal(new ModelLoader(signed.verifier(), other, WILLING).load(signed.bundle()));

        assertThat(refusal.code()).isEqualTo(Code.WRONG_FEATURES);
        assertThat(refusal.detail()).contains("v2").contains("v1");
    }

    @Test
    void shouldRefuseAnotherTarget() {
        assertRefused(resigned("\"ln(settlement)\"", "\"settlement\""), Code.WRONG_FEATURES);
    }

    @Test
    void shouldRefuseAnotherFormat() {
        assertRefused(resigned("\"format\":3", "\"format\":2"), Code.BAD_MANIFEST);
        assertRefused(resigned("\"format\":3,", ""), Code.BAD_MANIFEST);
    }

    @Test
    void shouldRefuseADifficultyThatIsNoTree() {
        assertRefused(resigned("\"left\":0", "\"left\":1"), Code.BAD_MANIFEST);
        assertRefused(resigned("\"scale\":1.0", "\"scale\":0.0"), Code.BAD_MANIFEST);
    }

    @Test
    void shouldRefuseADifficultyOfAFeatureThatIsNotThere() {
        assertRefused(resigned("{\"feature\":0,", "{\"feature\":4000,"), Code.BAD_MANIFEST);
    }

    @Test
    void shouldRefuseWhatTheProbeRefuses() {
        LoadResult result = loader(bundle -> Optional.of(new Refusal(Code.PROBE_FAILED, "it died")))
                .load(signed.bundle());

        assertThat(refusal(result)).isEqualTo(new Refusal(Code.PROBE_FAILED, "it died"));
    }

    @Test
    void shouldRefuseOtherGoldenRows() {
        float margin = signed.candidate().manifest().goldenRows().get(0).margin();

        assertRefused(resigned("\"margin\":" + margin, "\"margin\":" + (margin + 0.001f)), Code.WRONG_GOLDEN_ROWS);
    }

    @Test
    void shouldProbeInAFolder(@TempDir Path probe) throws IOException {
        ProbeMain.prepare(probe, signed.bundle());
        assertThat(ProbeMain.refuse(probe)).isEmpty();

        ProbeMain.prepare(probe, resigned("\"format\":3", "\"format\":2"));
        assertThat(ProbeMain.refuse(probe))
                .hasValueSatisfying(refusal -> assertThat(refusal.detail()).contains("format"));
    }

    @Test
    void shouldTellItsRefusalInALine() {
        assertThat(ProbeMain.parse("ENGINES_DIFFER: row 3")).isEqualTo(new Refusal(Code.ENGINES_DIFFER, "row 3"));
        assertThat(ProbeMain.parse("no")).isEqualTo(new Refusal(Code.PROBE_FAILED, "no"));
    }

    @Test
    void shouldFindWhereEnginesDiffer() {
        ModelManifest manifest = signed.candidate().manifest();
        try (XgboostEngine reference = XgboostEngine.load(artifact(), Samples.SCHEMA.size());
                CompiledEngine compiled = CompiledEngine.load(artifact(), Samples.SCHEMA.size())) {
            assertThat(EngineComparison.difference(manifest.goldenRows(), reference, compiled))
                    .isEmpty();
            assertThat(EngineComparison.difference(
                            manifest.goldenRows(), reference, new SkewedEngine(compiled, 1e-3f, 0)))
                    .hasValueSatisfying(said -> assertThat(said).contains("golden row 0", "scored"));
            assertThat(EngineComparison.difference(
                            manifest.goldenRows(), reference, new SkewedEngine(compiled, 0, 1e-3f)))
                    .hasValueSatisfying(said -> assertThat(said).contains("contribution 0"));
            assertThat(EngineComparison.difference(
                            manifest.goldenRows(), reference, new SkewedEngine(compiled, 0, Float.NaN)))
                    .hasValueSatisfying(said -> assertThat(said).contains("contribution 0"));
        }
    }

    /** Adds something to margins, or to the first contribution. */
    private record SkewedEngine(ScoringEngine engine, float toMargin, float toContribution) implements ScoringEngine {

        @Override
        public String version() {
            return "skewed";
        }

        @Override
        public float margin(float[] row) {
            return engine.margin(row) + toMargin;
        }

        @Override
        public float[] margins(float[] rows, int count) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Explanation explain(float[] row) {
            throw new UnsupportedOperationException();
        }

        @Override
        public float explain(float[] row, float[] contributions) {
            float margin = engine.explain(row, contributions) + toMargin;
            contributions[0] += toContribution;
            return margin;
        }

        @Override
        public void close() {}
    }

    private static String loadedVersion(ModelLoader loader) {
        try (ScoringEngine engine = loader.load(signed.bundle()).fold(LoadedModel::engine, refusal -> {
            throw new AssertionError(refusal);
        })) {
            return engine.version();
        }
    }

    private static ModelBundle resigned(String what, String by) {
        String manifest = new String(signed.bundle().manifest(), StandardCharsets.UTF_8);
        assertThat(manifest).contains(what);
        byte[] changed = manifest.replace(what, by).getBytes(StandardCharsets.UTF_8);
        return signed.signer().signBytes(changed, artifact());
    }

    private static ModelBundle bundle(String version, byte[] manifest, byte[] signature) {
        return new ModelBundle(version, manifest, signature, signed.signer().keyId(), artifact());
    }

    private static byte[] artifact() {
        return signed.candidate().artifact().bytes();
    }

    private static void assertRefused(ModelBundle bundle, Code code) {
        assertThat(refusal(loader(WILLING).load(bundle)).code()).isEqualTo(code);
    }

    private static Refusal refusal(LoadResult result) {
        return result.fold(
                model -> {
                    model.engine().close();
                    throw new AssertionError("loaded");
                },
                refusal -> refusal);
    }

    private static ModelLoader loader(ModelProbe probe) {
        return new ModelLoader(signed.verifier(), Samples.SCHEMA, probe);
    }
}
