package io.claimstream.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.domain.validation.ClaimValidation;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.platform.config.Setting;
import io.claimstream.schemas.json.EventJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReadmeTest {

    private static final Path README = Path.of("README.md");
    private static final Pattern BODY = Pattern.compile("-d '(\\{.*?})'", Pattern.DOTALL);

    @Test
    void shouldShowClaimThatIsValid() throws Exception {
        // Given
        Matcher body = BODY.matcher(Files.readString(README));
        assertThat(body.find()).isTrue();

        // When
        ClaimSubmitted claim = EventJson.fromJson(EventJson.parse(body.group(1)), ClaimSubmitted.class);

        // Then
        assertThat(ClaimValidation.check(claim, Facts.NOW)).isEmpty();
    }

    @Test
    void shouldListEveryKey() throws Exception {
        // When
        String readme = Files.readString(README);

        // Then
        assertThat(readme)
                .contains(FeedbackConfig.SETTINGS.stream().map(ReadmeTest::row).toList());
    }

    private static String row(Setting<?> setting) {
        String byDefault = setting.defaultText().isEmpty() ? "–" : "`" + setting.defaultText() + "`";
        return "| `" + setting.key() + "` | " + byDefault + " |";
    }
}
