package io.claimstream.launcher.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimstream.launcher.command.WrongUseException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowTest {

    @Test
    void shouldHoldItsBeginAndNotItsEnd() {
        // When
        Window window = Window.of("2026-01-05", "2026-01-06T12:00:00Z");

        // Then
        assertThat(window.contains(Instant.parse("2026-01-05T00:00:00Z"))).isTrue();
        assertThat(window.contains(Instant.parse("2026-01-04T23:59:59Z"))).isFalse();
        assertThat(window.contains(Instant.parse("2026-01-06T12:00:00Z"))).isFalse();
    }

    @Test
    void shouldHoldEverythingWhenNothingIsSaid() {
        assertThat(Window.of("", "").contains(Instant.parse("2026-01-05T00:00:00Z")))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"2026-01-06,2026-01-05", "2026-01-05,2026-01-05", "yesterday,2026-01-05", "'',2026-02-30"})
    void shouldRefuseWhatIsNoSpanOfTime(String from, String to) {
        assertThatThrownBy(() -> Window.of(from, to)).isInstanceOf(WrongUseException.class);
    }
}
