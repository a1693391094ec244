package io.claimstream.launcher.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.event.ScorePurpose;
import io.claimstream.testkit.Claims;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccuracyLedgerTest {

    private static final Instant LATER = Events.NOON.plus(Duration.ofHours(1));

    private final AccuracyLedger ledger = new AccuracyLedger();

    @BeforeEach
    void features() {
        ledger.features(Events.features("c-1"));
    }

    @Test
    void shouldCompareEstimateWithWhatWasPaidLater() {
        // Given
        ledger.scored(Events.scored("c-1").build());

        // When
        ledger.feedback(Events.settled("f-1", "c-1", "1100.00"), LATER);

        // Then
        assertThat(ledger.points(claim -> false))
                .containsExactly(new AccuracyPoint(
                        Claims.INSURER,
                        "c-1",
                        1,
                        "m-1",
                        pounds("1000.00"),
                        pounds("820.00"),
                        pounds("1100.00"),
                        false));
    }

    @Test
    void shouldTellClaimsThatWereTrainedOn() {
        // Given
        ledger.scored(Events.scored("c-1").build());

        // When
        ledger.feedback(Events.settled("f-1", "c-1", "1100.00"), LATER);

        // Then
        assertThat(ledger.points(new Claim(Claims.INSURER, "c-1")::equals))
                .singleElement()
                .matches(AccuracyPoint::trainedOn);
    }

    @Test
    void shouldLeaveOutScoresMadeAfterTheSettlement() {
        // Given
        ledger.scored(Events.scored("c-1").setScoredAt(LATER).build());

        // When
        ledger.feedback(Events.settled("f-1", "c-1", "1100.00"), Events.NOON);

        // Then
        assertThat(points()).isEmpty();
    }

    @Test
    void shouldLeaveOutClaimsThatTheBaselineScoredLast() {
        // Given
        ledger.scored(Events.scored("c-1").setModelVersion("baseline").build());

        // When
        ledger.feedback(Events.settled("f-1", "c-1", "1100.00"), LATER);

        // Then
        assertThat(points()).isEmpty();
    }

    @Test
    void shouldLeaveOutScoresThatAreNotLive() {
        // Given
        ledger.scored(Events.scored("c-1").setPurpose(ScorePurpose.SHADOW).build());

        // When
        ledger.feedback(Events.settled("f-1", "c-1", "1100.00"), LATER);

        // Then
        assertThat(points()).isEmpty();
    }

    @Test
    void shouldTakeTheLastRevisionBeforeTheSettlement() {
        // Given: revision 2 has no features here, so it cannot be compared
        ledger.scored(Events.scored("c-1").build());
        ledger.scored(Events.scored("c-1").setRevision(2).build());
        ledger.scored(Events.scored("c-2").build());
        ledger.features(Events.features("c-2"));

        // When
        ledger.feedback(Events.settled("f-1", "c-1", "1100.00"), LATER);
        ledger.feedback(Events.settled("f-2", "c-2", "1200.00"), LATER);

        // Then
        assertThat(points()).extracting(AccuracyPoint::claimId).containsExactly("c-2");
    }

    @Test
    void shouldTakeTheLastSettlementThatStands() {
        // Given
        ledger.scored(Events.scored("c-1").build());
        ledger.feedback(Events.settled("f-1", "c-1", "1100.00"), LATER);
        ledger.feedback(Events.settled("f-2", "c-1", "1200.00"), LATER);
        ledger.feedback(Events.settled("f-3", "c-1", "1300.00"), LATER);

        // When
        ledger.feedback(Events.withdrawn("f-4", "c-1", "f-3"), LATER);

        // Then
        assertThat(points())
                .singleElement()
                .extracting(AccuracyPoint::settlement)
                .isEqualTo(pounds("1200.00"));
        assertThat(ledger.feedback()).isEqualTo(4);
    }

    @Test
    void shouldCountRedeliveredFeedbackOnce() {
        // Given
        ledger.scored(Events.scored("c-1").build());

        // When
        ledger.feedback(Events.settled("f-1", "c-1", "1100.00"), LATER);
        ledger.feedback(Events.settled("f-1", "c-1", "9900.00"), LATER);

        // Then
        assertThat(ledger.feedback()).isEqualTo(1);
        assertThat(points())
                .singleElement()
                .extracting(AccuracyPoint::settlement)
                .isEqualTo(pounds("1100.00"));
    }

    @Test
    void shouldLeaveOutSettlementsOfNothing() {
        // Given
        ledger.scored(Events.scored("c-1").build());

        // When
        ledger.feedback(Events.settled("f-1", "c-1", "0.00"), LATER);

        // Then
        assertThat(points()).isEmpty();
        assertThat(ledger.feedback()).isEqualTo(1);
    }

    private List<AccuracyPoint> points() {
        return ledger.points(claim -> false);
    }

    private static BigDecimal pounds(String amount) {
        return new BigDecimal(amount);
    }
}
