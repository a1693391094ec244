package io.claimstream.benchmarks.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.claimstream.benchmarks.booster.BoosterSize;
import io.claimstream.benchmarks.booster.SyntheticBooster;
import io.claimstream.benchmarks.engine.EngineReport.Case;
import io.claimstream.benchmarks.engine.EngineReport.Pair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineBenchmarkTest {

    @TempDir
    static Path folder;

    @Test
    void shouldMeasureTwoEnginesThatAgree() throws IOException, XGBoostError {
        BoosterSize size = new BoosterSize(5, 3);
        Files.write(size.in(folder), SyntheticBooster.train(EngineBenchmark.FEATURES, size));
        EngineBenchmark compiled = benchmark(size);
        EngineBenchmark reference = benchmark(size);

        for (int i = 0; i < 20; i++) {
            assertThat(compiled.predictCompiled()).isEqualTo(reference.predictXgboost());
            assertThat(compiled.explainCompiled()).isCloseTo(reference.explainXgboost(), within(1e-5f));
        }
        compiled.tearDown();
        reference.tearDown();
    }

    @Test
    void shouldReportRatiosAndWhetherTheyAreEnough() throws IOException {
        Case fast = new Case(100, 4, Pair.of(1, 20), Pair.of(10, 130));
        Case slow = new Case(300, 6, Pair.of(2, 29), Pair.of(10, 130));

        JsonNode json = new JsonMapper()
                .readTree(EngineReport.of(true, List.of(fast, slow)).toJson());
        assertThat(json.at("/cases/0/explain/ratio").doubleValue()).isEqualTo(13);
        assertThat(json.at("/goals/met").booleanValue()).isFalse();
        assertThat(EngineReport.of(true, List.of(fast)).goals().met()).isTrue();
        assertThat(EngineReport.of(true, List.of(fast, slow)).toTable()).hasLineCount(3);
    }

    private static EngineBenchmark benchmark(BoosterSize size) throws IOException, XGBoostError {
        EngineBenchmark benchmark = new EngineBenchmark();
        benchmark.folder = folder.toString();
        benchmark.trees = size.trees();
        benchmark.depth = size.depth();
        benchmark.setUp();
        return benchmark;
    }
}
