package io.claimstream.model.exploration;

import io.claimstream.model.ModelJson;
import io.claimstream.model.training.Dataset;
import io.claimstream.model.training.LabelledRow;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What a dataset looks like: what was paid, how that goes with what was claimed, and each feature. Has no row and no time of its making:
 * the same rows give the same bytes.
 *
 * @param format format of this record, {@value #FORMAT}
 * @param source the rows
 * @param paid what was paid
 * @param paidByAmount what was paid, by amount
 * @param paidOfClaimed what was paid, as a share of the sum of the heads of loss, over the rows where that is above 0
 * @param paidByClaimed what was paid, by the sum claimed
 * @param features each feature, those that go with what was paid most first
 */
public record Exploration(
        int format,
        Source source,
        Spread paid,
        List<AmountColumn> paidByAmount,
        Spread paidOfClaimed,
        List<AmountBin> paidByClaimed,
        List<FeatureColumn> features) {

    /** The format written by this version of Claimstream. */
    public static final int FORMAT = 1;

    public Exploration {
        paidByAmount = List.copyOf(paidByAmount);
        paidByClaimed = List.copyOf(paidByClaimed);
        features = List.copyOf(features);
    }

    /**
     * Where rows come from.
     *
     * @param name name of the file
     * @param sha256 of the file, lower-case hexadecimal
     * @param rows number of its rows
     * @param used number of rows that a model can learn from
     * @param alike rows that are like another one in everything but dates
     * @param leftOut number of the others, by reason
     */
    public record Source(String name, String sha256, int rows, int used, int alike, Map<String, Integer> leftOut) {

        public Source {
            leftOut = new TreeMap<>(leftOut);
        }
    }

    /**
     * Explores.
     *
     * @param rows at least one
     */
    public static Exploration of(Dataset rows, Source source) {
        List<LabelledRow> all =
                IntStream.range(0, rows.size()).mapToObj(rows::row).toList();
        return new Exploration(
                FORMAT,
                source,
                Spread.of(rows.labels()),
                AmountColumn.of(rows.labels()),
                Spread.of(all.stream()
                        .filter(row -> row.sumOfHeads() > 0)
                        .map(row -> row.label() / row.sumOfHeads())
                        .toList()),
                AmountBin.of(all),
                IntStream.range(0, rows.schema().size())
                        .mapToObj(place -> FeatureColumn.of(rows, place))
                        .sorted(Comparator.comparingDouble((FeatureColumn it) -> -Math.abs(it.correlation()))
                                .thenComparing(FeatureColumn::feature))
                        .toList());
    }

    /** As JSON, UTF-8. */
    public byte[] toBytes() {
        return ModelJson.bytes(this);
    }
}
