package io.claimstream.domain.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimKeyTest {

    @Test
    void shouldReadWhatItWrote() {
        ClaimKey key = new ClaimKey("albion", "2024/0815:A-1");

        assertThat(key.text()).isEqualTo("albion|2024/0815:A-1");
        assertThat(ClaimKey.parse(key.text())).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a|b", "a\nb", "-a", "ä", "a b"})
    void shouldRefuseMalformedParts(String part) {
        assertThatThrownBy(() -> new ClaimKey(part, "c-1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ClaimKey("albion", part)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldRefuseTextWithoutSeparator() {
        assertThatThrownBy(() -> ClaimKey.parse("albion")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldRefuseRevisionZero() {
        assertThatThrownBy(() -> ClaimRevisionId.of("albion", "c-1", 0)).isInstanceOf(IllegalArgumentException.class);
        assertThat(ClaimRevisionId.of("albion", "c-1", 2).text()).isEqualTo("albion|c-1|2");
    }

    @Test
    void shouldGiveMalformedIdentitiesKeysThatNoClaimHas() {
        assertThat(ClaimKey.textOf("albion", "c-1")).isEqualTo("albion|c-1");
        assertThat(ClaimKey.textOf("a|b", "c")).startsWith("!|").isNotEqualTo(ClaimKey.textOf("a", "b|c"));
    }

    @Property
    void shouldNeverLetControlCharactersIntoKeys(@ForAll String insurer, @ForAll String claimId) {
        String text = ClaimKey.textOf(insurer, claimId);

        assertThat(text.chars()).allMatch(character -> character > ' ' && character < 127);
        assertThat(text.chars().filter(character -> character == '|')).hasSize(1);
    }
}
