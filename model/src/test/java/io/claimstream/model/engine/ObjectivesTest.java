package io.claimstream.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimstream.model.artifact.BoosterArtifact;
import io.claimstream.model.artifact.ModelRefusedException;
import io.claimstream.model.artifact.Objective;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Boosters trained here, one of each objective, and every form of base score. */
class ObjectivesTest {

    private static final int FEATURES = 12;
    private static final int ROWS = 500;

    @ParameterizedTest
    @EnumSource(Objective.class)
    void shouldAgreeWithXgboost(Objective objective) throws XGBoostError {
        byte[] artifact = train(objective, "json", 5);
        CompiledEngine engine = CompiledEngine.load(artifact, FEATURES);

        try (XgboostEngine reference = XgboostEngine.load(artifact, FEATURES)) {
            Random random = new Random(3);
            for (int i = 0; i < 60; i++) {
                Agreement.check(reference, engine, row(random));
            }
        }
        assertThat(BoosterArtifact.read(artifact, FEATURES).forest().objective())
                .isEqualTo(objective);
    }

    @ParameterizedTest
    @EnumSource(
            value = Objective.class,
            names = {"LOGISTIC", "GAMMA", "SQUARED_ERROR"})
    void shouldStartWhereXgboostStarts(Objective objective) throws XGBoostError {
        String artifact = new String(train(objective, "json", 1), StandardCharsets.UTF_8);
        Random random = new Random(11);
        float[] row = row(random);
        for (int i = 0; i < 150; i++) {
            float score = objective == Objective.LOGISTIC
                    ? Math.max(1e-6f, random.nextFloat())
                    : (float) Math.exp(10 * random.nextGaussian());
            byte[] changed = withBaseScore(artifact, i % 2 == 0 ? "[" + score + "]" : Double.toString(score));
            try (XgboostEngine reference = XgboostEngine.load(changed, FEATURES)) {
                assertThat(CompiledEngine.load(changed, FEATURES).margin(row))
                        .as("base score %s", score)
                        .isEqualTo(reference.margin(row));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.9", "7.9E0", "[7.9E0]", " [ 7.9 ] ", "79e-1", "+7.90000000000000000001", "0.79E+01"})
    void shouldReadABaseScoreInAnyForm(String form) throws XGBoostError {
        String artifact = new String(train(Objective.SQUARED_ERROR, "json", 1), StandardCharsets.UTF_8);
        byte[] changed = withBaseScore(artifact, form);

        assertThat(BoosterArtifact.read(changed, FEATURES).forest().baseMargin())
                .isEqualTo(7.9f);
        try (XgboostEngine reference = XgboostEngine.load(changed, FEATURES)) {
            float[] row = row(new Random(1));
            assertThat(reference.margin(row))
                    .isEqualTo(CompiledEngine.load(changed, FEATURES).margin(row))
                    .isGreaterThan(5f);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "[7.9", "NaN", "1e39", "0x1p3", "[1,2]", "seven", "[[1]]", "--1"})
    void shouldRefuseABaseScoreThatIsNoNumber(String form) throws XGBoostError {
        String artifact = new String(train(Objective.SQUARED_ERROR, "json", 1), StandardCharsets.UTF_8);

        assertThatThrownBy(() -> CompiledEngine.load(withBaseScore(artifact, form), FEATURES))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining("base_score");
    }

    @Test
    void shouldRefuseABaseScoreOutsideTheObjectivesRange() throws XGBoostError {
        String logistic = new String(train(Objective.LOGISTIC, "json", 1), StandardCharsets.UTF_8);
        String gamma = new String(train(Objective.GAMMA, "json", 1), StandardCharsets.UTF_8);

        assertThatThrownBy(() -> CompiledEngine.load(withBaseScore(logistic, "1"), FEATURES))
                .hasMessageContaining("range of binary:logistic");
        assertThatThrownBy(() -> CompiledEngine.load(withBaseScore(gamma, "[0E0]"), FEATURES))
                .hasMessageContaining("range of reg:gamma");
    }

    @Test
    void shouldReadJsonAndUbjAlike() throws XGBoostError {
        byte[] json = BoosterArtifact.read(train(Objective.TWEEDIE, "json", 4), FEATURES)
                .normalised();
        byte[] ubj = BoosterArtifact.read(train(Objective.TWEEDIE, "ubj", 4), FEATURES)
                .normalised();

        Random random = new Random(5);
        for (int i = 0; i < 20; i++) {
            float[] row = row(random);
            assertThat(CompiledEngine.load(json, FEATURES).margin(row))
                    .isEqualTo(CompiledEngine.load(ubj, FEATURES).margin(row));
        }
    }

    private static byte[] withBaseScore(String artifact, String form) {
        String changed = artifact.replaceFirst("\"base_score\":\"[^\"]*\"", "\"base_score\":\"" + form + "\"");
        return changed.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] train(Objective objective, String form, int rounds) throws XGBoostError {
        Random random = new Random(7);
        float[] values = new float[ROWS * FEATURES];
        float[] labels = new float[ROWS];
        for (int i = 0; i < ROWS; i++) {
            float[] row = row(random);
            System.arraycopy(row, 0, values, i * FEATURES, FEATURES);
            float signal = (Float.isNaN(row[0]) ? 0 : row[0]) + (Float.isNaN(row[1]) ? 0 : row[1] * row[1]);
            labels[i] = objective.text().endsWith("logistic") ? (signal > 1 ? 1 : 0) : 1 + Math.abs(signal);
        }
        Map<String, Object> parameters = new HashMap<>(Map.of("objective", objective.text(), "max_depth", 6));
        parameters.putAll(Map.of("nthread", 1, "verbosity", 0, "min_child_weight", 0, "quantile_alpha", 0.7));
        DMatrix matrix = new DMatrix(values, ROWS, FEATURES, Float.NaN);
        matrix.setLabel(labels);
        Booster booster = XGBoost.train(matrix, parameters, rounds, Map.of(), null, null);
        try {
            return booster.toByteArray(form);
        } finally {
            booster.dispose();
            matrix.dispose();
        }
    }

    private static float[] row(Random random) {
        float[] row = new float[FEATURES];
        for (int i = 0; i < FEATURES; i++) {
            row[i] = random.nextInt(8) == 0 ? Float.NaN : (float) random.nextGaussian();
        }
        return row;
    }
}
