package io.claimstream.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.claimstream.event.DeploymentAction;
import io.claimstream.event.ModelArtifactChunk;
import io.claimstream.event.ModelDeployment;
import io.claimstream.event.ModelSlot;
import io.claimstream.event.ModelVersion;
import io.claimstream.model.ChunkAssembly;
import io.claimstream.model.KeyFiles;
import io.claimstream.model.ModelBundle;
import io.claimstream.model.ModelLoader;
import io.claimstream.model.ModelProbe;
import io.claimstream.model.ModelSigner;
import io.claimstream.model.ModelVerifier;
import io.claimstream.model.Scorer;
import io.claimstream.model.Slots;
import io.claimstream.model.artifact.Refusal;
import io.claimstream.model.published.ModelArchive;
import io.claimstream.model.published.ModelCatalogue;
import io.claimstream.model.training.Candidate;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.registry.InMemorySchemaRegistry;
import io.claimstream.schemas.serde.EventSerdes;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From records on the model topics to what is in service, without a broker and without the child process. */
class ModelStageTest {

    private static final int STAGED_AHEAD = 3;

    @TempDir
    Path folder;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ScoringMetrics metrics = new ScoringMetrics(meters, Clock.fixed(TestModels.NOW, ZoneOffset.UTC));
    private final EventSerdes serdes = new EventSerdes(new InMemorySchemaRegistry());
    private final Champions champions = new Champions();
    private final Map<String, Long> offsets = new HashMap<>();
    private final SteppedClock clock = new SteppedClock();
    private ModelSigner signer;
    private ModelProbe probe = bundle -> Optional.empty();
    private ModelDesk desk;
    private ModelStage stage;
    private StagedModels staged;
    private Executor loads = Runnable::run;

    @BeforeEach
    void open() {
        signer = KeyFiles.signer(folder.resolve("keys"));
        reopen();
    }

    @AfterEach
    void close() {
        champions.clear();
        staged.close();
    }

    @Test
    void shouldServeWhatIsPromotedWithItsCalibration() {
        ModelBundle bundle = publish(TestModels.bundle(1, signer), 1);

        promote(bundle.version(), 1);

        assertServed(bundle.version(), 1);
        assertThat(meters.get(ScoringMetrics.SLOTS_BEHIND).gauge().value()).isZero();
    }

    @Test
    void shouldTakeOverALaterCalibrationOfTheSameVersion() {
        ModelBundle bundle = publish(TestModels.bundle(1, signer), 1);
        promote(bundle.version(), 1);

        send(Topics.MODELS_CALIBRATION, TestModels.calibration(5, bundle.version()));
        stage.advance();

        assertServed(bundle.version(), 5);
    }

    @Test
    void shouldFollowPinsAndRollbacksAndPassOverOtherMoves() {
        ModelBundle first = publish(TestModels.bundle(1, signer), 1);
        ModelBundle second = publish(TestModels.bundle(2, signer), 2);
        promote(first.version(), 1);

        deploy(TestModels.deployment(DeploymentAction.REFUSED, second.version(), 2));
        deploy(TestModels.deployment(DeploymentAction.SHADOWED, second.version(), 2));
        assertServed(first.version(), 1);
        deploy(TestModels.deployment(DeploymentAction.PINNED, second.version(), 2));
        assertServed(second.version(), 2);
        deploy(TestModels.deployment(DeploymentAction.ROLLED_BACK, first.version(), 1));
        assertServed(first.version(), 1);
    }

    @Test
    void shouldGoBackToTheBaseline() {
        promote(publish(TestModels.bundle(1, signer), 1).version(), 1);

        deploy(ModelDeployment.newBuilder(TestModels.deployment(DeploymentAction.ROLLED_BACK, Scorer.BASELINE, 1))
                .setCalibration(null)
                .build());

        assertThat(champions.isEmpty()).isTrue();
        assertThat(meters.get(ScoringMetrics.SLOTS_BEHIND).gauge().value()).isZero();
    }

