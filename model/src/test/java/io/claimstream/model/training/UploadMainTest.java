package io.claimstream.model.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimstream.model.ProbeMain;
import io.claimstream.model.Samples;
import io.claimstream.model.Sha256;
import io.claimstream.model.artifact.Refusal;
import io.claimstream.model.artifact.Refusal.Code;
import io.claimstream.model.engine.CompiledEngine;
import io.claimstream.model.upload.UploadPackage;
import io.claimstream.model.upload.UploadRefusedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A booster that somebody else trained on columns in an order of their own. */
class UploadMainTest {

    private static final long SEED = 11;
    private static final int GOLDEN = 12;

    @TempDir
    Path folder;

    private final Dataset rows = Samples.dataset(150);
    private final List<String> shuffled = shuffled();

    @ParameterizedTest
    @ValueSource(strings = {"ubj", "json"})
    void shouldTakeAModelWhoseColumnsAreInAnotherOrder(String form) throws Exception {
        // Given
        Made made = made("reg:squarederror", form, 1);

        // When
        String said = run(made.upload());

        // Then
        assertThat(said).isEmpty();
        TrainedModel taken = TrainingFiles.readTrained(folder.resolve("out"));
        try (CompiledEngine engine = CompiledEngine.load(taken.artifact(), Samples.SCHEMA.size())) {
            for (int i = 0; i < GOLDEN; i++) {
                assertThat(engine.margin(Samples.row(i))).isEqualTo(made.margins()[i]);
            }
        }
        assertThat(taken.difficulty().trees()).isNotEmpty();
        assertThat(taken.baselines()).hasSize(2);
        assertThat(made.upload().modelSha256()).isEqualTo(Sha256.hex(made.model()));
        assertThat(made.upload().booster(Samples.SCHEMA).featureNames()).isEqualTo(Samples.SCHEMA.names());
        assertThat(made.upload().booster(Samples.SCHEMA).writtenBy()).isEqualTo("3.0.4");
    }

    @Test
    void shouldRefuseAModelThatDoesNotGiveItsGoldenRowsTheirMargins() throws Exception {
        // When: a millionth is rounding, a thousandth is another model.
        Refusal refusal =
                ProbeMain.parse(run(made("reg:squarederror", "ubj", 1.001f).upload()));

        // Then
        assertThat(refusal.code()).isEqualTo(Code.WRONG_GOLDEN_ROWS);
        assertThat(refusal.detail()).contains("golden row 1");
        assertThat(Files.exists(folder.resolve("out"))).isFalse();
    }

    @Test
    void shouldRefuseAnObjectiveThatPredictsNoLogarithm() throws Exception {
        assertThat(ProbeMain.parse(run(made("reg:squaredlogerror", "ubj", 1).upload())))
                .extracting(Refusal::code)
                .isEqualTo(Code.UNSUPPORTED);
    }

    @Test
    void shouldRefuseWhatIsNoBooster() throws Exception {
        // Given
        byte[] nothing = "{\"learner\": 1}".getBytes(StandardCharsets.UTF_8);
        UploadPackage upload = UploadPackage.of(nothing, names(shuffled), csv(new float[GOLDEN]), Samples.SCHEMA);

        // Then
        assertThat(ProbeMain.parse(run(upload)).code()).isEqualTo(Code.BAD_STRUCTURE);
    }

    @Test
    void shouldRefuseNamesThatTheModelItselfContradicts() throws Exception {
        // Given: a booster that names its columns, given with others' order.
        byte[] own = UploadPackage.of(
                        made("reg:squarederror", "ubj", 1).model(),
                        names(shuffled),
                        csv(new float[GOLDEN]),
                        Samples.SCHEMA)
                .booster(Samples.SCHEMA)
                .normalised();
        UploadPackage upload = UploadPackage.of(own, names(shuffled), csv(new float[GOLDEN]), Samples.SCHEMA);

        // Then
        assertThatThrownBy(() -> upload.booster(Samples.SCHEMA))
                .isInstanceOfSatisfying(UploadRefusedException.class, it -> assertThat(it.code())
                        .isEqualTo("OTHER_FEATURES"));
        assertThat(ProbeMain.parse(run(upload)).code()).isEqualTo(Code.WRONG_FEATURES);
    }

    /** A model made elsewhere, and what it says of the first rows. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Made(byte[] model, float[] margins, UploadPackage upload) {}

    private Made made(String objective, String form, float factor) throws XGBoostError {
        int features = shuffled.size();
        DMatrix matrix = new DMatrix(moved(rows.size()), rows.size(), features, Float.NaN);
        float[] labels = new float[rows.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (float) StrictMath.log(rows.row(i).label());
        }
        matrix.setLabel(labels);
        Booster booster = XGBoost.train(
                matrix,
                Map.of("objective", objective, "max_depth", 3, "nthread", 1, "seed", 7),
                10,
                Map.of(),
                null,
                null);
        DMatrix first = new DMatrix(moved(GOLDEN), GOLDEN, features, Float.NaN);
        float[] margins = new float[GOLDEN];
        float[] wrong = new float[GOLDEN];
        float[][] predicted = booster.predict(first, true);
        for (int i = 0; i < GOLDEN; i++) {
            margins[i] = predicted[i][0];
            wrong[i] = margins[i] * factor;
        }
        byte[] model = booster.toByteArray(form);
        booster.dispose();
        first.dispose();
        matrix.dispose();
        return new Made(model, margins, UploadPackage.of(model, names(shuffled), csv(wrong), Samples.SCHEMA));
    }

    /** Rows with their columns in the maker's order. */
    private float[] moved(int count) {
        float[] values = new float[count * shuffled.size()];
        for (int i = 0; i < count; i++) {
            float[] row = Samples.row(i);
            for (int j = 0; j < shuffled.size(); j++) {
                values[i * shuffled.size() + j] = row[Samples.SCHEMA.names().indexOf(shuffled.get(j))];
            }
        }
        return values;
    }

    private byte[] csv(float[] margins) {
        StringBuilder text = new StringBuilder("margin," + String.join(",", Samples.SCHEMA.names()) + "\n");
        for (int i = 0; i < margins.length; i++) {
            text.append(margins[i]);
            for (float value : Samples.row(i)) {
                text.append(',').append(Float.isNaN(value) ? "" : Float.toString(value));
            }
            text.append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] names(List<String> names) {
        return ("[\"" + String.join("\", \"", names) + "\"]").getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> shuffled() {
        List<String> names = new ArrayList<>(Samples.SCHEMA.names());
        Collections.shuffle(names, new Random(SEED));
        return names;
    }

    private String run(UploadPackage upload) throws IOException {
        TrainingFiles.writeInput(folder.resolve("in"), rows, Samples.TINY);
        Files.write(folder.resolve("in").resolve(UploadMain.UPLOAD), upload.toBytes());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8)) {
            int code = UploadMain.run(
                    new String[] {
                        folder.resolve("in").toString(), folder.resolve("out").toString()
                    },
                    printed,
                    printed);
            String said = out.toString(StandardCharsets.UTF_8).strip();
            assertThat(code).as(said).isEqualTo(said.isEmpty() ? 0 : UploadMain.NO);
            return said;
        }
    }
}
