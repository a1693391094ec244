package io.claimstream.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.event.CalibrationRecord;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimScored;
import io.claimstream.model.LoadedModel;
import io.claimstream.model.ModelBundle;
import io.claimstream.model.ReviewReason;
import io.claimstream.model.Scorer;
import io.claimstream.model.engine.CompiledEngine;
import io.claimstream.model.training.Candidate;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SwapUnderLoadTest {

    private static final int THREADS = 3;
    private static final int SWAPS = 1_000;
    private static final int MODELS = 3;
    private static final int CLAIMS = 50;

    private final Champions champions = new Champions();
    private final LiveScorer scorer = new LiveScorer(
            champions, new ScoringMetrics(new SimpleMeterRegistry()), Clock.fixed(TestModels.NOW, ZoneOffset.UTC));
    private final AtomicBoolean isSwapping = new AtomicBoolean(true);
    private final AtomicInteger closed = new AtomicInteger();

    @Test
    void shouldScoreEachClaimByExactlyTheVersionItNames() throws Exception {
        // Given
        List<Candidate> candidates = new ArrayList<>();
        Map<String, LoadedModel> references = new HashMap<>();
        for (int seed = 1; seed <= MODELS; seed++) {
            candidates.add(TestModels.candidate(seed));
            LoadedModel reference = TestModels.loaded(seed);
            references.put(reference.version(), reference);
        }
        assertThat(references).hasSize(MODELS);
        List<String> versions = candidates.stream()
                .map(candidate -> ModelBundle.versionOf(candidate.manifest().toBytes()))
                .toList();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);

        // When
        List<Future<List<ClaimScored>>> scoring = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            scoring.add(threads.submit(this::scoreWhileSwapping));
        }
        for (int swap = 0; swap < SWAPS; swap++) {
            int next = swap % MODELS;
            champions.put(
                    TestModels.SLOT,
                    fresh(candidates.get(next), versions.get(next)),
                    calibration(versions, next),
                    swap);
        }
        isSwapping.set(false);

        // Then
        for (Future<List<ClaimScored>> scores : scoring) {
            assertThat(scores.get()).isNotEmpty().allSatisfy(score -> assertThat(score)
                    .isEqualTo(rescored(score, references, versions)));
        }
        threads.shutdown();
        assertThat(closed).hasValue(SWAPS - 1);
        champions.clear();
        assertThat(closed).hasValue(SWAPS);
        references.values().forEach(reference -> reference.engine().close());
    }

    private List<ClaimScored> scoreWhileSwapping() {
        List<ClaimScored> scores = new ArrayList<>();
        int claim = 0;
        while (isSwapping.get() || scores.size() < CLAIMS) {
            scores.add(scorer.score(claim(claim++ % CLAIMS), TestModels.REF));
        }
        return scores;
    }

    private LoadedModel fresh(Candidate candidate, String version) {
        return CountingEngine.counted(
                new LoadedModel(
                        version,
                        candidate.manifest(),
                        CompiledEngine.load(candidate.artifact().bytes(), TestModels.SCHEMA.size())),
                closed);
    }

    private static ClaimScored rescored(ClaimScored score, Map<String, LoadedModel> references, List<String> versions) {
        ClaimFeatures features = claim(Integer.parseInt(score.getClaimId().substring(2)));
        LoadedModel model = references.get(score.getModelVersion());
        if (model == null) {
            return Scorer.baseline(features, TestModels.REF, ReviewReason.NO_MODEL, TestModels.NOW);
        }
        int place = versions.indexOf(score.getModelVersion());
        return Scorer.score(features, TestModels.REF, model, calibration(versions, place), TestModels.NOW);
    }

    private static Optional<CalibrationRecord> calibration(List<String> versions, int place) {
        return Optional.of(TestModels.calibration(place + 1, versions.get(place)));
    }

    private static ClaimFeatures claim(int number) {
        return TestModels.features(number);
    }
}