    @Test
    void shouldKeepTheLastGoodModelWhenTheNextIsNotSigned() {
        ModelBundle good = publish(TestModels.bundle(1, signer), 1);
        promote(good.version(), 1);
        ModelSigner stranger = KeyFiles.signer(folder.resolve("stranger"));

        ModelBundle bad = publish(TestModels.bundle(2, stranger), 2);
        promote(bad.version(), 2);

        assertServed(good.version(), 1);
        assertThat(refused("UNKNOWN_KEY")).isEqualTo(1);
        assertThat(meters.get(ScoringMetrics.SLOTS_BEHIND).gauge().value()).isEqualTo(1);
        stage.advance();
        assertThat(refused("UNKNOWN_KEY")).isEqualTo(1);
    }

    @Test
    void shouldKeepTheLastGoodModelWhenTheNextIsCorrupt() {
        ModelBundle good = publish(TestModels.bundle(1, signer), 1);
        promote(good.version(), 1);
        ModelBundle whole = TestModels.bundle(2, signer);
        byte[] artifact = whole.artifact().clone();
        artifact[artifact.length / 2] ^= 1;

        ModelBundle bad = publish(
                new ModelBundle(whole.version(), whole.manifest(), whole.signature(), whole.signingKeyId(), artifact),
                2);
        promote(bad.version(), 2);

        assertServed(good.version(), 1);
        assertThat(refused("WRONG_ARTIFACT")).isEqualTo(1);
    }

    @Test
    void shouldReportAHalfPublishedModelOnceAndServeItWhenTheRestComes() {
        // Given
        ModelBundle good = publish(TestModels.bundle(1, signer), 1);
        promote(good.version(), 1);
        ModelBundle half = TestModels.bundle(2, signer);
        send(Topics.MODELS_VERSIONS, half.toEvent(TestModels.NOW));
        send(Topics.MODELS_CALIBRATION, TestModels.calibration(2, half.version()));

        // When
        promote(half.version(), 2);
        stage.advance();

        // Then
        assertServed(good.version(), 1);
        assertThat(refused("INCOMPLETE")).isEqualTo(1);
        half.chunks().forEach(chunk -> send(Topics.MODELS_ARTIFACTS, chunk));
        stage.advance();
        assertServed(half.version(), 2);
    }

    @Test
    void shouldWaitForTheCalibrationThatAPromotionNames() {
        ModelBundle bundle = publish(TestModels.bundle(1, signer), 1);

        promote(bundle.version(), 7);
        assertThat(champions.isEmpty()).isTrue();
        assertThat(refused("WRONG_CALIBRATION")).isEqualTo(1);
        send(Topics.MODELS_CALIBRATION, TestModels.calibration(7, bundle.version()));
        stage.advance();

        assertServed(bundle.version(), 7);
    }

    @Test
    void shouldRefuseACalibrationOfAnotherVersion() {
        ModelBundle bundle = publish(TestModels.bundle(1, signer), 1);
        send(Topics.MODELS_CALIBRATION, TestModels.calibration(9, "m-000000000000"));

        promote(bundle.version(), 9);

        assertThat(champions.isEmpty()).isTrue();
        assertThat(refused("WRONG_CALIBRATION")).isEqualTo(1);
    }

    @Test
    void shouldRefuseAModelForAnotherSlot() {
        Candidate foreign = TestModels.candidate(1, Slots.everyInsurer("MOTOR_INJURY", "EUR"));
        ModelBundle bundle =
                publish(signer.sign(foreign.manifest(), foreign.artifact().bytes()), 1);

        promote(bundle.version(), 1);

        assertThat(champions.isEmpty()).isTrue();
        assertThat(refused("WRONG_SLOT")).isEqualTo(1);
    }

    @Test
    void shouldServeAModelForEveryInsurerWhereItIsPinnedForOne() {
        ModelBundle bundle = publish(TestModels.bundle(1, signer), 1);
        ModelSlot slot =
                ModelSlot.newBuilder(TestModels.SLOT).setInsurer("acme").build();

        deploy(ModelDeployment.newBuilder(TestModels.deployment(DeploymentAction.PINNED, bundle.version(), 1))
                .setSlot(slot)
                .build());

        assertThat(champions.of(slot)).isPresent();
        assertThat(champions.of(TestModels.SLOT)).isEmpty();
    }

