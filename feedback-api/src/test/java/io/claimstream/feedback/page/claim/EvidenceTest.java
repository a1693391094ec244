package io.claimstream.feedback.page.claim;

import static io.claimstream.testkit.Claims.aClaim;
import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.event.ClaimAccepted;
import io.claimstream.feedback.page.Reader;
import io.claimstream.schemas.TrustedEvents;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class EvidenceTest {

    static {
        TrustedEvents.trust();
    }

    @Test
    void shouldShowFactsWithoutAnythingByWhichTheClaimCouldBeFound() {
        // Given
        ClaimAccepted claim = aClaim("okapi-1").withEarningsLoss("900.00").buildAccepted();

        // When
        FactSheet facts = Evidence.facts(claim, new Reader(Locale.UK, ZoneOffset.UTC));

        // Then
        assertThat(facts.sections()).extracting(FactSheet.Section::name).contains("Amounts claimed");
        assertThat(facts.sections()).extracting(FactSheet.Section::name).doesNotContain("Claim");
        assertThat(facts.toString()).contains("900.00").doesNotContain("okapi").doesNotContain("pseudonym");
    }
}
