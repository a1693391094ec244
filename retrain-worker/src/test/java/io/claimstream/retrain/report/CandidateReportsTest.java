package io.claimstream.retrain.report;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.claimstream.domain.feature.FeatureSetV1;
import io.claimstream.event.ClaimLabelled;
import io.claimstream.event.ClaimProtected;
import io.claimstream.event.LabelKind;
import io.claimstream.event.RecordRef;
import io.claimstream.model.DatasetSummary;
import io.claimstream.model.FeatureSchema;
import io.claimstream.model.KeyFiles;
import io.claimstream.model.LoadedModel;
import io.claimstream.model.ModelBundle;
import io.claimstream.model.ModelLoader;
import io.claimstream.model.ModelVerifier;
import io.claimstream.model.TrainingParameters;
import io.claimstream.model.evaluation.Comparison;
import io.claimstream.model.evaluation.Drift;
import io.claimstream.model.evaluation.EvaluationReport;
import io.claimstream.model.evaluation.Exposure;
import io.claimstream.model.evaluation.fairness.FairnessCell;
import io.claimstream.model.evaluation.fairness.FairnessVerdict;
import io.claimstream.model.gate.BetterGate;
import io.claimstream.model.gate.Gate;
import io.claimstream.model.gate.GateResult;
import io.claimstream.model.gate.GateRules;
import io.claimstream.model.training.Baselines;
import io.claimstream.model.training.Candidate;
import io.claimstream.model.training.Split;
import io.claimstream.model.training.Trainer;
import io.claimstream.retrain.SmallWorld;
import io.claimstream.retrain.dataset.DatasetReader;
import io.claimstream.retrain.dataset.LabelledDataset;
import io.claimstream.retrain.log.ErasureLog;
import io.claimstream.retrain.log.MockLog;
import io.claimstream.retrain.run.SlotName;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.TrustedEvents;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Candidates of four hundred claims of the small world, eighty of them held out: every other driver is a woman. */
final class CandidateReportsTest {

    private static final int CLAIMS = 400;
    private static final SlotName SLOT = new SlotName("MOTOR_INJURY", "GBP");
    private static final FeatureSchema SCHEMA = new FeatureSchema(FeatureSetV1.VERSION, FeatureSetV1.NAMES);

    static {
        TrustedEvents.trust();
    }

    @TempDir
    Path keys;

