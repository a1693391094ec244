package io.claimstream.model.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.event.CalibrationRecord;
import io.claimstream.event.ClaimLabelled;
import io.claimstream.model.Samples;
import io.claimstream.model.TrainingParameters;
import io.claimstream.model.doubt.Difficulty;
import io.claimstream.model.doubt.ReliabilityBin;
import io.claimstream.model.engine.EngineKind;
import io.claimstream.model.engine.ScoringEngine;
import io.claimstream.model.training.Candidate;
import io.claimstream.model.training.Dataset;
import io.claimstream.model.training.DatasetBuilder;
import io.claimstream.model.training.Folds;
import io.claimstream.model.training.RowGroups;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A model of all rows, calibrated by what its folds left behind, keeps its word on rows that nobody has seen. */
class StudyCoverageTest {

    private static final int ROWS = 1_500;
    private static final int FRESH = 3_000;
    private static final int SEED = 7;
    private static final double NOMINAL = 0.9;

    /** 99 % of a normal distribution are within so many standard deviations. */
    private static final double BAND = 2.576;

    private static final TrainingParameters PARAMETERS =
            new TrainingParameters(40, 4, 0.2, 0, 1, 1, 1, 0.5, 1, 64, SEED, List.of(), List.of());

    private final Dataset rows = dataset(0, ROWS);
    private final Dataset fresh = dataset(ROWS, ROWS + FRESH);

    @Test
    void shouldCoverFreshRowsAsOftenAsItSays() {
        Folds folds = folds();
        Study.Outcome outcome = study(folds);
        Candidate candidate = Candidate.ofFolds(
                rows,
                folds,
                outcome.artifact(),
                outcome.result().margins(),
                new Candidate.Origin(Samples.SLOT, PARAMETERS, Map.of(), List.of()));

        double covered = covered(candidate, outcome.artifact());

        // The half-width is a quantile of a sample too, so both samples add to the band.
        double deviation = Math.sqrt(NOMINAL * (1 - NOMINAL) * (1.0 / ROWS + 1.0 / FRESH));
        assertThat(covered)
                .as("share covered, seed %d", SEED)
                .isBetween(NOMINAL - BAND * deviation, NOMINAL + BAND * deviation);
        assertThat(candidate.manifest().doubt().reliability()).isNotEmpty().allSatisfy(StudyCoverageTest::isHonest);
    }

    @Test
    void shouldNotCoverWhenItIsCalibratedOnWhatItLearnedFrom() {
        Folds folds = folds();
        Study.Outcome outcome = study(folds);
        float[] seen;
        try (ScoringEngine engine = EngineKind.COMPILED.load(outcome.artifact(), Samples.SCHEMA.size())) {
            seen = engine.margins(rows.values(), rows.size());
        }
        Candidate candidate = Candidate.ofFolds(
                rows,
                folds,
                outcome.artifact(),
                seen,
                new Candidate.Origin(Samples.SLOT, PARAMETERS, Map.of(), List.of()));

        assertThat(covered(candidate, outcome.artifact()))
                .as("share covered, seed %d", SEED)
                .isLessThan(0.8);
    }

    private Study.Outcome study(Folds folds) {
        StudyRequest request =
                new StudyRequest(folds.count(), SEED, folds.toList(), SEED + 1, folds.toList(), 0, 2, 60_000);
        return new Study(rows, PARAMETERS, request, progress -> {}, System::nanoTime).run();
    }

    private Folds folds() {
        List<String> claimants =
                IntStream.range(0, ROWS).mapToObj(i -> "claimant-" + i).toList();
        return Folds.of(rows, RowGroups.of(rows, claimants, PARAMETERS.ignoredFeatures()), 5, SEED);
    }

    private double covered(Candidate candidate, byte[] artifact) {
        CalibrationRecord.Builder calibration = candidate.calibration().toRecord();
        Difficulty difficulty = candidate.manifest().doubt().difficulty();
        try (ScoringEngine engine = EngineKind.COMPILED.load(artifact, Samples.SCHEMA.size())) {
            return IntStream.range(0, FRESH)
                            .filter(i -> {
                                float[] row = Samples.row(ROWS + i);
                                double residual = Math.log(fresh.row(i).label()) - engine.margin(row);
                                return Math.abs(residual) <= calibration.getLogHalfWidth() * difficulty.scale(row);
                            })
                            .count()
                    / (double) FRESH;
        }
    }

    private static void isHonest(ReliabilityBin bin) {
        double deviation = Math.sqrt(bin.stated() * (1 - bin.stated()) / bin.rows());
        assertThat(bin.observed())
                .as("seed %d, %s", SEED, bin)
                .isBetween(bin.stated() - 3 * deviation - 0.05, bin.stated() + 3 * deviation + 0.05);
    }

    /** Claims of the made-up world, settled a tenth or a fifth off what follows from their features. */
    private static Dataset dataset(int from, int to) {
        DatasetBuilder builder = new DatasetBuilder(Samples.SLOT, Samples.SCHEMA);
        Random random = new Random(SEED + from);
        for (int number = from; number < to; number++) {
            ClaimLabelled exact = Samples.labelled(number);
            double noise = (number % 3 == 0 ? 0.2 : 0.1) * random.nextGaussian();
            BigDecimal label = exact.getLabel()
                    .orElseThrow()
                    .multiply(BigDecimal.valueOf(Math.exp(noise)))
                    .setScale(2, RoundingMode.HALF_EVEN);
            builder.add(ClaimLabelled.newBuilder(exact).setLabel(label).build());
        }
        return builder.build();
    }
}
