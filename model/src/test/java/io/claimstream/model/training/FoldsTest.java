package io.claimstream.model.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimstream.model.Samples;
import io.claimstream.model.TrainingParameters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FoldsTest {

    private static final TrainingParameters PARAMETERS = Samples.TINY;
    private static final int IGNORED = Samples.SCHEMA.names().indexOf("claim_lag_days");

    @Test
    void shouldKeepRowsTogetherThatAreAlikeButForWhatIsIgnored() {
        Dataset rows = dataset(List.of(row(1), changed(row(1), IGNORED), changed(row(1), 4), row(2)));

        RowGroups groups = RowGroups.of(rows, List.of("a", "b", "c", "d"), PARAMETERS.ignoredFeatures());

        assertThat(groups.count()).isEqualTo(3);
        assertThat(groups.of(0)).isEqualTo(groups.of(1)).isNotEqualTo(groups.of(2));
    }

    @Test
    void shouldTellRowsApartThatWereSettledOtherwise() {
        LabelledRow other = new LabelledRow(row(1).values(), row(1).label() + 1, 1, row(1).labelledAt(), true);

        RowGroups groups =
                RowGroups.of(dataset(List.of(row(1), other)), List.of("a", "b"), PARAMETERS.ignoredFeatures());

        assertThat(groups.count()).isEqualTo(2);
    }

    @Test
    void shouldJoinWhatIsJoinedByStepsOfBothKinds() {
        Dataset rows = dataset(List.of(row(1), row(2), row(3), row(1), row(3), row(4)));

        RowGroups groups = RowGroups.of(rows, List.of("a", "a", "b", "b", "c", "d"), PARAMETERS.ignoredFeatures());

        assertThat(groups.count()).isEqualTo(2);
        assertThat(IntStream.range(0, 6).map(groups::of)).containsExactly(0, 0, 0, 0, 0, 1);
    }

    @Test
    void shouldNeverCutAGroupAndKeepFoldsAboutEqual() {
        List<LabelledRow> all = new ArrayList<>();
        List<String> claimants = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            all.add(row(i % 300));
            claimants.add("claimant-" + i % 290);
        }
        Dataset rows = dataset(all);
        RowGroups groups = RowGroups.of(rows, claimants, PARAMETERS.ignoredFeatures());

        Folds folds = Folds.of(rows, groups, 5, 7);

        Map<Integer, Integer> foldOfGroup = new HashMap<>();
        int[] sizes = new int[5];
        for (int i = 0; i < rows.size(); i++) {
            assertThat(foldOfGroup.merge(groups.of(i), folds.of(i), (first, now) -> first))
                    .isEqualTo(folds.of(i));
            sizes[folds.of(i)]++;
        }
        assertThat(IntStream.of(sizes)).allMatch(size -> size >= 75 && size <= 85);
        for (int fold = 0; fold < 5; fold++) {
            assertThat(folds.own(rows, fold).size()).isEqualTo(sizes[fold]);
            assertThat(folds.others(rows, fold).size()).isEqualTo(400 - sizes[fold]);
        }
    }

    @Test
    void shouldCutTheSameWhateverTheOrderOfRowsAndDifferentlyForAnotherSeed() {
        long seed = 11;
        List<LabelledRow> inOrder =
                IntStream.range(0, 200).mapToObj(FoldsTest::row).toList();
        List<LabelledRow> shuffled = new ArrayList<>(inOrder);
        Collections.shuffle(shuffled, new Random(seed));

        Map<List<Float>, Integer> one = foldByValues(inOrder, 7);

        assertThat(foldByValues(shuffled, 7)).as("shuffled with seed %d", seed).isEqualTo(one);
        assertThat(foldByValues(inOrder, 8)).isNotEqualTo(one);
    }

    @Test
    void shouldReadBackAndRefuseWhatIsNoCut() {
        Dataset rows = dataset(IntStream.range(0, 30).mapToObj(FoldsTest::row).toList());
        RowGroups groups = RowGroups.of(rows, names(30), PARAMETERS.ignoredFeatures());
        Folds folds = Folds.of(rows, groups, 3, 7);

        assertThat(Folds.of(3, 7, folds.toList()).toList()).isEqualTo(folds.toList());
        assertThatThrownBy(() -> Folds.of(3, 7, List.of(0, 1, 1))).hasMessageContaining("none of them empty");
        assertThatThrownBy(() -> Folds.of(2, 7, List.of(0, 1, 2))).hasMessageContaining("2 folds");
        assertThatThrownBy(() -> Folds.of(rows, groups, 1, 7)).hasMessageContaining("2 folds or more");
        assertThatThrownBy(() -> Folds.of(rows, groups, 31, 7)).hasMessageContaining("at least 31 groups");
    }

    private static Map<List<Float>, Integer> foldByValues(List<LabelledRow> list, int seed) {
        Dataset rows = dataset(list);
        Folds folds = Folds.of(rows, RowGroups.of(rows, names(list.size()), PARAMETERS.ignoredFeatures()), 5, seed);
        Map<List<Float>, Integer> byValues = new HashMap<>();
        for (int i = 0; i < list.size(); i++) {
            byValues.put(list.get(i).values(), folds.of(i));
        }
        return byValues;
    }

    private static List<String> names(int count) {
        return IntStream.range(0, count).mapToObj(i -> "claimant-" + i).toList();
    }

    private static Dataset dataset(List<LabelledRow> rows) {
        return new Dataset(Samples.SCHEMA, rows);
    }

    private static LabelledRow row(int number) {
        return Samples.dataset(number + 1).row(number);
    }

    private static LabelledRow changed(LabelledRow row, int feature) {
        List<Float> values = new ArrayList<>(row.values());
        values.set(feature, 99f);
        return new LabelledRow(values, row.label(), row.sumOfHeads(), row.labelledAt(), row.isSettled());
    }
}