    @Test
    void shouldServeTheOneBeforeWhenTheLatestIsRefusedAfterARestart() {
        // Given
        ModelBundle good = publish(TestModels.bundle(1, signer), 1);
        promote(good.version(), 1);
        ModelBundle bad = publish(TestModels.bundle(2, KeyFiles.signer(folder.resolve("stranger"))), 2);
        promote(bad.version(), 2);
        champions.clear();

        // When
        reopen();
        send(Topics.MODELS_CALIBRATION, TestModels.calibration(1, good.version()));
        send(Topics.MODELS_CALIBRATION, TestModels.calibration(2, bad.version()));
        send(Topics.MODELS_DEPLOYMENTS, TestModels.deployment(DeploymentAction.PROMOTED, good.version(), 1));
        promote(bad.version(), 2);

        // Then
        assertServed(good.version(), 1);
    }

    @Test
    void shouldFetchAgainWhatIsSpoiltOnDisk() throws IOException {
        // Given
        ModelBundle bundle = publish(TestModels.bundle(1, signer), 1);
        Files.write(folder.resolve("archive").resolve(bundle.version()).resolve("model.ubj"), new byte[] {1});
        reopen();

        // When
        publish(bundle, 1);
        promote(bundle.version(), 1);

        // Then
        assertServed(bundle.version(), 1);
    }

    @Test
    void shouldTellWhichSlotIsBehindSinceWhenAndWhy() {
        // Given
        ModelBundle good = publish(TestModels.bundle(1, signer), 1);
        promote(good.version(), 1);
        assertThat(stage.states()).extracting(SlotState::complaint).containsExactly("");
        ModelBundle bad = publish(TestModels.bundle(2, KeyFiles.signer(folder.resolve("stranger"))), 2);

        // When
        promote(bad.version(), 2);
        promote("m-000000000009", 2);
        clock.step(Duration.ofSeconds(7));

        // Then
        assertThat(meters.get(ScoringMetrics.MODEL_BEHIND).gauge().value()).isEqualTo(7);
        assertThat(meters.get(ScoringMetrics.DEPLOYMENT_OFFSET)
                        .tag("version", good.version())
                        .gauge()
                        .value())
                .isZero();
        assertThat(stage.states()).singleElement().satisfies(state -> assertThat(state.complaint())
                .contains("serves " + good.version() + " instead of m-000000000009")
                .contains("INCOMPLETE, version m-000000000009 has no manifest and 0 chunks so far"));
        promote(good.version(), 1);
        assertThat(meters.get(ScoringMetrics.MODEL_BEHIND).gauge().value()).isZero();
        assertThat(stage.states()).extracting(SlotState::complaint).containsExactly("");
    }

    @Test
    void shouldShowADeploymentAsNotServedWhileItsModelLoads() {
        // Given
        ModelBundle bundle = publish(TestModels.bundle(1, signer), 1);
        probe = loading -> {
            clock.step(Duration.ofSeconds(3));
            assertThat(meters.get(ScoringMetrics.MODEL_BEHIND).gauge().value()).isEqualTo(3);
            assertThat(stage.states()).singleElement().satisfies(state -> assertThat(state.complaint())
                    .endsWith("it is being loaded"));
            return Optional.empty();
        };

        // When
        promote(bundle.version(), 1);

        // Then
        assertServed(bundle.version(), 1);
        assertThat(activations().totalTime(TimeUnit.SECONDS)).isEqualTo(3);
    }

    @Test
    void shouldServeAtOnceWhatWasStagedBeforeItsDeployment() {
        // Given
        AtomicInteger tried = countProbes();
        ModelBundle bundle = publish(TestModels.bundle(1, signer), 1);
        stage.advance();
        assertThat(tried).hasValue(1);
        assertThat(champions.isEmpty()).isTrue();

        // When
        loads = load -> fail("It is loaded already.");
        promote(bundle.version(), 1);

        // Then
        assertServed(bundle.version(), 1);
        assertThat(tried).hasValue(1);
    }