    private final MockLog<ClaimLabelled> labels = new MockLog<>(Topics.CLAIMS_LABELLED);
    private final MockLog<ClaimProtected> people = new MockLog<>(Topics.CLAIMS_PROTECTED);
    private final List<LoadedModel> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(model -> model.engine().close());
    }

    @Test
    void shouldReportOnWhatWasHeldOut() throws InterruptedException {
        // Given
        world(claim -> 100);
        NewModel made = candidate(CLAIMS, 40);

        // When
        EvaluationReport report = report(made, Optional.empty());

        // Then
        assertThat(report.versions().model()).isEqualTo(made.bundle().version());
        assertThat(report.data().evaluated()).isEqualTo(80);
        assertThat(report.data().sha256()).isEqualTo(made.dataset().rows().sha256());
        // Estimates of a score are whole pence.
        assertThat(report.error().metrics().mape())
                .isCloseTo(made.candidate().holdout().mape(), within(1e-5));
        assertThat(report.exposure().basis()).isEqualTo(Exposure.Basis.HELD_OUT);
        assertThat(report.drift().basis()).isEqualTo(Drift.Basis.TRAINING_ROWS);
        assertThat(report.drift().earlierRows()).isEqualTo(240);
        assertThat(report.comparisons()).extracting(Comparison::with).containsExactly("baseline");
        assertThat(report.calibration()).isNotNull();
        assertThat(report.fairness().verdict()).isEqualTo(new FairnessVerdict.Passed(2));
        assertThat(report.fairness().cells())
                .extracting(FairnessCell::name, FairnessCell::rows)
                .containsExactly(tuple("Female, 25–34", 40), tuple("Male, 25–34", 40));
        assertThat(report(made, Optional.empty()).toBytes()).isEqualTo(report.toBytes());
    }

    @Test
    void shouldAskEveryGateInOrder() throws InterruptedException {
        // Given
        world(claim -> 100);
        NewModel made = candidate(CLAIMS, 40);
        EvaluationReport report = report(made, Optional.empty());
        GateResult better = BetterGate.refused("Not asked here.");

        // When
        EvaluationReport judged = gates().judge(made, load(made), report, better);

        // Then
        assertThat(judged.gates()).extracting(GateResult::gate).containsExactly(Gate.values());
        assertThat(judged.gates()).filteredOn(GateResult::isRefused).containsExactly(better);
        assertThat(judged.gates().get(0).text()).matches("Verified: .* [1-9][0-9]* golden rows\\.");
        assertThat(judged.gates().get(2).figures().get(0).measured())
                .isEqualTo(requireNonNull(report.calibration()).coverage().value());
        assertThat(judged.withGates(List.of())).isEqualTo(report);
    }

    @Test
    void shouldRefuseAModelThatIsSurerThanItMayBe() throws InterruptedException {
        // Given: since the model was calibrated, settlements scatter more.
        world(claim -> claim < CLAIMS * 4 / 5 ? 100 : 60 + 40 * (claim % 3));
        NewModel made = candidate(CLAIMS, 40);

        // When
        EvaluationReport judged =
                gates().judge(made, load(made), report(made, Optional.empty()), BetterGate.refused("Not asked here."));

        // Then
        assertThat(judged.gates().get(2).isRefused()).isTrue();
        assertThat(judged.gates().get(2).text()).contains("cover too little, beyond chance");
    }

    @Test
    void shouldCompareWithTheChampionWhereItCannotHaveLearned() throws InterruptedException {
        // Given: the champion had read the first 360 claims.
        world(claim -> 100);
        NewModel champion = candidate(360, 3);
        NewModel made = candidate(CLAIMS, 40);

        // When
        EvaluationReport report = report(made, Optional.of(load(champion)));

        // Then
        assertThat(report.comparisons())
                .extracting(Comparison::with)
                .containsExactly(champion.bundle().version(), "baseline");
        assertThat(report.comparisons().get(0).metrics().rows()).isEqualTo(40);
        assertThat(report.comparisons().get(0).finding()).isEqualTo(Comparison.Finding.BETTER);
        assertThat(report.comparisons().get(1).metrics().rows()).isEqualTo(80);
    }

    @Test
    void shouldCompareWithBaselinesGrownFromTheSameRows() throws InterruptedException {
        // Given: a forest of one round stands for any.
        world(claim -> 100);
        NewModel champion = candidate(360, 3);
        NewModel plain = candidate(CLAIMS, 40);
        byte[] poor = candidate(CLAIMS, 1).bundle().artifact();

        // When
        NewModel made = candidate(CLAIMS, 40, List.of(new Baselines.Grown("random forest", poor)));
        EvaluationReport report = report(made, Optional.of(load(champion)));

        // Then
        assertThat(report.comparisons())
                .extracting(Comparison::with)
                .containsExactly(champion.bundle().version(), "random forest", "baseline");
        assertThat(report.comparisons().get(1).metrics().rows()).isEqualTo(80);
        assertThat(report.comparisons().get(1).finding()).isEqualTo(Comparison.Finding.BETTER);
        assertThat(made.bundle().version()).isEqualTo(plain.bundle().version());
    }

    @Test
    void shouldNotCompareAModelWithItself() throws InterruptedException {
        // Given
        world(claim -> 100);
        NewModel made = candidate(CLAIMS, 10);

        // Then
        assertThat(report(made, Optional.of(load(made))).versions().comparedWith())
                .isEmpty();
    }

    @Test
    void shouldFindAModelUnfairThatIsWorseForWomen() throws InterruptedException {
        // Given: since the model learned, women are paid half as much again.
        world(claim -> claim >= CLAIMS * 4 / 5 && claim % 2 == 0 ? 150 : 100);

        // When
        EvaluationReport report = report(candidate(CLAIMS, 40), Optional.empty());

        // Then
        assertThat(report.fairness().verdict())
                .isInstanceOfSatisfying(FairnessVerdict.Blocked.class, it -> assertThat(it.cells())
                        .contains("Female, 25–34"));
    }

    @Test
    void shouldNotMeasureFairnessWhenNobodySaysWhoDrove() throws InterruptedException {
        // Given
        for (int claim = 0; claim < CLAIMS; claim++) {
            label(claim, 100);
        }

        // When
        EvaluationReport report = report(candidate(CLAIMS, 10), Optional.empty());

        // Then
        assertThat(report.fairness().verdict())
                .isEqualTo(new FairnessVerdict.Unmeasured("No row states an age or a gender."));
    }

    @Test
    void shouldTakeTheAttributesOfTheRevisionThatWasScored() throws InterruptedException {
        // Given: later revisions say that everybody is a man.
        world(claim -> 100);
        for (int claim = 0; claim < CLAIMS; claim++) {
            person(claim, 2, "Male");
        }

        // When
        EvaluationReport report = report(candidate(CLAIMS, 10), Optional.empty());

        // Then
        assertThat(report.fairness().cells()).hasSize(2);
    }

    @Test
    void shouldDrawEvenlyFromALargeHoldout() throws InterruptedException {
        // Given
        world(claim -> 100);
        NewModel made = candidate(CLAIMS, 10);
        CandidateReports few = new CandidateReports(new DriverGroups(people.log()), "1", 60);

        // When
        EvaluationReport report = few.of(made, load(made), Optional.empty()).orElseThrow();

        // Then
        assertThat(report.data().evaluated()).isEqualTo(60);
        assertThat(report.data().source()).contains("drawn evenly from 80");
        assertThat(report.data().lastEventAt())
                .isAfter(SmallWorld.features(CLAIMS - 3).getEventTime());
    }

    @Test
    void shouldStopWhenInterrupted() {
        // Given
        world(claim -> 100);
        NewModel made = candidate(CLAIMS, 10);
        LoadedModel model = load(made);

        // When
        Thread.currentThread().interrupt();

        // Then
        assertThatThrownBy(() -> reports().of(made, model, Optional.empty())).isInstanceOf(InterruptedException.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    private static CandidateGates gates() {
        return new CandidateGates(new GateRules(0.02, 0.1, 0.01, 4), System::nanoTime);
    }

    private CandidateReports reports() {
        return new CandidateReports(new DriverGroups(people.log()), "1");
    }

    private EvaluationReport report(NewModel made, Optional<LoadedModel> champion) throws InterruptedException {
        return reports().of(made, load(made), champion).orElseThrow();
    }

    private LoadedModel load(NewModel made) {
        ModelLoader loader =
                new ModelLoader(new ModelVerifier(KeyFiles.trusted(keys)), SCHEMA, bundle -> Optional.empty());
        LoadedModel model = loader.load(made.bundle()).fold(it -> it, refusal -> {
            throw new AssertionError(refusal.toString());
        });
        opened.add(model);
        return model;
    }

    /** A candidate of the first claims. */
    private NewModel candidate(int claims, int rounds) {
        return candidate(claims, rounds, List.of());
    }

    private NewModel candidate(int claims, int rounds, List<Baselines.Grown> baselines) {
        LabelledDataset all = new DatasetReader(
                        labels.log(), new ErasureLog(new MockLog<>(Topics.PRIVACY_ERASURES).log()), SCHEMA)
                .read(SLOT);
        LabelledDataset dataset = new LabelledDataset(
                all.rows().slice(0, claims),
                all.claims().subList(0, claims),
                all.firstLabels().subList(0, claims),
                all.upTo(),
                all.manifest());
        Split split = Split.byLabelTime(dataset.rows());
        TrainingParameters parameters = new TrainingParameters(rounds, 3, 0.3, 0.1, 1, 1, 1, 64, 7);
        byte[] artifact = new Trainer(parameters).train(split.train(), (round, of, rmse) -> {});
        List<DatasetSummary.Offsets> read =
                List.of(new DatasetSummary.Offsets(0, 0, claims / 2), new DatasetSummary.Offsets(1, 0, claims / 2));
        Candidate candidate = Candidate.of(
                split, artifact, new Candidate.Origin(SLOT.toEvent(), parameters, dataset.exclusions(), read));
        ModelBundle bundle = KeyFiles.signer(keys).sign(candidate.manifest(), artifact);
        return new NewModel(bundle, candidate, dataset, split, baselines);
    }

    private void world(IntUnaryOperator percentPaid) {
        for (int claim = 0; claim < CLAIMS; claim++) {
            label(claim, percentPaid.applyAsInt(claim));
            person(claim, 1, claim % 2 == 0 ? "Female" : "Male");
        }
    }

    private void person(int claim, int revision, String gender) {
        people.append(
                claim % 2,
                SmallWorld.key(claim),
                ClaimProtected.newBuilder()
                        .setInsurer("acme")
                        .setClaimId("c-" + claim)
                        .setRevision(revision)
                        .setDriverAge(30)
                        .setGender(gender)
                        .setSubmitted(new RecordRef(0, (long) claim))
                        .build());
    }

    private void label(int claim, int percentPaid) {
        labels.append(
                claim % 2,
                SmallWorld.key(claim),
                ClaimLabelled.newBuilder(SmallWorld.labelled(claim, LabelKind.SETTLED))
                        .setLabel(SmallWorld.settled(claim)
                                .multiply(BigDecimal.valueOf(percentPaid))
                                .divide(BigDecimal.valueOf(100), 2, RoundingMode.HALF_EVEN))
                        .build());
    }
}
