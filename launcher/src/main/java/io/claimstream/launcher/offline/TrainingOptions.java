package io.claimstream.launcher.offline;

import io.claimstream.launcher.command.WrongUseException;
import io.claimstream.model.TrainingParameters;
import io.claimstream.model.study.StudyRequest;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how a model is trained from a file. */
final class TrainingOptions {

    private static final int MAX_FOLDS = 20;
    private static final int MAX_THREADS = 64;
    private static final Pattern DURATION = Pattern.compile("([1-9]\\d{0,5})([smh])");

    @Option(
            names = "--folds",
            paramLabel = "N",
            defaultValue = "5",
            description = "Folds that the model is measured on, 2 to 20. Default: ${DEFAULT-VALUE}.")
    private int folds;

    @Option(
            names = "--search",
            paramLabel = "N",
            defaultValue = "0",
            description = "Candidate parameters to try first, 0 to 1000. Default: ${DEFAULT-VALUE}.")
    private int candidates;

    @Option(
            names = "--budget",
            paramLabel = "TIME",
            defaultValue = "5m",
            description = "Time after which the search tries no other candidate, such as 90s, 5m or 2h."
                    + " Default: ${DEFAULT-VALUE}.")
    private String budget = "";

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "7",
            description = "Seed of every draw, 0 or more. Default: ${DEFAULT-VALUE}.")
    private int seed;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description =
                    "Trainings that run side by side, 1 to 64; the result does not depend on it. Default: one for each core.")
    private @Nullable Integer threads;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "Number of trees of each booster, 1 to 5000. Default: 100.")
    private @Nullable Integer rounds;

    @Option(
            names = "--boosters",
            paramLabel = "N",
            description = "Boosters with draws of their own, 1 to 20; the model is their mean. Default: 4.")
    private @Nullable Integer boosters;

    /**
     * The plan.
     *
     * @throws WrongUseException when an option is out of range
     */
    TrainingPlan plan(int heapMegabytes) {
        require(folds >= 2 && folds <= MAX_FOLDS, "--folds 2 to " + MAX_FOLDS, folds);
        require(
                candidates >= 0 && candidates <= StudyRequest.MAX_CANDIDATES,
                "--search 0 to " + StudyRequest.MAX_CANDIDATES,
                candidates);
        require(seed >= 0 && seed < Integer.MAX_VALUE, "--seed 0 or more", seed);
        return new TrainingPlan(parameters(), folds, candidates, threads(), budget(), heapMegabytes);
    }

    private TrainingParameters parameters() {
        TrainingParameters standard = TrainingParameters.forFiles(seed);
        try {
            TrainingParameters mean = boosters == null ? standard : standard.withBoosters(boosters);
            return rounds == null ? mean : mean.withRounds(rounds);
        } catch (IllegalArgumentException e) {
            throw new WrongUseException(String.valueOf(e.getMessage()));
        }
    }

    private int threads() {
        int count = threads == null ? Math.min(MAX_THREADS, Runtime.getRuntime().availableProcessors()) : threads;
        require(count >= 1 && count <= MAX_THREADS, "--threads 1 to " + MAX_THREADS, count);
        return count;
    }

    private Duration budget() {
        Matcher matcher = DURATION.matcher(budget);
        if (!matcher.matches()) {
            throw new WrongUseException("Expected --budget like 90s, 5m or 2h, but it is '" + budget + "'.");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
    }

    private static void require(boolean holds, String expected, int actual) {
        if (!holds) {
            throw new WrongUseException("Expected " + expected + ", but it is " + actual + ".");
        }
    }
}
