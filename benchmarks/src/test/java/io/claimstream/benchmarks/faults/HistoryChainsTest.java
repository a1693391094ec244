package io.claimstream.benchmarks.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.domain.history.ClaimHistory;
import io.claimstream.domain.history.EntityKey;
import io.claimstream.domain.history.HistoryTransition;
import io.claimstream.event.Accident;
import io.claimstream.event.ClaimAccepted;
import io.claimstream.event.ClaimFeedback;
import io.claimstream.event.ClaimHistoryState;
import io.claimstream.event.FeedbackKind;
import io.claimstream.event.HeadsOfLoss;
import io.claimstream.event.HistoryEvent;
import io.claimstream.event.Injury;
import io.claimstream.event.RecordRef;
import io.claimstream.schemas.TrustedEvents;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two revisions, of which the second names another claimant, and a settlement, as feature-stream writes them. */
class HistoryChainsTest {

    static {
        TrustedEvents.trust();
    }

    private static final Instant AT = Instant.parse("2024-03-01T10:00:00Z");
    private static final String CLAIM = "albion|c-1";

    private final List<HistoryEvent> written = new ArrayList<>();
    private ClaimHistoryState state = ClaimHistory.UNKNOWN;

    HistoryChainsTest() {
        accept(revision(1, "ann", "100.0000"));
        accept(revision(2, "bob", "100.0000"));
        settle("90.00");
    }

    @Test
    void shouldFindChainsWholeAsWritten() {
        assertThat(brokenAfter(written)).isEmpty();
    }

    @Test
    void shouldSeeEachRecordThatIsLost() {
        for (int lost = 0; lost < written.size(); lost++) {
            List<HistoryEvent> events = new ArrayList<>(written);
            events.remove(lost);

            assertThat(brokenAfter(events)).as("without record " + lost).containsExactly(CLAIM);
        }
    }

    @Test
    void shouldSeeEachRecordThatIsDoubled() {
        for (int doubled = 0; doubled < written.size(); doubled++) {
            List<HistoryEvent> events = new ArrayList<>(written);
            events.add(doubled, written.get(doubled));

            assertThat(brokenAfter(events)).as("twice record " + doubled).containsExactly(CLAIM);
        }
    }

    @Test
    void shouldSeeRecordsOfAnEntityThatChangedPlaces() {
        // Given
        List<HistoryEvent> provider = written.stream()
                .filter(event -> event.getEntity().equals("clinic"))
                .toList();
        List<HistoryEvent> events = new ArrayList<>(written);

        // When
        events.removeAll(provider);
        events.addAll(List.of(provider.get(1), provider.get(0), provider.get(2)));

        // Then
        assertThat(brokenAfter(events)).containsExactly(CLAIM);
    }

    @Test
    void shouldSeeRecordUnderAnotherKey() {
        // Given
        HistoryChains other = known();

        // When
        written.forEach(event -> other.history("albion|CLAIMANT|eve|GBP", event));

        // Then
        assertThat(other.broken()).containsExactly(CLAIM);
    }

    @Test
    void shouldSeeHistoryOfClaimThatWasNotAccepted() {
        // Given
        HistoryChains other = new HistoryChains();

        // When
        written.forEach(event -> other.history(EntityKey.of(event).text(), event));

        // Then
        assertThat(other.broken()).containsExactly(CLAIM);
    }

    private List<String> brokenAfter(List<HistoryEvent> events) {
        HistoryChains read = known();
        events.forEach(event -> read.history(EntityKey.of(event).text(), event));
        return read.broken();
    }

    private HistoryChains known() {
        HistoryChains read = new HistoryChains();
        read.accepted(revision(1, "ann", "100.0000"));
        read.accepted(revision(2, "bob", "100.0000"));
        read.feedback(settlement("90.00"));
        return read;
    }

    private void accept(ClaimAccepted claim) {
        note(ClaimHistory.accept(state, claim));
    }

    private void settle(String amount) {
        note(ClaimHistory.feedback(state, settlement(amount)));
    }

    private void note(HistoryTransition transition) {
        state = transition.next();
        written.addAll(transition.events());
    }

    private static ClaimAccepted revision(int number, String claimant, String amount) {
        return ClaimAccepted.newBuilder()
                .setInsurer("albion")
                .setClaimId("c-1")
                .setRevision(number)
                .setSubmittingSystem("core")
                .setPolicyPseudonym("policy-1")
                .setClaimantPseudonym(claimant)
                .setProviderPseudonym("clinic")
                .setPseudonymKeyId("k-1")
                .setLineOfBusiness("MOTOR_INJURY")
                .setCurrency("GBP")
                .setEventTime(AT)
                .setAccident(Accident.newBuilder().build())
                .setInjury(Injury.newBuilder().build())
                .setHeadsOfLoss(HeadsOfLoss.newBuilder()
                        .setSpecialFixes(new BigDecimal(amount))
                        .build())
                .setContentHash("0".repeat(64))
                .setSubmitted(new RecordRef(0, (long) number))
                .build();
    }

    private static ClaimFeedback settlement(String amount) {
        return ClaimFeedback.newBuilder()
                .setFeedbackId("f-1")
                .setInsurer("albion")
                .setClaimId("c-1")
                .setRevision(2)
                .setKind(FeedbackKind.SETTLED)
                .setAmount(new BigDecimal(amount))
                .setActor("core")
                .setEventTime(AT.plus(Duration.ofDays(30)))
                .build();
    }
}
