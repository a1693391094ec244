package io.claimstream.domain.offline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.domain.Submissions;
import io.claimstream.domain.feature.FeatureGroups;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.event.EntityKind;
import io.claimstream.event.EntitySnapshot;
import io.claimstream.event.Violation;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoneClaimTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @Test
    void shouldGiveTheFeaturesOfAClaimWhoseClaimantAndProviderNeverClaimed() {
        // Given
        ClaimSubmitted claim = Submissions.valid().setRevision(4).build();

        // When
        ClaimFeatures features = ready(claim);

        // Then
        assertThat(features.getSnapshots())
                .extracting(EntitySnapshot::getEntityKind)
                .containsExactly(EntityKind.CLAIMANT, EntityKind.PROVIDER);
        assertThat(features.getSnapshots()).allSatisfy(snapshot -> {
            assertThat(snapshot.getClaims365()).isZero();
            assertThat(snapshot.getDaysSinceLastClaim()).isEmpty();
        });
        assertThat(value(features, "claimant_claims_90")).isZero();
        assertThat(value(features, "provider_settlement_ratio_365")).isNaN();
        assertThat(value(features, "revision_count")).isEqualTo(1f);
        assertThat(features.getSumOfHeads()).isEqualByComparingTo("535.66");
    }

    @Test
    void shouldLeaveTheHistoryOfAProviderMissingWhereNoneIsNamed() {
        assertThat(value(ready(Submissions.bare().build()), "provider_claims_90"))
                .isNaN();
    }

    @Test
    void shouldTellEveryRuleThatAClaimBreaks() {
        // Given
        ClaimSubmitted claim = Submissions.valid()
                .setCurrency("???")
                .setEventTime(NOW.plusSeconds(1_000_000))
                .build();

        // When
        List<String> codes = LoneClaim.of(claim, NOW).fold(ready -> List.of(), refused -> refused.violations().stream()
                .map(Violation::getCode)
                .toList());

        // Then
        assertThat(codes).contains("CURRENCY_UNKNOWN", "TIME_TOO_LATE");
    }

    private static ClaimFeatures ready(ClaimSubmitted claim) {
        return LoneClaim.of(claim, NOW).fold(LoneClaim.Outcome.Ready::features, refused -> {
            throw new AssertionError(refused.violations());
        });
    }

    private static float value(ClaimFeatures features, String name) {
        return features.getValues().get(FeatureGroups.index(name));
    }
}
