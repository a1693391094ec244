package io.claimstream.domain.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.domain.label.LabelFlag;
import io.claimstream.event.LabelKind;
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
        return page.append(labels()).toString();
    }

    private static String labels() {
        StringBuilder labels = new StringBuilder("\n## Labels\n\nWhat a claim was worth, from feedback in any order of"
                + " arrival: redelivered, late, revised or taken back.\n\n"
                + "1. `settled` is the label. Until there is one, `corrected` stands in. `accepted` never labels.\n"
                + "2. Among several of a kind the latest by event time counts, then the greater feedback id; when it"
                + " arrived never matters.\n"
                + "3. `withdrawn` takes back the feedback that it names, or all earlier feedback on the same score,"
                + " revision or claim; then what stood before counts again.\n"
                + "4. Feedback labels the revision or score that it names; without one, the latest scored revision at"
                + " its event time.\n"
                + "5. What is doubtful is said on the label, as `flags` on `claims.labelled.v1`. A label that is not"
                + " trained on is counted in the dataset's manifest, under the first flag of this table that leaves it"
                + " out.\n\n| flag | trains as settlement | as correction | meaning |\n|---|---|---|---|\n");
        for (LabelFlag flag : LabelFlag.values()) {
            labels.append(String.format(
                    "| `%s` | %s | %s | %s |%n",
                    flag.name(),
                    flag == LabelFlag.CONFLICTING || flag == LabelFlag.ANSWERED_TOO_FAST
                            ? "never flagged"
                            : trains(flag, LabelKind.SETTLED),
                    trains(flag, LabelKind.CORRECTED),
                    flag.meaning()));
        }
        return labels.toString();
    }

    private static String trains(LabelFlag flag, LabelKind kind) {
        return flag.leavesOut(kind) ? "no" : "yes";
    }
}
