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
import io.claimstream.model.published.ServedModel;
import io.claimstream.model.training.Candidate;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class SwapUnderLoadTest {

    private static final int THREADS = 2;
    private static final int SWAPS = 1_000;
    private static final int MODELS = 3;
    private static final int CLAIMS = 50;

    private final Champions champions = new Champions();
    private final LiveScorer scorer = new LiveScorer(
            champions,
            new ScoringMetrics(new SimpleMeterRegistry(), Clock.fixed(TestModels.NOW, ZoneOffset.UTC)),
            Clock.fixed(TestModels.NOW, ZoneOffset.UTC));
    private final AtomicBoolean isSwapping = new AtomicBoolean(true);
    private final AtomicInteger closed = new AtomicInteger();
    private final LongAccumulator longestGap = new LongAccumulator(Math::max, 0);
    private final List<AtomicLong> progress = new CopyOnWriteArrayList<>();

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
        Pauses withoutSwap = new Pauses();
        Pauses withSwap = new Pauses();
        for (int swap = 0; swap < SWAPS; swap++) {
            int place = swap;
            int next = swap % MODELS;
            LoadedModel model = fresh(candidates.get(next), versions.get(next));
            // In turns, and as often: whatever else the machine does then hits both alike.
            withoutSwap.add(longestGap(() -> {}));
            withSwap.add(longestGap(
                    () -> champions.put(TestModels.SLOT, new ServedModel(model), calibration(versions, next), place)));
        }
        isSwapping.set(false);
        System.out.printf(
                "longest gap between two records of a thread: without swap %s; with swap %s%n", withoutSwap, withSwap);

        // Then
        for (Future<List<ClaimScored>> scores : scoring) {
            assertThat(scores.get()).isNotEmpty().allSatisfy(score -> assertThat(score)
                    .isEqualTo(rescored(score, references, versions)));
        }
        threads.shutdown();
        // Beside each other, since an absolute time would depend on what else the machine does.
        assertThat(withSwap.micros(0.5)).isLessThanOrEqualTo(3 * withoutSwap.micros(0.5));
        assertThat(withSwap.micros(0.99)).isLessThanOrEqualTo(3 * withoutSwap.micros(0.99));
        assertThat(closed).hasValue(SWAPS - 1);
        champions.clear();
        assertThat(closed).hasValue(SWAPS);
        references.values().forEach(reference -> reference.engine().close());
    }

    private List<ClaimScored> scoreWhileSwapping() {
        List<ClaimScored> scores = new ArrayList<>();
        AtomicLong scored = new AtomicLong();
        progress.add(scored);
        int claim = 0;
        long last = System.nanoTime();
        while (isSwapping.get() || scores.size() < CLAIMS) {
            scores.add(scorer.score(claim(claim++ % CLAIMS), TestModels.REF).live());
            long now = System.nanoTime();
            longestGap.accumulate(now - last);
            last = now;
            scored.incrementAndGet();
        }
        return scores;
    }

    /**
     * The longest time that any thread took from one record to the next while something was done and until every thread has scored
     * two more.
     */
    private long longestGap(Runnable work) {
        awaitProgress();
        longestGap.reset();
        work.run();
        awaitProgress();
        return longestGap.get();
    }

    private void awaitProgress() {
        while (progress.size() < THREADS) {
            Thread.onSpinWait();
        }
        for (AtomicLong scored : progress) {
            long until = scored.get() + 2;
            while (scored.get() < until) {
                LockSupport.parkNanos(1_000);
            }
        }
    }

    /** Gaps in nanoseconds, one for each window. */
    private static final class Pauses {

        private final List<Long> gaps = new ArrayList<>();

        void add(long nanos) {
            gaps.add(nanos);
        }

        double micros(double share) {
            List<Long> sorted = gaps.stream().sorted().toList();
            return sorted.get((int) Math.ceil(share * sorted.size()) - 1) / 1_000.0;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT, "p50 %.0f us, p99 %.0f us, max %.0f us", micros(0.5), micros(0.99), micros(1));
        }
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
