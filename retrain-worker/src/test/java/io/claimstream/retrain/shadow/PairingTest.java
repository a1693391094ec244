package io.claimstream.retrain.shadow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.claimstream.domain.lifecycle.Challenge;
import io.claimstream.domain.privacy.Erasures;
import io.claimstream.domain.trial.Trial;
import io.claimstream.event.ClaimLabelled;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.LabelKind;
import io.claimstream.event.RecordRef;
import io.claimstream.model.DatasetSummary.Offsets;
import io.claimstream.model.Scorer;
import io.claimstream.retrain.SmallWorld;
import io.claimstream.retrain.watch.UnseenSettlements;
import io.claimstream.schemas.TrustedEvents;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class PairingTest {

    private static final String CHAMPION = "m-1";
    private static final String CHALLENGER = "m-2";
    private static final Instant SINCE = Instant.parse("2026-01-01T00:00:00Z");

    static {
        TrustedEvents.trust();
    }

    private long offset;

    @Test
    void shouldSetTheShadowBesideTheLiveScoreWhoeverMadeIt() {
        // Given
        Pairing pairing = pairing();

        // When
        pairing.visit(settled(1, CHAMPION, "1.20"));
        pairing.visit(settled(2, CHALLENGER, "1.10"));
        pairing.visit(shadow(1, CHALLENGER, "1.10"));
        pairing.visit(shadow(2, CHAMPION, "1.20"));
        Progress progress = pairing.progress();

        // Then
        assertThat(progress.standing().settled()).isEqualTo(2);
        assertThat(progress.standing().championError()).isCloseTo(0.2, within(1e-3));
        assertThat(progress.standing().challengerError()).isCloseTo(0.1, within(1e-3));
        assertThat(progress.decided()).isEqualTo(1);
    }

    @Test
    void shouldLeaveOutWhatOnlyOneOfThemEstimatedAndWhatIsNoSettlement() {
        // Given
        Pairing pairing = pairing();

        // When
        pairing.visit(settled(1, CHAMPION, "1.20"));
        pairing.visit(settled(2, "m-3", "1.20"));
        pairing.visit(label(3, CHAMPION, "1.20", LabelKind.CORRECTED));
        pairing.visit(label(4, CHAMPION, "1.20", LabelKind.WITHDRAWN));
        pairing.visit(shadow(2, CHALLENGER, "1.10"));
        pairing.visit(shadow(3, CHALLENGER, "1.10"));
        pairing.visit(shadow(4, CHALLENGER, "1.10"));
        pairing.visit(shadow(1, "m-3", "1.10"));

        // Then
        assertThat(pairing.progress().standing().settled()).isZero();
    }

    @Test
    void shouldCountAClaimOnceAndNoneThatWasLearnedFrom() {
        // Given: the first label was read for the training of one of them.
        Pairing pairing = new Pairing(
                CHAMPION,
                new Challenge(CHALLENGER, 1, SINCE, 0),
                new UnseenSettlements(List.of(new Offsets(0, 0, 1)), Erasures.none()),
                new Trial(0.05));

        // When
        pairing.visit(label(1, CHAMPION, "1.20", LabelKind.CORRECTED));
        pairing.visit(settled(1, CHAMPION, "1.20"));
        pairing.visit(settled(2, CHAMPION, "1.20"));
        pairing.visit(settled(2, CHAMPION, "1.50"));
        pairing.visit(shadow(1, CHALLENGER, "1.10"));
        pairing.visit(shadow(2, CHALLENGER, "1.10"));

        // Then
        assertThat(pairing.progress().standing().settled()).isEqualTo(1);
        assertThat(pairing.progress().standing().championError()).isCloseTo(0.2, within(1e-3));
    }

    @Test
    void shouldSayTheSameAfterARestart() {
        // Given
        Pairing kept = pairing();
        Pairing restarted = pairing();
        List<ConsumerRecord<String, ClaimLabelled>> labels = List.of(
                settled(1, CHAMPION, "1.20"),
                settled(2, CHAMPION, "1.10"),
                settled(3, CHAMPION, "0.80"),
                settled(4, CHAMPION, "1.01"));
        List<ClaimScored> shadows = List.of(
                shadow(1, CHALLENGER, "1.05"),
                shadow(2, CHALLENGER, "1.15"),
                shadow(3, CHALLENGER, "0.99"),
                shadow(4, CHALLENGER, "1.00"));

        // When
        for (int i = 0; i < labels.size(); i++) {
            kept.visit(labels.get(i));
            kept.visit(shadows.get(i));
            kept.progress();
        }
        labels.forEach(restarted::visit);
        shadows.forEach(restarted::visit);

        // Then
        assertThat(restarted.progress()).isEqualTo(kept.progress());
        assertThat(kept.progress().standing().settled()).isEqualTo(4);
    }

    @Test
    void shouldNotBeJudgedByErasedClaimants() {
        // Given
        Pairing pairing = pairing(
                new Erasures.Reading().add(0, SmallWorld.erased("p-2", "e-1")).upTo(1));

        // When
        pairing.visit(settled(1, CHAMPION, "1.20"));
        pairing.visit(settled(2, CHAMPION, "1.90"));
        pairing.visit(shadow(1, CHALLENGER, "1.10"));
        pairing.visit(shadow(2, CHALLENGER, "1.10"));

        // Then
        assertThat(pairing.progress().standing().settled()).isEqualTo(1);
        assertThat(pairing.progress().standing().championError()).isCloseTo(0.2, within(1e-3));
    }

    private static Pairing pairing() {
        return pairing(Erasures.none());
    }

    private static Pairing pairing(Erasures erasures) {
        return new Pairing(
                CHAMPION,
                new Challenge(CHALLENGER, 1, SINCE, 0),
                new UnseenSettlements(List.of(), erasures),
                new Trial(0.05));
    }

    private ConsumerRecord<String, ClaimLabelled> settled(int claim, String version, String times) {
        return label(claim, version, times, LabelKind.SETTLED);
    }

    private ConsumerRecord<String, ClaimLabelled> label(int claim, String version, String times, LabelKind kind) {
        ClaimLabelled label = ClaimLabelled.newBuilder(SmallWorld.labelled(claim, kind))
                .setModelVersion(version)
                .setEstimate(times(claim, times))
                .build();
        return new ConsumerRecord<>("claims.labelled.v1", 0, offset++, SmallWorld.key(claim), label);
    }

    private static ClaimScored shadow(int claim, String version, String times) {
        return Scorer.shadow(ClaimScored.newBuilder(SmallWorld.score(claim, new RecordRef(0, 0L), version))
                .setEstimate(times(claim, times))
                .build());
    }

    private static BigDecimal times(int claim, String times) {
        return SmallWorld.settled(claim).multiply(new BigDecimal(times)).setScale(2, RoundingMode.HALF_EVEN);
    }
}
