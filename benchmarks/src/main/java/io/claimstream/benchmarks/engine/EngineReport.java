package io.claimstream.benchmarks.engine;

import io.claimstream.benchmarks.report.JsonLine;
import java.util.List;
import java.util.Locale;

/**
 * What was measured, and whether it is what is wanted.
 *
 * @param benchmark name of the benchmark
 * @param quick whether it was a quick run
 * @param rows rows taken in turn
 * @param features features of a row
 * @param cases one for each size
 * @param goals what is wanted
 */
record EngineReport(String benchmark, boolean quick, int rows, int features, List<Case> cases, Goals goals) {

    EngineReport {
        cases = List.copyOf(cases);
    }

    static EngineReport of(boolean quick, List<Case> cases) {
        boolean isMet = cases.stream().allMatch(Goals::isMet);
        Goals goals =
                new Goals(Goals.PREDICT, Goals.EXPLAIN_DEPTH_4, Goals.EXPLAIN_DEPTH_6, Goals.EXPLAIN_DEPTH_8, isMet);
        return new EngineReport("engine", quick, EngineBenchmark.ROWS, EngineBenchmark.FEATURES, cases, goals);
    }

    String toJson() {
        return JsonLine.of(this);
    }

    String toTable() {
        StringBuilder table = new StringBuilder(String.format(
                "%5s %5s | %12s %12s %7s | %12s %12s %7s%n",
                "trees", "depth", "predict us", "xgboost us", "ratio", "explain us", "xgboost us", "ratio"));
        for (Case one : cases) {
            table.append(String.format(
                    Locale.ROOT,
                    "%5d %5d | %12.2f %12.2f %7.1f | %12.2f %12.2f %7.1f%n",
                    one.trees,
                    one.depth,
                    one.predict.compiledMicros,
                    one.predict.xgboostMicros,
                    one.predict.ratio,
                    one.explain.compiledMicros,
                    one.explain.xgboostMicros,
                    one.explain.ratio));
        }
        return table.toString();
    }

    /**
     * One size of booster.
     *
     * @param trees number of trees
     * @param depth depth of each
     * @param predict margin of a row
     * @param explain exact contributions of a row
     */
    record Case(int trees, int depth, Pair predict, Pair explain) {}

    /**
     * Two times for the same thing.
     *
     * @param compiledMicros microseconds a row of the compiled engine
     * @param xgboostMicros microseconds a row of XGBoost4J
     * @param ratio how many times faster the compiled engine is
     */
    record Pair(double compiledMicros, double xgboostMicros, double ratio) {

        static Pair of(double compiledMicros, double xgboostMicros) {
            return new Pair(rounded(compiledMicros), rounded(xgboostMicros), rounded(xgboostMicros / compiledMicros));
        }

        private static double rounded(double value) {
            return Math.round(value * 100) / 100.0;
        }
    }

    /**
     * The least ratios that are wanted.
     *
     * @param predictRatioMin prediction, at every size
     * @param explainRatioMinDepth4 contributions at depth 4
     * @param explainRatioMinDepth6 contributions at depth 6
     * @param explainRatioMinDepth8 contributions at depth 8
     * @param met whether all were reached
     */
    record Goals(
            double predictRatioMin,
            double explainRatioMinDepth4,
            double explainRatioMinDepth6,
            double explainRatioMinDepth8,
            boolean met) {

        static final double PREDICT = 15;
        static final double EXPLAIN_DEPTH_4 = 12;
        static final double EXPLAIN_DEPTH_6 = 8;
        static final double EXPLAIN_DEPTH_8 = 1;

        static boolean isMet(Case one) {
            double explain = one.depth <= 4 ? EXPLAIN_DEPTH_4 : one.depth <= 6 ? EXPLAIN_DEPTH_6 : EXPLAIN_DEPTH_8;
            return one.predict.ratio >= PREDICT && one.explain.ratio >= explain;
        }
    }
}
