package io.claimstream.launcher.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClaimLineTest {

    @Test
    void shouldGoByTheRevisionWhereItWasAccepted() {
        // Given
        ClaimLine line = corrected();

        // Then
        assertThat(line.isOwn(1)).isTrue();
        assertThat(line.isOwn(2)).isFalse();
        assertThat(line.isOwn(3)).isFalse();
        assertThat(line.isAbout(1, 900)).isTrue();
        assertThat(line.isAbout(2, 10)).isFalse();
    }

    @Test
    void shouldGoByTheTimeWhereNoRevisionSaysIt() {
        // Given
        ClaimLine line = corrected();

        // Then
        assertThat(line.isAbout(null, 10)).isTrue();
        assertThat(line.isAbout(null, 199)).isTrue();
        assertThat(line.isAbout(null, 200)).isFalse();
        assertThat(line.isAbout(7, 199)).isTrue();
        assertThat(line.isAbout(7, 200)).isFalse();
    }

    private static ClaimLine corrected() {
        ClaimLine line = new ClaimLine();
        line.accepted(1, true, 100);
        line.accepted(2, false, 200);
        return line;
    }
}
