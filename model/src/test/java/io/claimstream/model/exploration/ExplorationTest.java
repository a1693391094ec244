package io.claimstream.model.exploration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.claimstream.model.FeatureSchema;
import io.claimstream.model.evaluation.page.ExplorationPage;
import io.claimstream.model.training.Dataset;
import io.claimstream.model.training.LabelledRow;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ExplorationTest {

    private static final int ROWS = 101;

    private final Exploration exploration = Exploration.of(
            dataset(), new Exploration.Source("<claims>.csv", "ab", 120, ROWS, 3, Map.of("NOT_SETTLED", 19)));

    @Test
    void shouldTellHowAmountsAreSpread() {
        assertThat(exploration.paid()).isEqualTo(new Spread(100, 125, 150, 175, 200, 150));
        assertThat(exploration.paidByAmount()).hasSize(24);
        assertThat(exploration.paidByAmount().stream()
                        .mapToInt(AmountColumn::rows)
                        .sum())
                .isEqualTo(ROWS);
        assertThat(exploration.paidByAmount().get(23).to()).isCloseTo(200, within(1e-9));
        assertThat(exploration.paidOfClaimed().median()).isEqualTo(0.5);
        assertThat(exploration.paidByClaimed()).hasSize(20).allSatisfy(bin -> assertThat(bin.rows())
                .isBetween(5, 6));
    }

    @Test
    void shouldTellWhatGoesWithWhatWasPaid() {
        assertThat(exploration.features())
                .extracting(FeatureColumn::feature)
                .containsExactly("falls", "now_and_then", "never", "same");
        assertThat(exploration.features().get(0).correlation()).isCloseTo(-1, within(1e-12));
        assertThat(exploration.features().get(1).missing()).isCloseTo(50.0 / ROWS, within(1e-12));
        assertThat(exploration.features().get(2).spread()).isNull();
        assertThat(exploration.features().get(3).distinct()).isOne();
    }

    @Test
    void shouldBeAPageWithThreePictures() {
        assertThat(ExplorationPage.of(exploration)).contains("&lt;claims&gt;.csv", "now and then");
        assertThat(ExplorationPage.pictures(exploration)).containsOnlyKeys("paid.svg", "claimed.svg", "features.svg");
    }

    /** What was paid rises from 100 to 200, and is half of what was claimed. */
    private static Dataset dataset() {
        return new Dataset(
                new FeatureSchema("v1", List.of("same", "never", "falls", "now_and_then")),
                IntStream.range(0, ROWS)
                        .mapToObj(i -> new LabelledRow(
                                List.of(7f, Float.NaN, -(float) i, i % 2 == 0 ? (float) (i % 10) : Float.NaN),
                                100 + i,
                                2 * (100 + i),
                                Instant.EPOCH,
                                true))
                        .toList());
    }
}
