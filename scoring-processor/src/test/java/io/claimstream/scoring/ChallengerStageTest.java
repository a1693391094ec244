package io.claimstream.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.event.DeploymentAction;
import io.claimstream.event.ModelDeployment;
import io.claimstream.model.KeyFiles;
import io.claimstream.model.ModelBundle;
import io.claimstream.model.ModelLoader;
import io.claimstream.model.ModelSigner;
import io.claimstream.model.ModelVerifier;
import io.claimstream.model.published.ModelArchive;
import io.claimstream.model.published.ModelCatalogue;
import io.claimstream.model.published.ServedModel;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From deployments of challengers to what scores beside the champion. */
class ChallengerStageTest {

    @TempDir
    Path folder;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ScoringMetrics metrics = new ScoringMetrics(meters, Clock.fixed(TestModels.NOW, ZoneOffset.UTC));
    private final Champions champions = new Champions();
    private ModelSigner signer;
    private ModelCatalogue catalogue;
    private StagedModels staged;
    private ModelStage stage;
    private String first;
    private String second;
    private long place;

    @BeforeEach
    void open() {
        signer = KeyFiles.signer(folder.resolve("keys"));
        ModelArchive archive = new ModelArchive(folder.resolve("archive"));
        catalogue = new ModelCatalogue(archive);
        ModelLoader loader = new ModelLoader(
                new ModelVerifier(KeyFiles.trusted(folder.resolve("keys"))),
                TestModels.SCHEMA,
                bundle -> Optional.empty());
        staged = new StagedModels(archive, loader, metrics, Runnable::run);
        stage = new ModelStage(
                catalogue,
                staged,
                champions,
                metrics,
                Clock.fixed(TestModels.NOW, ZoneOffset.UTC),
                new ModelStage.Limits(Duration.ZERO, 3));
        first = publish(TestModels.bundle(1, signer), 1);
        second = publish(TestModels.bundle(2, signer), 2);
        deploy(TestModels.deployment(DeploymentAction.PROMOTED, first, 1));
    }

    @AfterEach
    void close() {
        champions.clear();
        staged.close();
    }

    @Test
    void shouldPutAChallengerBesideTheChampionAndTakeItAwayAgain() {
        // When
        deploy(TestModels.deployment(DeploymentAction.SHADOWED, second, 2));
        Optional<Challenger> during = challenger();
        deploy(TestModels.deployment(DeploymentAction.RETIRED, second, 2));

        // Then
        assertThat(during.map(Challenger::version)).contains(second);
        assertThat(during.map(Challenger::share)).contains(0.0);
        assertThat(during.flatMap(Challenger::calibration).orElseThrow().getNumber())
                .isEqualTo(2);
        assertThat(challenger()).isEmpty();
        assertThat(champion()).isEqualTo(first);
    }

    @Test
    void shouldTakeOverTheShareOfACanaryAndALaterCalibration() {
        // Given
        deploy(TestModels.deployment(DeploymentAction.SHADOWED, second, 2));
        ServedModel model = challenger().orElseThrow().model();

        // When
        catalogue.calibration(TestModels.calibration(5, second));
        deploy(ModelDeployment.newBuilder(TestModels.deployment(DeploymentAction.CANARY_STARTED, second, 2))
                .setShare(0.25)
                .build());

        // Then
        Challenger challenger = challenger().orElseThrow();
        assertThat(challenger.model()).isSameAs(model);
        assertThat(challenger.share()).isEqualTo(0.25);
        assertThat(challenger.calibration().orElseThrow().getNumber()).isEqualTo(5);
        assertThat(meters.get(ScoringMetrics.CHALLENGERS).gauge().value()).isEqualTo(1);
    }

    @Test
    void shouldServeAChallengerThatIsPromotedUnchallenged() {
        // Given
        deploy(TestModels.deployment(DeploymentAction.SHADOWED, second, 2));

        // When
        deploy(TestModels.deployment(DeploymentAction.PROMOTED, second, 2));

        // Then
        assertThat(champion()).isEqualTo(second);
        assertThat(challenger()).isEmpty();
    }

    @Test
    void shouldChallengeTheNextChampionToo() {
        // Given
        String third = publish(TestModels.bundle(3, signer), 3);
        deploy(TestModels.deployment(DeploymentAction.SHADOWED, second, 2));

        // When
        deploy(ModelDeployment.newBuilder(TestModels.deployment(DeploymentAction.PROMOTED, third, 3))
                .setPreviousVersion(first)
                .build());

        // Then
        assertThat(champion()).isEqualTo(third);
        assertThat(challenger().map(Challenger::version)).contains(second);
    }

    @Test
    void shouldLeaveTheChampionAloneWhenTheChallengerIsRefused() {
        // Given
        ModelSigner stranger = KeyFiles.signer(folder.resolve("stranger"));
        String bad = publish(TestModels.bundle(4, stranger), 4);

        // When
        deploy(TestModels.deployment(DeploymentAction.SHADOWED, bad, 4));
        stage.advance();
        stage.advance();

        // Then
        assertThat(champion()).isEqualTo(first);
        assertThat(challenger()).isEmpty();
        assertThat(meters.get(ScoringMetrics.SLOTS_BEHIND).gauge().value()).isZero();
        assertThat(meters.get(ScoringMetrics.REFUSED)
                        .tag("code", "UNKNOWN_KEY")
                        .counter()
                        .count())
                .isBetween(1.0, 2.0);
    }

    private Optional<Challenger> challenger() {
        return champions.of(TestModels.SLOT).orElseThrow().challenger();
    }

    private String champion() {
        return champions.of(TestModels.SLOT).orElseThrow().model().model().version();
    }

    private String publish(ModelBundle bundle, int calibration) {
        catalogue.version(bundle.toEvent(TestModels.NOW));
        bundle.chunks().forEach(catalogue::chunk);
        catalogue.calibration(TestModels.calibration(calibration, bundle.version()));
        return bundle.version();
    }

    private void deploy(ModelDeployment move) {
        catalogue.deployment(place++, TestModels.NOW, move);
        stage.advance();
        stage.advance();
    }
}
