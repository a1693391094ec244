package io.claimstream.model.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.claimstream.domain.claim.HeadOfLoss.Damages;
import io.claimstream.domain.feature.HeadFeature;
import io.claimstream.model.FeatureSchema;
import io.claimstream.model.Samples;
import io.claimstream.model.TrainingParameters;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GappedCopiesTest {

    private static final FeatureSchema SCHEMA = Samples.SCHEMA;
    private static final int SEED = 11;
    private static final int HEAD_OF_REST = IntStream.range(0, HeadFeature.ALL.size())
            .filter(it -> HeadFeature.ALL.get(it).feature().equals("general_rest"))
            .findFirst()
            .orElseThrow();

    @Test
    void shouldKeepTheRowsAndAddCopiesThatLackOneValueInTwenty() {
        float[] rows = rows(500);

        float[] all = new GappedCopies(SCHEMA).added(rows, 3, SEED);

        assertThat(all).hasSize(4 * rows.length);
        assertThat(Arrays.copyOf(all, rows.length)).containsExactly(rows);
        assertThat(lacking(all, 500, 2_000, at("general_rest"))).isCloseTo(0.05, within(0.02));
        assertThat(lacking(all, 500, 2_000, at("prognosis_months"))).isCloseTo(0.05, within(0.02));
        assertThat(lacking(all, 500, 2_000, at("whiplash"))).isZero();
    }

    @Test
    void shouldSumWhatACopyHasLeft() {
        float[] all = new GappedCopies(SCHEMA).added(rows(200), 2, SEED);

        for (int row = 200; row < 600; row++) {
            float[] copy = Arrays.copyOfRange(all, row * SCHEMA.size(), (row + 1) * SCHEMA.size());
            assertThat(copy[at("sum_special")]).isEqualTo(sum(copy, List.of(Damages.SPECIAL)));
            assertThat(copy[at("sum_general")]).isEqualTo(sum(copy, List.of(Damages.GENERAL)));
            assertThat(copy[at("sum_heads")]).isEqualTo(sum(copy, List.of(Damages.values())));
            assertThat(copy[at("missing_heads")]).isEqualTo((float) HeadFeature.ALL.stream()
                    .filter(head -> Float.isNaN(copy[at(head.feature())]))
                    .count());
        }
    }

    @Test
    void shouldHaveNoSumOfNothing() {
        FeatureSchema oneHead = new FeatureSchema("v1", List.of("general_fixed", "sum_general"));

        float[] all = new GappedCopies(oneHead).added(new float[] {520, 520}, 400, SEED);

        int lacking = 0;
        for (int row = 1; row <= 400; row++) {
            boolean isGone = Float.isNaN(all[2 * row]);
            lacking += isGone ? 1 : 0;
            assertThat(Float.valueOf(all[2 * row + 1])).isEqualTo(Float.valueOf(isGone ? Float.NaN : 520f));
        }
        assertThat(lacking).isBetween(5, 60);
    }

    @Test
    void shouldGiveTheSameCopiesForTheSameSeed() {
        GappedCopies copies = new GappedCopies(SCHEMA);

        float[] first = copies.added(rows(50), 2, SEED);

        assertThat(copies.added(rows(50), 2, SEED)).containsExactly(first);
        assertThat(copies.added(rows(50), 2, SEED + 1)).isNotEqualTo(first);
    }

    @Test
    void shouldTrainTheSameBytesFromTheSameCopies() {
        Dataset train = Samples.dataset(150);

        byte[] artifact = trained(train, 2);

        assertThat(trained(train, 2)).isEqualTo(artifact);
        assertThat(trained(train, 0)).isNotEqualTo(artifact);
    }

    private static byte[] trained(Dataset train, int copies) {
        TrainingParameters parameters =
                new TrainingParameters(12, 3, 0.3, 0.1, 1, 1, 1, 1, 1, 64, SEED, List.of(), List.of(), copies, 1);
        return new Trainer(parameters).train(train, (round, rounds, rmse) -> {});
    }

    /** Rows in which every third head is not known from the start, and the others are odd amounts of pence. */
    private static float[] rows(int count) {
        float[] rows = new float[count * SCHEMA.size()];
        for (int row = 0; row < count; row++) {
            float[] one = new float[SCHEMA.size()];
            one[at("prognosis_months")] = 1 + row % 12;
            int heads = HeadFeature.ALL.size();
            for (int head = 0; head < heads; head++) {
                boolean isKnown = (row + head) % 3 != 0 || head == HEAD_OF_REST;
                one[at(HeadFeature.ALL.get(head).feature())] =
                        isKnown ? (float) (((row * 7_919L + head * 104_729L) % 400_000) / 100d) : Float.NaN;
                one[at("missing_heads")] += isKnown ? 0 : 1;
            }
            one[at("sum_special")] = sum(one, List.of(Damages.SPECIAL));
            one[at("sum_general")] = sum(one, List.of(Damages.GENERAL));
            one[at("sum_heads")] = sum(one, List.of(Damages.values()));
            System.arraycopy(one, 0, rows, row * SCHEMA.size(), one.length);
        }
        return rows;
    }

    private static float sum(float[] row, List<Damages> kinds) {
        long[] pence = HeadFeature.ALL.stream()
                .filter(head -> kinds.contains(head.head().damages()))
                .map(head -> row[at(head.feature())])
                .filter(amount -> !Float.isNaN(amount))
                .mapToLong(amount -> Math.round(amount * 100d))
                .toArray();
        return pence.length == 0 ? Float.NaN : (float) (Arrays.stream(pence).sum() / 100d);
    }

    private static double lacking(float[] all, int fromRow, int toRow, int feature) {
        return IntStream.range(fromRow, toRow)
                        .filter(row -> Float.isNaN(all[row * SCHEMA.size() + feature]))
                        .count()
                / (double) (toRow - fromRow);
    }

    private static int at(String feature) {
        return SCHEMA.names().indexOf(feature);
    }
}
