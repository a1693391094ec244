package io.claimstream.model.published;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimstream.model.KeyFiles;
import io.claimstream.model.ModelBundle;
import io.claimstream.model.ModelLoader;
import io.claimstream.model.ModelManifest;
import io.claimstream.model.ModelVerifier;
import io.claimstream.model.Samples;
import io.claimstream.model.artifact.Refusal.Code;
import io.claimstream.model.engine.CompiledEngine;
import io.claimstream.model.engine.Explanation;
import io.claimstream.model.engine.ScoringEngine;
import io.claimstream.model.published.ModelShelf.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ModelShelfTest {

    private static final Duration REFUSED_FOR = Duration.ofMinutes(1);

    @TempDir
    static Path folder;

    private static final List<ModelBundle> SIGNED = new ArrayList<>();

    private final Map<String, ModelBundle> published = new HashMap<>();
    private final AtomicInteger loads = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private final AtomicLong nanos = new AtomicLong();
    private volatile CountDownLatch gate = new CountDownLatch(0);

    @BeforeAll
    static void sign() {
        // Three versions of one artifact: their manifests differ in what is said of them.
        for (String engine : List.of("one", "two", "three")) {
            var candidate = Samples.candidate();
            var manifest = candidate.manifest();
            var other = new ModelManifest(
                    manifest.format(),
                    manifest.lineOfBusiness(),
                    manifest.currency(),
                    manifest.insurer(),
                    manifest.featureSet(),
                    manifest.features(),
                    manifest.target(),
                    engine,
                    manifest.parameters(),
                    manifest.artifactSha256(),
                    manifest.artifactBytes(),
                    manifest.dataset(),
                    manifest.measurement(),
                    manifest.holdout(),
                    manifest.doubt(),
                    manifest.goldenRows());
            SIGNED.add(KeyFiles.signer(folder).sign(other, candidate.artifact().bytes()));
        }
    }

    @BeforeEach
    void publish() {
        SIGNED.forEach(it -> published.put(it.version(), it));
    }

    @Test
    void shouldLoadOnceForAllWhoAskAtOnce() throws Exception {
        // Given
        gate = new CountDownLatch(1);
        try (ModelShelf shelf = shelf(2, Long.MAX_VALUE)) {
            List<CompletableFuture<ServedModel>> asked = new ArrayList<>();

            // When
            for (int i = 0; i < 8; i++) {
                asked.add(CompletableFuture.supplyAsync(() -> take(shelf, 0)));
            }
            gate.countDown();

            // Then
            for (CompletableFuture<ServedModel> one : asked) {
                assertThat(one.get(30, TimeUnit.SECONDS)).isSameAs(asked.get(0).get());
                one.get().release();
            }
            assertThat(loads).hasValue(1);
            assertThat(closed).hasValue(0);
        }
        assertThat(closed).hasValue(1);
    }

    @Test
    void shouldKeepThoseUsedLastAndCloseOthersWhenTheLastHolderLetsGo() {
        try (ModelShelf shelf = shelf(2, Long.MAX_VALUE)) {
            // Given
            ServedModel held = take(shelf, 0);
            take(shelf, 1).release();

            // When
            take(shelf, 2).release();

            // Then
            assertThat(closed)
                    .as("one is pushed off, but somebody scores with it")
                    .hasValue(0);
            held.release();
            assertThat(closed).hasValue(1);
            take(shelf, 1).release();
            assertThat(loads).as("the other is still there").hasValue(3);
        }
        assertThat(closed).hasValue(3);
    }

    @Test
    void shouldKeepWithinItsBytesButAlwaysTheOneAskedFor() {
        // Given
        int size = SIGNED.get(0).artifact().length;
        try (ModelShelf shelf = shelf(8, size)) {
            // When
            take(shelf, 0).release();
            take(shelf, 1).release();

            // Then
            assertThat(closed).hasValue(1);
            take(shelf, 1).release();
            assertThat(loads).hasValue(2);
        }
    }

    @Test
    void shouldRememberARefusalForAWhile() {
        try (ModelShelf shelf = shelf(2, Long.MAX_VALUE)) {
            // Given
            published.clear();

            // When
            Answer first = shelf.take(SIGNED.get(0).version());

            // Then
            assertThat(refusal(first)).isEqualTo(Code.INCOMPLETE);
            publish();
            assertThat(refusal(shelf.take(SIGNED.get(0).version()))).isEqualTo(Code.INCOMPLETE);
            nanos.addAndGet(REFUSED_FOR.toNanos() + 1);
            take(shelf, 0).release();
        }
    }

    @Test
    void shouldTryAgainAfterAFailure() {
        // Given
        AtomicInteger asked = new AtomicInteger();
        try (ModelShelf shelf = new ModelShelf(
                version -> {
                    if (asked.incrementAndGet() == 1) {
                        throw new IllegalStateException("the disk is away");
                    }
                    return Optional.ofNullable(published.get(version));
                },
                loader(),
                new ModelShelf.Limits(2, Long.MAX_VALUE, REFUSED_FOR))) {
            // When, Then
            assertThatThrownBy(() -> take(shelf, 0)).hasMessage("the disk is away");
            take(shelf, 0).release();
        }
    }

    private static Code refusal(Answer answer) {
        return answer.fold(
                model -> {
                    throw new AssertionError("Expected a refusal");
                },
                refusal -> refusal.code());
    }

    private static ServedModel take(ModelShelf shelf, int number) {
        return shelf.take(SIGNED.get(number).version()).fold(it -> it, refusal -> {
            throw new AssertionError(refusal);
        });
    }

    private ModelShelf shelf(int models, long bytes) {
        return new ModelShelf(
                version -> Optional.ofNullable(published.get(version)),
                loader(),
                new ModelShelf.Limits(models, bytes, REFUSED_FOR),
                nanos::get);
    }

    private ModelLoader loader() {
        return new ModelLoader(
                new ModelVerifier(KeyFiles.trusted(folder)),
                Samples.SCHEMA,
                bundle -> Optional.empty(),
                (artifact, features) -> {
                    try {
                        gate.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    loads.incrementAndGet();
                    return new Counted(CompiledEngine.load(artifact, features));
                });
    }

    /** Counts how many engines are closed. */
    private final class Counted implements ScoringEngine {

        private final ScoringEngine engine;

        Counted(ScoringEngine engine) {
            this.engine = engine;
        }

        @Override
        public String version() {
            return engine.version();
        }

        @Override
        public float margin(float[] row) {
            return engine.margin(row);
        }

        @Override
        public float[] margins(float[] rows, int count) {
            return engine.margins(rows, count);
        }

        @Override
        public Explanation explain(float[] row) {
            return engine.explain(row);
        }

        @Override
        public float explain(float[] row, float[] contributions) {
            return engine.explain(row, contributions);
        }

        @Override
        public void close() {
            closed.incrementAndGet();
            engine.close();
        }
    }
}
