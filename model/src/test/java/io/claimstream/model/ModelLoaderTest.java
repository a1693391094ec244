package io.claimstream.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.model.Refusal.Code;
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
        LoadResult result = loader(WILLING).load(signed.bundle());

        try (ScoringEngine engine = result.fold(LoadedModel::engine, refusal -> {
            throw new AssertionError(refusal);
        })) {
            assertThat(engine.version()).isEqualTo(XgboostEngine.VERSION);
            assertThat(signed.bundle().version()).matches("m-[0-9a-f]{12}");
        }
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
        assertRefused(resigned("\"format\":1", "\"format\":2"), Code.BAD_MANIFEST);
        assertRefused(resigned("\"format\":1,", ""), Code.BAD_MANIFEST);
    }

    @Test
    void shouldRefuseWhatTheProbeRefuses() {
        LoadResult result = loader(bundle -> Optional.of("it died")).load(signed.bundle());

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

        ProbeMain.prepare(probe, resigned("\"format\":1", "\"format\":2"));
        assertThat(ProbeMain.refuse(probe))
                .hasValueSatisfying(reason -> assertThat(reason).contains("format"));
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
