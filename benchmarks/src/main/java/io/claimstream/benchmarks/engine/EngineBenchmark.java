package io.claimstream.benchmarks.engine;

import io.claimstream.benchmarks.booster.BoosterSize;
import io.claimstream.benchmarks.booster.SyntheticBooster;
import io.claimstream.model.engine.CompiledEngine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Both engines, one row at a time on one thread, over the same rows in turn. XGBoost4J is used as it is fastest: {@code inplace_predict} for
 * the margin, a matrix of one row for contributions, for which it has nothing else.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class EngineBenchmark {

    /** Rows taken in turn; more than the branch predictor learns by heart. */
    static final int ROWS = 1_024;

    /** Features of a row. */
    static final int FEATURES = 40;

    /** Folder of the boosters. */
    @Param("")
    public String folder = "";

    /** Number of trees. */
    @Param("0")
    public int trees;

    /** Depth of each tree. */
    @Param("0")
    public int depth;

    private final float[][] rows = new float[ROWS][];
    private final float[] contributions = new float[FEATURES + 1];

    @SuppressWarnings("NullAway.Init") // JMH sets it up.
    private CompiledEngine compiled;

    @SuppressWarnings("NullAway.Init") // JMH sets it up.
    private Booster xgboost;

    private int next;

    /** Loads the booster into both engines. */
    @Setup(Level.Trial)
    public void setUp() throws IOException, XGBoostError {
        byte[] artifact = Files.readAllBytes(new BoosterSize(trees, depth).in(Path.of(folder)));
        float[] all = SyntheticBooster.rows(FEATURES, ROWS, 1);
        for (int i = 0; i < ROWS; i++) {
            rows[i] = Arrays.copyOfRange(all, i * FEATURES, (i + 1) * FEATURES);
        }
        compiled = CompiledEngine.load(artifact, FEATURES);
        xgboost = XGBoost.loadModel(new ByteArrayInputStream(artifact));
        xgboost.setParam("nthread", 1);
    }

    /** Frees native memory. */
    @TearDown(Level.Trial)
    public void tearDown() {
        xgboost.dispose();
        compiled.close();
    }

    /** A margin from the compiled engine. */
    @Benchmark
    public float predictCompiled() {
        return compiled.margin(row());
    }

    /** A margin from XGBoost4J. */
    @Benchmark
    public float predictXgboost() throws XGBoostError {
        return xgboost.inplace_predict(row(), 1, FEATURES, Float.NaN)[0][0];
    }

    /** A margin with contributions from the compiled engine. */
    @Benchmark
    public float explainCompiled() {
        compiled.explain(row(), contributions);
        return contributions[0];
    }

    /** Contributions from XGBoost4J. */
    @Benchmark
    public float explainXgboost() throws XGBoostError {
        DMatrix matrix = new DMatrix(row(), 1, FEATURES, Float.NaN);
        float found = xgboost.predictContrib(matrix, 0)[0][0];
        matrix.dispose();
        return found;
    }

    private float[] row() {
        next = (next + 1) & (ROWS - 1);
        return rows[next];
    }
}
