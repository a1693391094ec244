package io.claimstream.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.event.ClaimAccepted;
import io.claimstream.event.ClaimSubmitted;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

final class ClaimsTest {

    @Test
    void shouldDifferOnlyInWhatTheTestSays() {
        // When
        ClaimSubmitted claim = Claims.aClaim("c-7").withEarningsLoss("1200.00").build();

        // Then
        assertThat(claim.getClaimId()).isEqualTo("c-7");
        assertThat(claim.getHeadsOfLoss().getSpecialEarningsLoss()).contains(new BigDecimal("1200.0000"));
        assertThat(Claims.aClaim().build()).isEqualTo(Claims.aClaim().build());
    }

    @Test
    void shouldKeepPlainIdentityOutOfAcceptedClaims() {
        // When
        ClaimAccepted accepted = Claims.aClaim()
                .withPersonalData()
                .withFreeText()
                .withProtectedAttributes(33, "Male")
                .buildAccepted();

        // Then
        assertThat(accepted.getClaimantPseudonym()).isEqualTo(ClaimFixture.pseudonym("claimant-1"));
        assertThat(accepted.toString()).doesNotContain("Example", "Whiplash and", "Male");
    }
}
