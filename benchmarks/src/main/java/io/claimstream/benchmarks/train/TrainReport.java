package io.claimstream.benchmarks.train;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.claimstream.model.training.TrainingResult;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a training took, and whether that is what is wanted.
 *
 * @param benchmark name of the benchmark
 * @param rows labelled claims
 * @param features features of a claim
 * @param trees trees of the model; learning how hard claims are takes as many three times more, on two thirds of the rows each
 * @param seconds from reading the dataset to the model, in all
 * @param rmse of the logarithm on the rows trained on
 * @param peakMebibytes most resident memory of the process, native memory included
 * @param scoring what scoring suffered meanwhile; null when it was not measured
 * @param goals what is wanted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TrainReport(
        String benchmark,
        int rows,
        int features,
        int trees,
        double seconds,
        double rmse,
        long peakMebibytes,
        @Nullable Beside scoring,
        Goals goals) {

    private static final long MEBIBYTE = 1L << 20;

    static TrainReport of(TrainingResult result, int features, long peakBytes, @Nullable Beside scoring) {
        long peak = peakBytes / MEBIBYTE;
        return new TrainReport(
                "train",
                result.rows(),
                features,
                result.rounds(),
                result.millis() / 1e3,
                result.trainRmse(),
                peak,
                scoring,
                new Goals(Goals.PEAK, Goals.SLOWER, peak < Goals.PEAK && (scoring == null || scoring.isMet())));
    }

    String toTable() {
        return String.format("%10s %9s %6s | %9s %9s%n", "claims", "features", "trees", "seconds", "peak MiB")
                + String.format(
                        Locale.ROOT, "%10d %9d %6d | %9.1f %9d%n", rows, features, trees, seconds, peakMebibytes)
                + Optional.ofNullable(scoring).map(Beside::toTable).orElse("");
    }

    /**
     * Scoring, alone and beside the training.
     *
     * @param claimsPerSecond rate at which both were measured, a third of what the machine scores alone
     * @param p99MillisAlone from submitted to scored, milliseconds
     * @param p99MillisMeanwhile the same while it trained
     * @param ratio of the second to the first
     * @param isWhole whether the training went on until the second was measured to its end
     */
    record Beside(
            double claimsPerSecond, double p99MillisAlone, double p99MillisMeanwhile, double ratio, boolean isWhole) {

        static Beside of(double claimsPerSecond, double alone, double meanwhile, boolean isWhole) {
            return new Beside(claimsPerSecond, alone, meanwhile, meanwhile / alone, isWhole);
        }

        /** What was measured after a training says nothing about it. */
        boolean isMet() {
            return isWhole && ratio <= Goals.SLOWER;
        }

        String toTable() {
            return String.format(
                    Locale.ROOT,
                    "scoring p99 at %.0f claims a second: %.1f ms alone, %.1f ms meanwhile (%.2f times)%s%n",
                    claimsPerSecond,
                    p99MillisAlone,
                    p99MillisMeanwhile,
                    ratio,
                    isWhole ? "" : "; the training ended before");
        }
    }

    /**
     * What is wanted.
     *
     * @param peakMebibytesMax memory that the process must stay below
     * @param scoringRatioMax how many times as long scoring may take meanwhile
     * @param met whether all that was measured is so
     */
    record Goals(long peakMebibytesMax, double scoringRatioMax, boolean met) {

        static final double SLOWER = 2;

        static final long PEAK = 4_096;
    }
}
