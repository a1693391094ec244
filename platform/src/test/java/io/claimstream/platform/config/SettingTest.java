package io.claimstream.platform.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SettingTest {

    static Stream<Arguments> wrong() {
        Duration second = Duration.ofSeconds(1);
        return Stream.of(
                Arguments.of(Setting.text("k", "x", "M."), List.of("", "  ")),
                Arguments.of(Setting.integer("k", 1, 1, 9, "M."), List.of("0", "10", "one", "1.5", "")),
                Arguments.of(Setting.decimal("k", 0.5, 0, 1, "M."), List.of("1.1", "-0.1", "half", "NaN")),
                Arguments.of(
                        Setting.duration("k", second, second, Duration.ofDays(1), "M."),
                        List.of("1", "999ms", "25h", "PT5S", "-1s", "99999999999999999999d", "900000000000000d")),
                Arguments.of(Setting.bool("k", true, "M."), List.of("True", "yes", "")),
                Arguments.of(
                        Setting.httpUrls("k", "http://x", "M."),
                        List.of("ftp://x", "localhost:8081", "http://", "http://a b", "http://a,")),
                Arguments.of(Setting.oneOf("k", CommonSettings.LogLevel.INFO, "M."), List.of("INFO", "verbose", "")));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void shouldRefuseTextsOfAnotherForm(Setting<?> setting, List<String> texts) {
        for (String text : texts) {
            assertThatThrownBy(() -> setting.parse(text))
                    .as("'%s' for %s", text, setting.form())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Expected " + setting.form() + " for 'k'.");
        }
    }

    @Test
    void shouldNameTheVariableOfAKey() {
        assertThat(CommonSettings.SCHEMA_REGISTRY_USER.environmentVariable())
                .isEqualTo("CLAIMSTREAM_SCHEMA_REGISTRY_BASIC_AUTH_USER_INFO");
    }

    @Property
    void shouldReadEveryLengthOfTimeAsItIsPrinted(@ForAll @LongRange(min = 0, max = 400_000_000_000L) long millis) {
        Duration duration = Duration.ofMillis(millis);

        assertThat(DurationText.parse(DurationText.print(duration))).isEqualTo(duration);
    }

    @Test
    void shouldSuggestNothingThatIsFarOff() {
        assertThat(Nearest.to("zzzzzz", List.of("data.dir"))).isEmpty();
        assertThat(Nearest.to("data.dri", List.of("log.level", "data.dir"))).contains("data.dir");
        assertThat(Nearest.edits("kitten", "sitting")).isEqualTo(3);
    }
}
