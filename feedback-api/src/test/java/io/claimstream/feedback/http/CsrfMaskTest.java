package io.claimstream.feedback.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsrfMaskTest {

    private static final String TOKEN = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    @Test
    void shouldGiveTheTokenBackFromEveryGuise() {
        // Given
        String one = CsrfMask.mask(TOKEN);
        String other = CsrfMask.mask(TOKEN);

        // Then
        assertThat(one).isNotEqualTo(other).doesNotContain(TOKEN);
        assertThat(CsrfMask.unmask(one)).contains(TOKEN);
        assertThat(CsrfMask.unmask(other)).contains(TOKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", TOKEN, "a.b.c", "AAAA.AA", "!!.!!", "."})
    void shouldGiveNothingBackFromOtherTexts(String text) {
        assertThat(CsrfMask.unmask(text)).isNotEqualTo(Optional.of(TOKEN));
    }
}
