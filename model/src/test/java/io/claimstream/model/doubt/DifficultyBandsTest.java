package io.claimstream.model.doubt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.claimstream.event.CalibrationRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DifficultyBandsTest {

    @Test
    void shouldBeRightForClaimsThatBecameEasierThanTheirDifficultySays() {
        // Given: easy claims as stated; hard ones, difficulty 0.3, are really at 0.15.
        Random random = new Random(5);
        List<Float> residuals = new ArrayList<>();
        List<Float> scales = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            boolean isHard = i % 4 == 0;
            scales.add(isHard ? 0.3f : 0.1f);
            residuals.add((float) random.nextGaussian() * (isHard ? 0.5f : 1));
        }

        // When
        CalibrationRecord record =
                RunningCalibrationProperties.record(RunningCalibration.begin(residuals, scales, 0.5));

        // Then: Φ(ln 1.1 / 0.15) − Φ(ln 0.9 / 0.15) = 0.4959.
        assertThat(record.getBandLimits()).singleElement().satisfies(limit -> assertThat(limit)
                .isCloseTo(0.2, within(1e-6)));
        assertThat(Doubt.confidence(record, 0.1)).isCloseTo(0.684, within(0.04));
        assertThat(Doubt.confidence(record, 0.3)).isCloseTo(0.496, within(0.06));
    }

    @Test
    void shouldBeOneBandWhereRowsAreFewOrAlike() {
        assertThat(DifficultyBands.of(Collections.nCopies(799, 0.5f), scales(799))
                        .limits())
                .isEmpty();
        assertThat(DifficultyBands.of(Collections.nCopies(1_800, 0.5f), Collections.nCopies(1_800, 1f))
                        .limits())
                .isEmpty();
        assertThat(DifficultyBands.of(Collections.nCopies(800, 0.5f), scales(800))
                        .limits())
                .hasSize(1);
    }

    private static List<Float> scales(int count) {
        List<Float> scales = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            scales.add(1f + i);
        }
        return scales;
    }
}
