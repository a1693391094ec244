package io.claimstream.domain.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.domain.claim.ClaimKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Keeps {@code docs/rules.md} as the code says. */
class RulesPageTest {

    private static final Path PAGE = Path.of("..", "docs", "rules.md");
    private static final String ACCEPT = "mvn -pl domain -am test -Dtest=RulesPageTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dgolden.accept=true";

    @Test
    void shouldDocumentEveryRule() throws IOException {
        // Given
        String expected = page();
        if (Boolean.getBoolean("golden.accept")) {
            Files.writeString(PAGE, expected);
        }

        // When
        String written = Files.exists(PAGE) ? Files.readString(PAGE) : "";

        // Then
        assertThat(written)
                .as("docs/rules.md; to accept the change: %s", ACCEPT)
                .isEqualTo(expected);
    }

    private static String page() {
        StringBuilder page =
                new StringBuilder("# Rules\n\nWhat a submitted claim must keep. A claim that breaks one or more"
                        + " is answered on `claims.rejected.v1` with the code, field and message of each. An optional field that is"
                        + " absent or blank breaks none.\nGenerated from the code.\n\n| code | rule |\n|---|---|\n");
        for (Rule rule : Rule.values()) {
            page.append(
                    String.format("| `%s` | %s |%n", rule.name(), rule.meaning().replace("|", "\\|")));
        }
        page.append(String.format(
                "%nHeads of loss: each at most %s, together at most %s. Insurer: %s. Claim id: %s.%n",
                AmountRules.LARGEST_HEAD, AmountRules.LARGEST_TOTAL, ClaimKey.INSURER_FORM, ClaimKey.CLAIM_ID_FORM));
        page.append("\n## Texts\n\n| field | kind | longest |\n|---|---|---|\n");
        for (TextRules.Text text : TextRules.TEXTS) {
            String kind = text.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            page.append(String.format("| `%s` | %s | %d |%n", text.path(), kind, text.maxLength()));
        }
        page.append("\n## Numbers\n\n| field | least | most |\n|---|---|---|\n");
        for (NumberRules.Range range : NumberRules.RANGES) {
            page.append(String.format("| `%s` | %d | %d |%n", range.path(), range.min(), range.max()));
        }
        return page.toString();
    }
}
