package io.claimstream.feedback.page.claim;

import static io.claimstream.testkit.Claims.aClaim;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.event.ClaimAccepted;
import io.claimstream.feedback.page.claim.WhatIfForm.Field;
import io.claimstream.model.picture.MoneyForm;
import io.claimstream.schemas.TrustedEvents;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WhatIfFormTest {

    static {
        TrustedEvents.trust();
    }

    private final ClaimAccepted claim =
            aClaim().withEarningsLoss("900.00").withGeneralFixed("1500.00").buildAccepted();
    private final WhatIfForm form =
            WhatIfForm.of(claim, new FactWords(new MoneyForm("GBP", Locale.UK), Instant::toString));

    @Test
    void shouldAskForWhatMayChangeAndShowTheRest() {
        assertThat(fields()).extracting(Field::path).contains("headsOfLoss.specialEarningsLoss", "injury.whiplash");
        assertThat(fields()).extracting(Field::path).noneMatch(it -> it.contains("seudonym") || it.contains("ender"));
        assertThat(form.fixed()).extracting(Field::path).contains("currency", "claimantPseudonym", "eventTime");
    }

    @Test
    void shouldSlideFromNothingToTwiceTheAmountInRoundSteps() {
        // When
        Field earnings = field("headsOfLoss.specialEarningsLoss");

        // Then
        assertThat(earnings.value()).isEqualTo("900.00");
        assertThat(earnings.greatest()).isEqualTo("2000");
        assertThat(earnings.step()).isEqualTo("20");
        assertThat(field("headsOfLoss.specialTherapy").greatest()).isEmpty();
    }

    @Test
    void shouldChangeNothingWhenItIsSentAsItCame() {
        assertThat(changes(Map.of())).isEmpty();
    }

    @Test
    void shouldChangeWhatWasTyped() {
        // When
        ObjectNode changes = changes(Map.of(
                "headsOfLoss.specialEarningsLoss", "1000.5",
                "headsOfLoss.generalFixed", "1500",
                "headsOfLoss.specialTherapy", "12",
                "injury.whiplash", "false",
                "accident.date", "2025-06-01T12:30"));

        // Then
        assertThat(changes.path("headsOfLoss.specialEarningsLoss").decimalValue())
                .isEqualByComparingTo("1000.5");
        assertThat(changes.has("headsOfLoss.generalFixed"))
                .as("1500 is 1500.00")
                .isFalse();
        assertThat(changes.path("headsOfLoss.specialTherapy").decimalValue()).isEqualByComparingTo("12");
        assertThat(changes.path("injury.whiplash").isBoolean()).isTrue();
        assertThat(changes.path("accident.date").asText()).isEqualTo("2025-06-01T12:30:00Z");
    }

    @Test
    void shouldTakeAwayWhatWasEmptied() {
        // When
        ObjectNode changes = changes(Map.of("headsOfLoss.generalFixed", ""));

        // Then
        assertThat(changes.path("headsOfLoss.generalFixed").isNull()).isTrue();
        assertThat(changes).hasSize(1);
    }

    @Test
    void shouldPassOnWhatCannotBeReadToBeRefused() {
        // When
        ObjectNode changes = changes(Map.of("headsOfLoss.generalFixed", "-1", "injury.whiplash", "maybe"));

        // Then
        assertThat(changes.path("headsOfLoss.generalFixed").asText()).isEqualTo("-1");
        assertThat(changes.path("injury.whiplash").asText()).isEqualTo("maybe");
    }

    private List<Field> fields() {
        return form.sections().stream().flatMap(it -> it.fields().stream()).toList();
    }

    private Field field(String path) {
        return fields().stream()
                .filter(it -> it.path().equals(path))
                .findFirst()
                .orElseThrow();
    }

    private ObjectNode changes(Map<String, String> typed) {
        Map<String, String> sent = new HashMap<>();
        fields().forEach(it -> sent.put(it.path(), it.value()));
        sent.putAll(typed);
        return WhatIfForm.changes(claim, path -> sent.getOrDefault(path, ""));
    }
}
