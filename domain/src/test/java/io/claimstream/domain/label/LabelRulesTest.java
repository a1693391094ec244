package io.claimstream.domain.label;

import static io.claimstream.domain.label.LabelFacts.corrected;
import static io.claimstream.domain.label.LabelFacts.features;
import static io.claimstream.domain.label.LabelFacts.feedback;
import static io.claimstream.domain.label.LabelFacts.labels;
import static io.claimstream.domain.label.LabelFacts.score;
import static io.claimstream.domain.label.LabelFacts.settled;
import static io.claimstream.domain.label.LabelFacts.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.domain.label.LabelFacts.Fact;
import io.claimstream.event.ClaimLabelled;
import io.claimstream.event.FeedbackKind;
import io.claimstream.event.LabelKind;
import io.claimstream.event.LabelState;
import io.claimstream.event.RecordRef;
import io.claimstream.event.ScorePurpose;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LabelRulesTest {

    @Test
    void shouldLabelSettledClaimWithFeaturesAsServed() {
        // When
        List<ClaimLabelled> labels = labels(features(1), score(1), settled("f1", 30, "1000.00"));

        // Then
        assertThat(labels).singleElement().satisfies(label -> {
            assertThat(label.getLabelKind()).isEqualTo(LabelKind.SETTLED);
            assertThat(label.getLabel()).contains(new BigDecimal("1000.00"));
            assertThat(label.getValues()).containsExactly(1.5f, Float.NaN, 1f);
            assertThat(label.getFeatures()).isEqualTo(new RecordRef(1, 1L));
            assertThat(label.getScoreId()).isEqualTo("s_1");
            assertThat(label.getModelVersion()).isEqualTo("m-1");
            assertThat(label.getClaimEventTime()).isEqualTo(LabelFacts.day(1));
            assertThat(label.getLabelEventTime()).isEqualTo(LabelFacts.day(30));
        });
    }

    @Test
    void shouldWaitForScoreWhenFeedbackComesFirst() {
        // When
        List<ClaimLabelled> before = labels(settled("f1", 30, "1000.00"), features(1));
        List<ClaimLabelled> after = labels(settled("f1", 30, "1000.00"), features(1), score(1));

        // Then
        assertThat(before).isEmpty();
        assertThat(after).hasSize(1);
    }

    @Test
    void shouldUseFeaturesThatScoreNames() {
        // When
        List<ClaimLabelled> labels =
                labels(features(1, 7), features(1, 8), score(1, 8, ScorePurpose.LIVE), settled("f1", 30, "1000.00"));

        // Then
        assertThat(labels).singleElement().satisfies(it -> {
            assertThat(it.getFeatures()).isEqualTo(new RecordRef(1, 8L));
            assertThat(it.getValues()).endsWith(8f);
        });
    }

    @Test
    void shouldNeverLabelFromAcceptedFeedback() {
        // When
        List<ClaimLabelled> labels = labels(
                features(1), score(1), feedback("f1", FeedbackKind.ACCEPTED, 5, it -> it.setAmount(BigDecimal.TEN)));

        // Then
        assertThat(labels).isEmpty();
    }

    @Test
    void shouldIgnoreShadowScores() {
        // When
        List<ClaimLabelled> labels =
                labels(features(1), score(1, 1, ScorePurpose.SHADOW), settled("f1", 30, "1000.00"));

        // Then
        assertThat(labels).isEmpty();
    }

    @Test
    void shouldIgnoreAmountsThatNoClaimIsWorth() {
        // When
        List<ClaimLabelled> labels = labels(
                features(1),
                score(1),
                settled("f1", 30, "-1.00"),
                feedback("f2", FeedbackKind.SETTLED, 31, it -> it.setAmount(null)));

        // Then
        assertThat(labels).isEmpty();
    }

    @Test
    void shouldLetCorrectionStandInUntilSettlement() {
        // When
        List<ClaimLabelled> labels = labels(
                features(1),
                score(1),
                corrected("f1", 10, "800.00"),
                settled("f2", 30, "1000.00"),
                corrected("f3", 40, "700.00"));

        // Then
        assertThat(labels)
                .extracting(ClaimLabelled::getLabelKind)
                .containsExactly(LabelKind.CORRECTED, LabelKind.SETTLED);
    }

    @Test
    void shouldWriteNothingForRedeliveredFeedback() {
        // When
        List<ClaimLabelled> labels =
                labels(features(1), score(1), settled("f1", 30, "1000.00"), settled("f1", 30, "1000.00"), score(1));

        // Then
        assertThat(labels).hasSize(1);
    }

    @Test
    void shouldKeepLaterSettlementWhenEarlierArrivesLate() {
        // When
        List<ClaimLabelled> labels =
                labels(features(1), score(1), settled("f2", 31, "1100.00"), settled("f1", 30, "1000.00"));

        // Then
        assertThat(labels).extracting(ClaimLabelled::getFeedbackId).containsExactly("f2");
    }

    @Test
    void shouldLabelNamedRevision() {
        // When
        List<ClaimLabelled> labels = labels(
                features(1),
                score(1),
                features(2),
                score(2),
                feedback("f1", FeedbackKind.SETTLED, 30, it -> it.setRevision(1)
                        .setScoreId("s_1")
                        .setAmount(BigDecimal.TEN)));

        // Then
        assertThat(labels).extracting(ClaimLabelled::getRevision).containsExactly(1);
    }

    @Test
    void shouldLabelLatestRevisionAtTimeOfSettlement() {
        // Given
        List<Fact> revisions = List.of(features(1), score(1), features(5), score(5), features(50), score(50));

        // When
        List<ClaimLabelled> labels = labels(plus(revisions, settled("f1", 30, "1000.00")));

        // Then
        assertThat(labels).extracting(ClaimLabelled::getRevision).containsExactly(5);
    }

    @Test
    void shouldLabelFirstRevisionWhenSettlementIsDatedBeforeAll() {
        // When
        List<ClaimLabelled> labels = labels(features(7), score(7), features(9), score(9), settled("f1", 0, "1000.00"));

        // Then
        assertThat(labels).extracting(ClaimLabelled::getRevision).first().isEqualTo(7);
    }

    @Test
    void shouldTakeLabelBackOnWithdrawal() {
        // When
        List<ClaimLabelled> labels =
                labels(features(1), score(1), settled("f1", 30, "1000.00"), withdrawn("f2", 32, "f1"));

        // Then
        assertThat(labels).last().satisfies(it -> {
            assertThat(it.getLabelKind()).isEqualTo(LabelKind.WITHDRAWN);
            assertThat(it.getLabel()).isEmpty();
            assertThat(it.getFeedbackId()).isEqualTo("f2");
        });
    }

    @Test
    void shouldFallBackToCorrectionWhenSettlementIsWithdrawn() {
        // When
        List<ClaimLabelled> labels = labels(
                features(1),
                score(1),
                corrected("f0", 9, "800.00"),
                settled("f1", 30, "1000.00"),
                withdrawn("f2", 32, "f1"));

        // Then
        assertThat(labels).extracting(ClaimLabelled::getFeedbackId).containsExactly("f0", "f1", "f0");
    }

    @Test
    void shouldTakeBackEarlierFeedbackOnSameRevisionWhenWithdrawalNamesNone() {
        // When
        List<ClaimLabelled> labels = labels(
                features(1),
                score(1),
                feedback("f1", FeedbackKind.CORRECTED, 3, it -> it.setRevision(1)
                        .setScoreId("s_1")
                        .setAmount(BigDecimal.TEN)),
                feedback("f2", FeedbackKind.WITHDRAWN, 4, it -> it.setScoreId("s_1")),
                settled("f3", 30, "1000.00"));

        // Then
        assertThat(labels)
                .extracting(ClaimLabelled::getLabelKind)
                .containsExactly(LabelKind.CORRECTED, LabelKind.WITHDRAWN, LabelKind.SETTLED);
    }

    @Test
    void shouldStayBoundedAndKeepSettlementUnderFloodOfCorrections() {
        // Given
        LabelState state = LabelRules.nothing();
        List<Fact> flood = new ArrayList<>(List.of(features(1), score(1), settled("f1", 3, "1000.00")));
        for (int i = 0; i < 2 * StandingFeedback.LIMIT; i++) {
            flood.add(corrected("c" + i, 10 + i, "5.00"));
            flood.add(features(2 + i));
        }

        // When
        for (Fact fact : flood) {
            state = fact.applyTo(state).next();
        }

        // Then
        assertThat(state.getFeedback()).hasSize(StandingFeedback.LIMIT);
        assertThat(state.getScored()).hasSize(Revisions.LIMIT);
        assertThat(state.getLabelFeedbackId()).contains("f1");
    }

    private static List<Fact> plus(List<Fact> facts, Fact more) {
        List<Fact> all = new ArrayList<>(facts);
        all.add(more);
        return all;
    }
}