    @Test
    void shouldKeepTheNewestStagedAndLoadAnOlderOneWhenItIsDeployed() {
        // Given
        List<ModelBundle> bundles = new ArrayList<>();
        for (int seed = 1; seed <= STAGED_AHEAD + 1; seed++) {
            bundles.add(publish(TestModels.bundle(seed, signer), seed));
            stage.advance();
        }
        for (int i = 0; i <= STAGED_AHEAD; i++) {
            stage.advance();
        }
        assertThat(meters.get(ScoringMetrics.STAGED).gauge().value()).isEqualTo(STAGED_AHEAD);
        long loaded = meters.get(ScoringMetrics.STAGING).timer().count();

        // When
        promote(bundles.get(1).version(), 2);
        assertServed(bundles.get(1).version(), 2);
        assertThat(meters.get(ScoringMetrics.STAGING).timer().count()).isEqualTo(loaded);
        promote(bundles.get(0).version(), 1);

        // Then
        assertServed(bundles.get(0).version(), 1);
        assertThat(meters.get(ScoringMetrics.STAGING).timer().count()).isEqualTo(loaded + 1);
        stage.advance();
        assertThat(meters.get(ScoringMetrics.STAGED).gauge().value()).isEqualTo(STAGED_AHEAD);
    }

    @Test
    void shouldGoOnWithOtherSlotsWhileAModelLoads() {
        // Given
        ModelSlot slot =
                ModelSlot.newBuilder(TestModels.SLOT).setInsurer("acme").build();
        ModelBundle first = publish(TestModels.bundle(1, signer), 1);
        promote(first.version(), 1);
        Deque<Runnable> waiting = new ArrayDeque<>();
        loads = waiting::add;
        ModelBundle second = publish(TestModels.bundle(2, signer), 2);

        // When
        promote(second.version(), 2);
        deploy(ModelDeployment.newBuilder(TestModels.deployment(DeploymentAction.PINNED, first.version(), 1))
                .setSlot(slot)
                .build());

        // Then
        assertThat(stage.isLoading()).isTrue();
        assertServed(first.version(), 1);
        assertThat(champions.of(slot)).isPresent();
        waiting.remove().run();
        stage.advance();
        assertThat(stage.isLoading()).isFalse();
        assertServed(second.version(), 2);
        assertThat(waiting).isEmpty();
    }

    @Test
    void shouldTellOnceWhatIsRefusedBeforeItIsDeployedAndTryItAnewThen() {
        // Given
        AtomicInteger tried = new AtomicInteger();
        probe = bundle -> tried.incrementAndGet() == 1
                ? Optional.of(new Refusal(Refusal.Code.PROBE_FAILED, "no answer within 1 ms"))
                : Optional.empty();
        ModelBundle bundle = publish(TestModels.bundle(1, signer), 1);

        // When
        for (int i = 0; i < 3; i++) {
            stage.advance();
        }

        // Then
        assertThat(refused("PROBE_FAILED")).isEqualTo(1);
        assertThat(tried).hasValue(1);
        promote(bundle.version(), 1);
        assertServed(bundle.version(), 1);
    }

    @Test
    void shouldNotCountTheDelayOfWhatWasDeployedBeforeTheStart() {
        // Given
        ModelBundle bundle = publish(TestModels.bundle(1, signer), 1);
        clock.step(Duration.ofSeconds(-10));

        // When
        promote(bundle.version(), 1);

        // Then
        assertServed(bundle.version(), 1);
        assertThat(activations().count()).isZero();
    }

