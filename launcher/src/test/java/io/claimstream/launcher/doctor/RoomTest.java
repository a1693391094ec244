package io.claimstream.launcher.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.launcher.doctor.Finding.Verdict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoomTest {

    private static final long MEBIBYTE = 1L << 20;

    @ParameterizedTest
    @CsvSource({
        "50000, 100000, OK,      'The disk has 48.8 GiB free of 97.7 (50 %).'",
        "10000, 100000, OK,      'The disk has 9.8 GiB free of 97.7 (10 %).'",
        "9000,  100000, WARNING, 'The disk has 8.8 GiB free of 97.7 (9 %).'",
        "511,   1000,   WRONG,   'The disk has 0.5 GiB free of 1.0 (51 %).'"
    })
    void shouldTellWhetherThereIsRoom(long free, long total, Verdict verdict, String finding) {
        // When
        Finding found = Room.of("The disk", free * MEBIBYTE, total * MEBIBYTE);

        // Then
        assertThat(found.verdict()).isEqualTo(verdict);
        assertThat(found.finding()).isEqualTo(finding);
        assertThat(found.advice().isEmpty()).isEqualTo(verdict == Verdict.OK);
    }
}
