package io.claimstream.model.picture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LabelsTest {

    @Test
    void shouldKeepWhatFits() {
        assertThat(Labels.fit("27 Oct 2026 to 22 Nov 2026", 248, 15)).isEqualTo("27 Oct 2026 to 22 Nov 2026");
        assertThat(Labels.fit("", 0, 15)).isEmpty();
    }

    @Test
    void shouldCutWhatIsTooWideForItsLettersRatherThanTooManyOfThem() {
        assertThat(Labels.fit("illicit little", 100, 15)).isEqualTo("illicit little");
        assertThat(Labels.fit("MAMMOTHS WON", 100, 15)).isEqualTo("MAMMOT…");
    }

    @Test
    void shouldCutBoldLettersEarlier() {
        // Given
        String text = "somewhat longer than the box";

        // Then
        assertThat(Labels.fitBold(text, 248, 15))
                .hasSizeLessThan(Labels.fit(text, 248, 15).length());
        assertThat(Labels.fitBold(text, 248, 15)).endsWith("…");
    }

    @Test
    void shouldLeaveSignsWhole() {
        assertThat(Labels.fit("\uD83D\uDE80\uD83D\uDE80\uD83D\uDE80\uD83D\uDE80", 40, 15))
                .isEqualTo("\uD83D\uDE80…");
        assertThat(Labels.fit("words apart", 71, 15)).isEqualTo("words…");
    }
}
