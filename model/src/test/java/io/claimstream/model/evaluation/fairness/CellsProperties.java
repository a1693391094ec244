package io.claimstream.model.evaluation.fairness;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.model.evaluation.fairness.Cells.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class CellsProperties {

    @Property
    void shouldKeepEveryRowOnceAndEachCellLargeEnough(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 600) int rows) {
        // Given
        List<PersonGroup> groups = people(new Random(seed), rows);

        // When
        List<Cell> cells = Cells.of(groups, own(rows));

        // Then
        assertThat(cells.stream().flatMap(cell -> cell.rows().stream()).sorted())
                .containsExactlyElementsOf(IntStream.range(0, rows).boxed().toList());
        assertThat(cells).allSatisfy(cell -> {
            assertThat(cell.rows()).allSatisfy(row -> assertThat(cell.groups()).contains(groups.get(row)));
            assertThat(cell.distinct() >= Cells.MIN_ROWS || cells.size() == 1).isTrue();
        });
    }

    @Property
    void shouldMergeTheSameWayInAnyOrderOfRows(@ForAll long seed, @ForAll @IntRange(min = 1, max = 600) int rows) {
        // Given
        Random random = new Random(seed);
        List<PersonGroup> groups = people(random, rows);
        List<PersonGroup> shuffled = new ArrayList<>(groups);
        java.util.Collections.shuffle(shuffled, random);

        // Then
        assertThat(Cells.of(shuffled, own(rows)).stream().map(Cell::groups))
                .isEqualTo(
                        Cells.of(groups, own(rows)).stream().map(Cell::groups).toList());
    }

    @Example
    void shouldMergeWithTheSmallerNeighbourInAge() {
        // Given
        List<PersonGroup> groups = new ArrayList<>();
        groups.addAll(java.util.Collections.nCopies(50, PersonGroup.of("Male", 20)));
        groups.addAll(java.util.Collections.nCopies(10, PersonGroup.of("Male", 30)));
        groups.addAll(java.util.Collections.nCopies(40, PersonGroup.of("Male", 40)));
        groups.addAll(java.util.Collections.nCopies(35, PersonGroup.of("Female", 30)));

        // When
        List<Cell> cells = Cells.of(groups, own(groups.size()));

        // Then
        assertThat(cells).extracting(cell -> cell.rows().size()).containsExactly(35, 50, 50);
        assertThat(cells.get(2).groups()).containsExactly(PersonGroup.of("Male", 30), PersonGroup.of("Male", 40));
    }

    private static List<PersonGroup> people(Random random, int rows) {
        return IntStream.range(0, rows)
                .mapToObj(i -> PersonGroup.of(
                        random.nextInt(3) == 0 ? "Female" : random.nextInt(20) == 0 ? null : "Male",
                        random.nextInt(20) == 0 ? null : 17 + (int) Math.abs(20 * random.nextGaussian())))
                .toList();
    }

    private static int[] own(int rows) {
        return IntStream.range(0, rows).toArray();
    }
}
