package io.claimstream.launcher.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.claimstream.event.ClaimFeedback;
import io.claimstream.event.ClaimProtected;
import io.claimstream.event.FeedbackKind;
import io.claimstream.event.RecordRef;
import io.claimstream.event.ScorePurpose;
import io.claimstream.launcher.audit.LiveFairness.Decisions;
import io.claimstream.model.evaluation.fairness.Fairness;
import io.claimstream.model.evaluation.fairness.FairnessVerdict;
import io.claimstream.schemas.TrustedEvents;
import io.claimstream.testkit.Claims;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LiveFairnessTest {

    private static final long LATER = Events.NOON.plusSeconds(3600).toEpochMilli();

    private LiveFairness fairness = new LiveFairness(new LiveFairness.Span(null, null, 0, Long.MAX_VALUE));

    @BeforeAll
    static void trustEvents() {
        TrustedEvents.trust();
    }

    @Test
    void shouldFindThatEstimatesOfOneGroupAreFurtherOff() {
        // Given: estimates of 1000.00. Men get 1000.00 in the end and a bit, women 500.00.
        for (int i = 0; i < 60; i++) {
            claim("m-" + i, "Male", 30);
            claim("f-" + i, "Female", 30);
            settled("m-" + i, i % 2 == 0 ? "1010.00" : "990.00");
            settled("f-" + i, i % 2 == 0 ? "500.00" : "510.00");
        }

        // When
        Fairness errors = fairness.report().errors().orElseThrow();

        // Then
        assertThat(errors.verdict()).isInstanceOf(FairnessVerdict.Blocked.class);
        assertThat(errors.cells()).hasSize(2).allMatch(it -> it.rows() == 60 && it.isTooWide());
        assertThat(errors.cells().get(0).name()).startsWith("Female");
        assertThat(errors.cells().get(0).bias().value()).isCloseTo(0.98, within(0.01));
        assertThat(errors.cells().get(1).mape().value()).isCloseTo(0.01, within(0.001));
    }

    @Test
    void shouldCountDecisionsOfEachGroupThatIsNotSmall() {
        // Given
        for (int i = 0; i < 20; i++) {
            claim("m-" + i, "Male", 30);
            boolean isSame = i % 4 == 0;
            decided(
                    "m-" + i,
                    "m-" + i,
                    isSame ? FeedbackKind.ACCEPTED : FeedbackKind.CORRECTED,
                    isSame ? null : "900.00",
                    i == 0 ? "policy:acme@2" : "user:ann");
        }
        for (int i = 0; i < 19; i++) {
            claim("f-" + i, "Female", 70);
            decided("f-" + i, "f-" + i, FeedbackKind.ACCEPTED, null, "user:ann");
        }

        // When
        LiveFairness.Report report = fairness.report();

        // Then
        assertThat(report.errors()).isEmpty();
        assertThat(report.decisions()).containsOnly(Map.entry("Male, 25–34", new Decisions(4, 15, 1)));
        assertThat(report.notShown()).isEqualTo(19);
    }

    @Test
    void shouldNotCountWhatWasTakenBackOfTheSameClaim() {
        // Given
        for (int i = 0; i < 22; i++) {
            claim("c-" + i, "Male", 30);
            decided("d-" + i, "c-" + i, FeedbackKind.CORRECTED, "900.00", "user:ann");
        }
        takenBack("c-0", "d-0");
        takenBack("c-1", "d-2");

        // Then
        assertThat(fairness.report().decisions()).containsOnly(Map.entry("Male, 25–34", new Decisions(0, 21, 0)));
    }

    @Test
    void shouldTakeTheLastLiveScoreOfAModelBeforeTheSettlement() {
        // Given
        claim("c-1", "Male", 30);
        fairness.scored(Events.scored("c-1")
                .setScoreId("later")
                .setRevision(2)
                .setEstimate(new BigDecimal("2000.00"))
                .setScoredAt(Events.NOON.plusSeconds(7200))
                .build());
        fairness.scored(Events.scored("c-1")
                .setScoreId("shadow")
                .setPurpose(ScorePurpose.SHADOW)
                .setRevision(3)
                .build());
        settled("c-1", "500.00");
        fairness.feedback(Events.settled("again", "c-1", "800.00"), LATER + 1);

        // Then
        assertThat(fairness.report().settled()).isEqualTo(1);
        assertThat(fairness.report()
                        .errors()
                        .orElseThrow()
                        .cells()
                        .get(0)
                        .bias()
                        .value())
                .isCloseTo(0.25, within(1e-9));
    }

    @Test
    void shouldAnswerForTheClaimsThatAreAskedAbout() {
        assertThat(asked(new LiveFairness.Span("other", null, 0, Long.MAX_VALUE)))
                .isZero();
        assertThat(asked(new LiveFairness.Span(null, "m-2", 0, Long.MAX_VALUE))).isZero();
        assertThat(asked(new LiveFairness.Span(null, null, LATER + 1, Long.MAX_VALUE)))
                .isZero();
        assertThat(asked(new LiveFairness.Span(null, null, 0, LATER))).isZero();
        assertThat(asked(new LiveFairness.Span(Claims.INSURER, "m-1", LATER, LATER + 1)))
                .isEqualTo(1);
    }

    private int asked(LiveFairness.Span span) {
        fairness = new LiveFairness(span);
        claim("c-1", "Male", 30);
        settled("c-1", "500.00");
        return fairness.report().settled();
    }

    private void claim(String claimId, String gender, int age) {
        fairness.attributes(ClaimProtected.newBuilder()
                .setInsurer(Claims.INSURER)
                .setClaimId(claimId)
                .setRevision(1)
                .setGender(gender)
                .setDriverAge(age)
                .setSubmitted(new RecordRef(0, 0L))
                .build());
        fairness.scored(Events.scored(claimId).build());
    }

    private void takenBack(String claimId, String feedbackId) {
        fairness.feedback(
                ClaimFeedback.newBuilder(Events.settled("w-" + claimId, claimId, "1.00"))
                        .setKind(FeedbackKind.WITHDRAWN)
                        .setAmount((BigDecimal) null)
                        .setWithdrawnFeedbackId(feedbackId)
                        .build(),
                LATER);
    }

    private void settled(String claimId, String amount) {
        fairness.feedback(Events.settled("paid-" + claimId, claimId, amount), LATER);
    }

    private void decided(String id, String claimId, FeedbackKind kind, @Nullable String amount, String actor) {
        fairness.feedback(
                ClaimFeedback.newBuilder(Events.settled(id, claimId, "1.00"))
                        .setKind(kind)
                        .setAmount(amount == null ? null : new BigDecimal(amount))
                        .setScoreId("score-" + claimId)
                        .setActor(actor)
                        .build(),
                LATER);
    }
}
