package io.claimstream.model.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.claimstream.model.Metrics;
import io.claimstream.model.Samples;
import io.claimstream.model.TrainingParameters;
import io.claimstream.model.training.Dataset;
import io.claimstream.model.training.Folds;
import io.claimstream.model.training.RowGroups;
import io.claimstream.model.training.Trainer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyMainTest {

    private static final long MINUTE_MILLIS = 60_000;

    private final Dataset rows = Samples.dataset(240);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @Test
    void shouldCompareOnTheSameFoldsAndLearnFromEveryRow() throws IOException {
        StudyFiles.writeInput(folder.resolve("in"), rows, Samples.TINY, request(0, 2, 0));

        int code = run(folder.resolve("in").toString(), folder.resolve("out").toString());

        assertThat(code).as(err.toString(StandardCharsets.UTF_8)).isZero();
        StudyResult result = StudyFiles.readResult(folder.resolve("out"));
        assertThat(result.contenders())
                .extracting(Contender::name)
                .containsExactly(Contender.MODEL, Contender.SUM_OF_HEADS, Contender.TREE, Contender.FOREST);
        assertThat(result.contenders()).allSatisfy(it -> {
            assertThat(it.byFold()).extracting(Metrics::rows).containsExactlyElementsOf(sizes());
            assertThat(it.overall().rows()).isEqualTo(240);
        });
        assertThat(result.contenders().get(0).meanMape())
                .isLessThan(result.contenders().get(1).meanMape());
        assertThat(result.parameters()).isEqualTo(Samples.TINY);
        assertThat(result.trials()).isEmpty();
        assertThat(result.margins()).hasSize(240).doesNotContain(Float.NaN);
        assertThat(StudyFiles.readArtifact(folder.resolve("out")))
                .isEqualTo(new Trainer(Samples.TINY).train(rows, (round, rounds, rmse) -> {}));
        assertThat(progress()).last().satisfies(last -> {
            assertThat(last.trees()).isEqualTo(last.ofTrees());
            assertThat(last.mape()).isEqualTo(result.contenders().get(0).meanMape());
            assertThat(last.millisLeft()).isZero();
        });
    }

    @Test
    void shouldFindTheSameWinnerOnOneThreadAndOnTwo() {
        Study.Outcome one = study(request(8, 1, MINUTE_MILLIS), new AtomicLong());
        Study.Outcome two = study(request(8, 2, MINUTE_MILLIS), new AtomicLong());

        assertThat(two.result()).isEqualTo(one.result());
        assertThat(two.artifact()).isEqualTo(one.artifact());
        assertThat(one.result().isCutShort()).isFalse();
        assertThat(one.result().trials()).hasSize(8 + 3);
        List<Trial> last = one.result().trials().subList(8, 11);
        double least = last.stream().mapToDouble(Trial::mape).min().orElseThrow();
        assertThat(last).anySatisfy(trial -> {
            assertThat(trial.mape()).isEqualTo(least);
            assertThat(one.result().parameters()).isEqualTo(trial.parameters().withRounds(trial.rounds()));
        });
    }

    @Test
    void shouldStopTheSearchWhenItsBudgetIsSpent() {
        AtomicLong clock = new AtomicLong();

        Study.Outcome outcome = study(request(8, 1, 0), clock);

        assertThat(outcome.result().isCutShort()).isTrue();
        assertThat(outcome.result().trials()).hasSize(1);
        assertThat(outcome.result().parameters()).isEqualTo(Samples.TINY);
    }

    @Test
    void shouldStopGrowingWhenTheErrorNoLongerFalls() {
        Folds folds = folds(7);
        TrainingParameters greedy = new TrainingParameters(400, 6, 0.5, 0, 1, 1, 1, 64, 7);
        AtomicLong grown = new AtomicLong();

        CrossValidation.Outcome stopped;
        try (Hands hands = new Hands(2)) {
            stopped = new CrossValidation(rows, folds, hands, grown::addAndGet).validate(greedy, 2, 20);
        }

        assertThat(stopped.rounds()).isLessThan(400);
        assertThat(grown.get()).isLessThan(800);
        assertThat(stopped.byFold()).hasSize(2);
    }

    @Test
    void shouldTellSpread() {
        Metrics one = Metrics.of(new double[] {110}, new double[] {100});
        Metrics other = Metrics.of(new double[] {130}, new double[] {100});

        Contender contender = new Contender("any", List.of(one, other), one);

        assertThat(contender.meanMape()).isCloseTo(0.2, within(1e-12));
        assertThat(contender.spreadOfMape()).isCloseTo(0.1 * Math.sqrt(2), within(1e-12));
        assertThat(new Contender("any", List.of(one), one).spreadOfMape()).isZero();
    }

    @Test
    void shouldAnswerWrongUseAndBadInputByExitCode() throws IOException {
        assertThat(run("one")).isEqualTo(2);
        StudyFiles.writeInput(folder, rows, Samples.TINY, request(0, 2, 0));
        Files.writeString(folder.resolve("study.json"), "{}");
        assertThat(run(folder.toString(), folder.toString())).isEqualTo(3);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("study.json");
    }

    @Test
    void shouldPassOverLinesThatAreNoProgress() {
        assertThat(StudyProgress.parse("[04:00:00] WARNING: something native")).isEmpty();
        assertThat(StudyProgress.parse("{\"else\":1}")).isEmpty();
        StudyProgress unmeasured = new StudyProgress("search", 1, 2, Double.NaN, 3);
        assertThat(StudyProgress.parse(unmeasured.toLine())).contains(unmeasured);
    }

    private Study.Outcome study(StudyRequest request, AtomicLong clock) {
        List<StudyProgress> told = new ArrayList<>();
        return new Study(rows, Samples.TINY, request, told::add, clock::incrementAndGet).run();
    }

    private StudyRequest request(int candidates, int threads, long budgetMillis) {
        return new StudyRequest(3, 7, folds(7).toList(), 8, folds(8).toList(), candidates, threads, budgetMillis);
    }

    private Folds folds(int seed) {
        List<String> claimants =
                IntStream.range(0, rows.size()).mapToObj(i -> "claimant-" + i).toList();
        return Folds.of(rows, RowGroups.of(rows, claimants, Samples.TINY.ignoredFeatures()), 3, seed);
    }

    private List<Integer> sizes() {
        Folds folds = folds(7);
        return IntStream.range(0, 3)
                .mapToObj(fold -> folds.own(rows, fold).size())
                .toList();
    }

    private List<StudyProgress> progress() {
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .map(StudyProgress::parse)
                .flatMap(Optional::stream)
                .toList();
    }

    private int run(String... args) throws IOException {
        try (PrintStream output = new PrintStream(out, true, StandardCharsets.UTF_8);
                PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8)) {
            return StudyMain.run(args, output, errors);
        }
    }
}
