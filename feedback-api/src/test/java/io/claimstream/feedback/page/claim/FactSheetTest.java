package io.claimstream.feedback.page.claim;

import static io.claimstream.testkit.Claims.aClaim;
import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.domain.counterfactual.PreviewField;
import io.claimstream.event.ClaimAccepted;
import io.claimstream.event.Injury;
import io.claimstream.feedback.page.claim.FactSheet.Cell;
import io.claimstream.feedback.page.claim.FactSheet.Line;
import io.claimstream.model.picture.MoneyForm;
import io.claimstream.schemas.TrustedEvents;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class FactSheetTest {

    static {
        TrustedEvents.trust();
    }

    private static final FactWords WORDS = new FactWords(new MoneyForm("GBP", Locale.UK), Instant::toString);

    private final ClaimAccepted first =
            aClaim().withEarningsLoss("900.00").withGeneralFixed("1500.00").buildAccepted();

    @Test
    void shouldMarkWhatDiffersFromTheRevisionBefore() {
        // Given
        ClaimAccepted second = ClaimAccepted.newBuilder(aClaim().withEarningsLoss("1200.50")
                        .withGeneralFixed("1500.000")
                        .buildAccepted())
                .setRevision(2)
                .build();

        // When
        FactSheet sheet = FactSheet.of(List.of(second, first), WORDS);

        // Then
        assertThat(sheet.revisions()).containsExactly(2, 1);
        assertThat(line(sheet, "Loss of earnings").cells())
                .containsExactly(new Cell("1,200.50", "+300.50"), new Cell("900.00", ""));
        assertThat(line(sheet, "General damages, fixed").cells())
                .as("1500.000 is 1500.00")
                .noneMatch(Cell::isChanged);
        assertThat(sheet.hasChanges()).isTrue();
    }

    @Test
    void shouldSayOfAmountsInTwoCurrenciesOnlyThatTheyChanged() {
        // Given
        ClaimAccepted second = ClaimAccepted.newBuilder(first)
                .setRevision(2)
                .setCurrency("EUR")
                .build();

        // When
        FactSheet sheet = FactSheet.of(List.of(second, first), WORDS);

        // Then
        assertThat(line(sheet, "Loss of earnings").cells())
                .containsExactly(new Cell("900.00", "changed"), new Cell("900.00", ""));
    }

    @Test
    void shouldSayWhatCameAndWhatWent() {
        // Given
        Injury unknown = Injury.newBuilder(first.getInjury()).setWhiplash(null).build();
        Injury known = Injury.newBuilder(first.getInjury()).setWhiplash(true).build();

        // When
        FactSheet sheet = FactSheet.of(List.of(of(3, unknown), of(2, known), of(1, unknown)), WORDS);

        // Then
        assertThat(line(sheet, "Whiplash").cells())
                .containsExactly(new Cell("", "no longer stated"), new Cell("yes", "newly stated"), new Cell("", ""));
    }

    @Test
    void shouldNameWhatNoRevisionStates() {
        // When
        FactSheet sheet = FactSheet.of(List.of(first), WORDS);

        // Then
        assertThat(sheet.unstated()).contains("Therapy").doesNotContain("Loss of earnings");
        assertThat(sheet.hasChanges()).isFalse();
        assertThat(sheet.sections())
                .flatExtracting(FactSheet.Section::lines)
                .extracting(Line::name)
                .doesNotContain("Therapy");
    }

    @Test
    void shouldShowEveryFactThatMayBeChanged() {
        assertThat(FactField.ALL.stream().filter(FactField::isChangeable).map(FactField::path))
                .containsExactlyInAnyOrderElementsOf(PreviewField.CHANGEABLE_PATHS);
    }

    private ClaimAccepted of(int revision, Injury injury) {
        return ClaimAccepted.newBuilder(first)
                .setRevision(revision)
                .setInjury(injury)
                .build();
    }

    private static Line line(FactSheet sheet, String name) {
        return sheet.sections().stream()
                .flatMap(it -> it.lines().stream())
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
