package io.claimstream.model.evaluation;

import io.claimstream.model.Metrics;
import io.claimstream.model.statistics.Measured;
import io.claimstream.model.statistics.PairedBootstrap;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The model beside another on the same rows: all of which the other has an estimate that may be compared.
 *
 * @param with name of the other: a version, or {@code baseline}
 * @param metrics error of the other, and the number of rows compared on
 * @param mapeDifference MAPE of the model less that of the other, with the 95 % interval of the paired bootstrap; below 0 when the model is
 *     better
 * @param maeDifference the same of the mean absolute error in money
 * @param nearer share of rows where the model is nearer to the settlement, of those where one is nearer; 0.5 when none is
 * @param finding what the interval of the MAPE says
 */
public record Comparison(
        String with, Metrics metrics, Measured mapeDifference, Measured maeDifference, double nearer, Finding finding) {

    /** What can be said. */
    public enum Finding {
        BETTER,
        WORSE,
        NOT_TOLD_APART
    }

    /** Seed of every draw of a report, so that the same rows give the same intervals. */
    static final long SEED = 20_260_105;

    /**
     * Compares on the rows that the other has an estimate of.
     *
     * @param others the other's estimates; NaN for none
     * @return empty when there is no such row
     */
    static Optional<Comparison> of(String with, Rows rows, double[] others) {
        List<Integer> places = IntStream.range(0, others.length)
                .filter(i -> !Double.isNaN(others[i]))
                .boxed()
                .toList();
        return places.isEmpty()
                ? Optional.empty()
                : Optional.of(compare(
                        with,
                        places.size() == others.length ? rows : rows.at(places),
                        places.stream().mapToDouble(i -> others[i]).toArray()));
    }

    private static Comparison compare(String with, Rows rows, double[] others) {
        double[] settlements = rows.each(EvaluatedRow::settlement);
        List<EvaluatedRow> all = rows.all();
        double[] money = new double[others.length];
        double[] shares = new double[others.length];
        int nearer = 0;
        int farther = 0;
        for (int i = 0; i < others.length; i++) {
            double settlement = settlements[i];
            money[i] = Math.abs(all.get(i).estimate() - settlement) - Math.abs(others[i] - settlement);
            shares[i] = money[i] / settlement;
            nearer += money[i] < 0 ? 1 : 0;
            farther += money[i] > 0 ? 1 : 0;
        }
        Measured mape = PairedBootstrap.meanDifference(shares, rows.clusters(), SEED);
        return new Comparison(
                with,
                Metrics.of(others, settlements),
                mape,
                PairedBootstrap.meanDifference(money, rows.clusters(), SEED),
                nearer + farther == 0 ? 0.5 : (double) nearer / (nearer + farther),
                !mape.isBeyondChance() ? Finding.NOT_TOLD_APART : mape.value() < 0 ? Finding.BETTER : Finding.WORSE);
    }
}
