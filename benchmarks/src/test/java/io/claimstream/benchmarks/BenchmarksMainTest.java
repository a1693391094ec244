package io.claimstream.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BenchmarksMainTest {

    @Test
    void shouldRefuseWhatItDoesNotKnow() {
        assertThat(BenchmarksMain.execute("lunch")).isEqualTo(2);
        assertThat(BenchmarksMain.execute()).isEqualTo(2);
        assertThat(BenchmarksMain.execute("engine", "--fast")).isEqualTo(2);
    }
}
