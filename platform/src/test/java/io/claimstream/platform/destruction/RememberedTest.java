package io.claimstream.platform.destruction;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RememberedTest {

    private final Remembered<String, String> remembered = new Remembered<>(2);

    @Test
    void shouldForgetWhatIsOfAnotherGeneration() {
        // Given
        assertThat(remembered.get("jane", 1)).isNull();
        remembered.put("jane", "k-1", 1);
        assertThat(remembered.get("jane", 1)).isEqualTo("k-1");

        // Then: for good, also when the number comes once more, as from a backup.
        assertThat(remembered.get("jane", 2)).isNull();
        assertThat(remembered.get("jane", 1)).isNull();
    }

    @Test
    void shouldRememberNothingThatWasReadUnderAnotherGeneration() {
        // Given
        assertThat(remembered.get("jane", 2)).isNull();

        // When
        remembered.put("jane", "k-1", 1);

        // Then
        assertThat(remembered.get("jane", 2)).isNull();
        assertThat(remembered.get("jane", 1)).isNull();
    }

    @Test
    void shouldForgetWhatWasNotUsedForLongestWhenItIsFull() {
        // Given
        assertThat(remembered.get("jane", 1)).isNull();
        remembered.put("jane", "k-1", 1);
        remembered.put("john", "k-2", 1);
        assertThat(remembered.get("jane", 1)).isEqualTo("k-1");

        // When
        remembered.put("jim", "k-3", 1);

        // Then
        assertThat(remembered.get("john", 1)).isNull();
        assertThat(remembered.get("jane", 1)).isEqualTo("k-1");
        assertThat(remembered.get("jim", 1)).isEqualTo("k-3");
    }

    @Test
    void shouldForgetEverything() {
        // Given
        assertThat(remembered.get("jane", 1)).isNull();
        remembered.put("jane", "k-1", 1);

        // When
        remembered.clear();

        // Then
        assertThat(remembered.get("jane", 1)).isNull();
    }
}