    @Test
    void shouldPassOverWhatCannotBeRead() {
        desk.accept(record(Topics.MODELS_DEPLOYMENTS.name(), new byte[] {0, 0, 0, 0, 99, 1}));
        desk.accept(record(Topics.MODELS_VERSIONS.name(), new byte[] {9}));
        assertThat(meters.get(ScoringMetrics.UNREADABLE).counter().count()).isEqualTo(2);

        send(Topics.MODELS_VERSIONS, version("../../etc"));
        send(Topics.MODELS_ARTIFACTS, chunk("../../etc", 0));
        send(Topics.MODELS_ARTIFACTS, chunk("m-000000000001", 900));

        assertThat(refused("WRONG_VERSION")).isEqualTo(1);
        assertThat(refused("INCOMPLETE")).isEqualTo(1);
        ModelVersion large = ModelVersion.newBuilder(version("m-000000000002"))
                .setChunks(ChunkAssembly.MAX_CHUNKS + 1)
                .build();
        send(Topics.MODELS_VERSIONS, large);
        assertThat(refused("TOO_LARGE")).isEqualTo(1);
        promote(publish(TestModels.bundle(1, signer), 1).version(), 1);
        assertThat(champions.isEmpty()).isFalse();
    }

    private void reopen() {
        ModelArchive archive = new ModelArchive(folder.resolve("archive"));
        ModelCatalogue catalogue = new ModelCatalogue(archive);
        ModelLoader loader = new ModelLoader(
                new ModelVerifier(KeyFiles.trusted(folder.resolve("keys"))),
                TestModels.SCHEMA,
                bundle -> probe.refuse(bundle));
        desk = new ModelDesk(serdes, catalogue, metrics);
        staged = new StagedModels(archive, loader, metrics, load -> loads.execute(load));
        stage = new ModelStage(
                catalogue, staged, champions, metrics, clock, new ModelStage.Limits(Duration.ZERO, STAGED_AHEAD));
    }

    private AtomicInteger countProbes() {
        AtomicInteger tried = new AtomicInteger();
        probe = bundle -> {
            tried.incrementAndGet();
            return Optional.empty();
        };
        return tried;
    }

    private ModelBundle publish(ModelBundle bundle, int calibration) {
        send(Topics.MODELS_VERSIONS, bundle.toEvent(TestModels.NOW));
        bundle.chunks().forEach(chunk -> send(Topics.MODELS_ARTIFACTS, chunk));
        send(Topics.MODELS_CALIBRATION, TestModels.calibration(calibration, bundle.version()));
        return bundle;
    }

    private void promote(String version, int calibration) {
        deploy(TestModels.deployment(DeploymentAction.PROMOTED, version, calibration));
    }

    private void deploy(ModelDeployment move) {
        send(Topics.MODELS_DEPLOYMENTS, move);
        stage.advance();
    }

    private <V extends SpecificRecord> void send(Topic<V> topic, V event) {
        desk.accept(record(topic.name(), serdes.of(topic).serializer().serialize(topic.name(), event)));
    }

    private ConsumerRecord<byte[], byte[]> record(String topic, byte[] value) {
        long offset = offsets.merge(topic, 1L, Long::sum) - 1;
        return new ConsumerRecord<>(
                topic,
                0,
                offset,
                clock.instant().toEpochMilli(),
                TimestampType.CREATE_TIME,
                0,
                value.length,
                new byte[0],
                value,
                new RecordHeaders(),
                Optional.empty());
    }

    private static ModelVersion version(String name) {
        ByteBuffer nothing = ByteBuffer.allocate(0);
        return new ModelVersion(name, nothing, nothing, "k", 1, TestModels.NOW);
    }

    private static ModelArtifactChunk chunk(String version, int index) {
        return new ModelArtifactChunk(version, index, 1, ByteBuffer.allocate(1));
    }

    private Timer activations() {
        return meters.get(ScoringMetrics.ACTIVATION_DELAY).timer();
    }

    /** Stands still until it is told to go on. */
    private static final class SteppedClock extends Clock {

        private Instant now = TestModels.NOW;

        void step(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private double refused(String code) {
        return meters.get(ScoringMetrics.REFUSED).tag("code", code).counter().count();
    }

    private void assertServed(String version, int calibration) {
        Champion champion = champions.of(TestModels.SLOT).orElseThrow();
        assertThat(champion.model().model().version()).isEqualTo(version);
        assertThat(champion.calibrationNumber()).isEqualTo(calibration);
    }
}
