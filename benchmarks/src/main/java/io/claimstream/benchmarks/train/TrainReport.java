package io.claimstream.benchmarks.train;

import io.claimstream.model.training.TrainingResult;
import java.util.Locale;

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
 * @param goals what is wanted
 */
record TrainReport(
        String benchmark,
        int rows,
        int features,
        int trees,
        double seconds,
        double rmse,
        long peakMebibytes,
        Goals goals) {

    private static final long MEBIBYTE = 1L << 20;

    static TrainReport of(TrainingResult result, int features, long peakBytes) {
        long peak = peakBytes / MEBIBYTE;
        return new TrainReport(
                "train",
                result.rows(),
                features,
                result.rounds(),
                result.millis() / 1e3,
                result.trainRmse(),
                peak,
                new Goals(Goals.PEAK, peak < Goals.PEAK));
    }

    String toTable() {
        return String.format("%10s %9s %6s | %9s %9s%n", "claims", "features", "trees", "seconds", "peak MiB")
                + String.format(
                        Locale.ROOT, "%10d %9d %6d | %9.1f %9d%n", rows, features, trees, seconds, peakMebibytes);
    }

    /**
     * What is wanted.
     *
     * @param peakMebibytesMax memory that the process must stay below
     * @param met whether it did
     */
    record Goals(long peakMebibytesMax, boolean met) {

        static final long PEAK = 4_096;
    }
}
