package io.claimstream.domain.ingest;

import static io.claimstream.domain.Submissions.INGESTED_AT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.claimstream.domain.Submissions;
import io.claimstream.domain.history.Gathering;
import io.claimstream.domain.offline.LoneClaim;
import io.claimstream.event.ClaimAccepted;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.event.HeadsOfLoss;
import io.claimstream.event.Injury;
import io.claimstream.event.Violation;
import io.claimstream.schemas.TrustedEvents;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class ChangedFactsTest {

    static {
        TrustedEvents.trust();
    }

    private static final Injury INJURY = Injury.newBuilder()
            .setPrognosis("9 months")
            .setDominantInjury("Neck")
            .setWhiplash(true)
            .build();
    private static final HeadsOfLoss HEADS = HeadsOfLoss.newBuilder()
            .setSpecialEarningsLoss(new BigDecimal("77.7000"))
            .build();

    @Test
    void shouldFindNothingWrongWithAnAcceptedClaimAndMakeItsVeryFeaturesAgain() {
        // Given
        LoneClaim.Outcome.Ready ready = ready(Submissions.valid().build());

        // When
        ClaimFeatures again = Gathering.again(ChangedFacts.accepted(ready.claim()), ready.features());

        // Then
        assertThat(ChangedFacts.violations(ready.claim(), INGESTED_AT)).isEmpty();
        assertThat(again).isEqualTo(ready.features());
    }

    @Test
    void shouldMakeTheFeaturesThatTheStreamMakesOfTheSameFacts() {
        // Given
        LoneClaim.Outcome.Ready before = ready(Submissions.valid().build());
        ClaimAccepted changed = ClaimAccepted.newBuilder(before.claim())
                .setInjury(INJURY)
                .setHeadsOfLoss(HEADS)
                .build();

        // When
        ClaimFeatures again = Gathering.again(ChangedFacts.accepted(changed), before.features());

        // Then
        ClaimFeatures stream = ready(Submissions.valid()
                        .setInjury(INJURY)
                        .setHeadsOfLoss(HEADS)
                        .build())
                .features();
        // The history counts the claim itself as it was served.
        int history = stream.getValues().size() - 14;
        assertThat(again.getValues().subList(0, history))
                .isEqualTo(stream.getValues().subList(0, history));
        assertThat(again.getSumOfHeads()).isEqualTo(stream.getSumOfHeads());
        assertThat(again.getSnapshots()).isEqualTo(before.features().getSnapshots());
    }

    @Test
    void shouldHoldChangesAgainstTheRulesAndReadABlankTextAsNone() {
        // Given
        ClaimAccepted claim = ClaimAccepted.newBuilder(
                        ready(Submissions.valid().build()).claim())
                .setInjury(Injury.newBuilder(INJURY).setPrognosis(" ").build())
                .setHeadsOfLoss(HeadsOfLoss.newBuilder(HEADS)
                        .setSpecialTherapy(new BigDecimal("-1.0000"))
                        .build())
                .build();

        // When, Then
        assertThat(ChangedFacts.violations(claim, INGESTED_AT))
                .extracting(Violation::getCode, Violation::getField)
                .containsExactly(tuple("AMOUNT_NEGATIVE", "headsOfLoss.specialTherapy"));
        assertThat(ChangedFacts.accepted(claim).getInjury().getPrognosis()).isEmpty();
    }

    private static LoneClaim.Outcome.Ready ready(ClaimSubmitted claim) {
        return LoneClaim.of(claim, INGESTED_AT).fold(ready -> ready, refused -> {
            throw new AssertionError(refused.violations());
        });
    }
}
