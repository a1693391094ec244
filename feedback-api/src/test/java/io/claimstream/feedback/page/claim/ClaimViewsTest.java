package io.claimstream.feedback.page.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.event.FeedbackKind;
import io.claimstream.feedback.Facts;
import io.claimstream.feedback.page.Reader;
import io.claimstream.feedback.page.claim.ClaimView.Fact;
import io.claimstream.feedback.page.claim.ClaimView.Notice;
import io.claimstream.feedback.view.Claim;
import io.claimstream.feedback.view.Claim.DeadLetter;
import io.claimstream.feedback.view.Claim.Place;
import io.claimstream.feedback.view.Claim.Rejection;
import io.claimstream.feedback.view.Claim.Revision;
import io.claimstream.feedback.view.Feedback;
import io.claimstream.schemas.json.EventJson;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimViewsTest {

    private static final Instant THEN = Facts.NOW.minus(Duration.ofHours(3));
    private final ClaimViews views = new ClaimViews(new Reader(Locale.UK, ZoneOffset.UTC), Facts.NOW);

    @Test
    void shouldSayThatAClaimIsOnItsWay() {
        assertThat(views.notices(claim(false, null, List.of(), List.of())))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.title()).isEqualTo("Revision 1 is on its way.");
                    assertThat(it.hint()).contains("It was received on 1 Mar 2026", "There is no estimate yet");
                });
    }

    @Test
    void shouldNameEachRuleThatARejectedClaimBroke() {
        // Given
        Rejection rejection = new Rejection(
                THEN,
                EventJson.parse(
                        "[{\"code\":\"AMOUNT_NEGATIVE\",\"field\":\"headsOfLoss.generalFixed\",\"message\":\"Expected"
                                + " 0 or more\"},{\"code\":\"TEXT_BLANK\",\"field\":\"policy\",\"message\":\"Expected a"
                                + " text\"}]"));

        // When
        List<Notice> notices = views.notices(claim(false, null, List.of(rejection), List.of()));

        // Then
        assertThat(notices).singleElement().satisfies(it -> {
            assertThat(it.title()).startsWith("Revision 1 was rejected on");
            assertThat(it.lines()).containsExactly("General fixed: Expected 0 or more", "Policy: Expected a text");
        });
    }

    @Test
    void shouldSayWhatIsLeftToDoOfADeadLetter() {
        // Given
        DeadLetter submission = letter("claims.submitted.v1", "claim-ingest");
        DeadLetter accepted = letter("claims.accepted.v1", "feature-stream");
        DeadLetter features = letter("claims.features.v1", "scoring-processor");

        // Then
        assertThat(views.notices(claim(false, null, List.of(), List.of(submission)))
                        .get(0)
                        .hint())
                .contains("Send the claim again");
        assertThat(views.notices(claim(true, null, List.of(), List.of(accepted)))
                        .get(0))
                .satisfies(it -> {
                    assertThat(it.lines().get(0)).startsWith("Processing failed in feature-stream");
                    assertThat(it.hint()).contains("cannot be put back", "send a newer revision");
                });
        assertThat(views.notices(claim(true, null, List.of(), List.of(features)))
                        .get(0)
                        .hint())
                .contains("Sent again it would be a duplicate", "an operator can put it back");
    }

    @Test
    void shouldSayThatAnAnswerIsOverdueInWords() {
        // When
        List<Fact> late = views.facts(claim(true, THEN, List.of(), List.of()), Optional.empty());
        List<Fact> inTime =
                views.facts(claim(true, Facts.NOW.plus(Duration.ofDays(3)), List.of(), List.of()), Optional.empty());

        // Then
        assertThat(late).anySatisfy(it -> {
            assertThat(it.name()).isEqualTo("Answer due");
            assertThat(it.text()).contains("overdue by 3 hours");
            assertThat(it.isAlert()).isTrue();
        });
        assertThat(inTime)
                .anySatisfy(it -> assertThat(it.text()).contains("in 3 days"))
                .noneMatch(Fact::isAlert);
    }

    @ParameterizedTest
    @CsvSource({"SETTLED, false, false", "SETTLED, true, true", "CORRECTED, false, true", "WITHDRAWN, false, true"})
    void shouldCallNoAnswerOverdueThatNobodyWaitsFor(FeedbackKind kind, boolean isWithdrawn, boolean isLate) {
        // Given: what was said is of another score than the current one, of which there is none.
        Claim open = claim(true, THEN, List.of(), List.of());
        Feedback said = new Feedback(
                "f_1",
                open.key(),
                1,
                "s_1",
                new Feedback.Said(kind, null, null, null, THEN),
                "user:u_1",
                THEN,
                isWithdrawn);

        // When
        List<Fact> facts = views.facts(new Claim(open.key(), open.revisions(), List.of(said)), Optional.empty());

        // Then
        assertThat(facts.stream().anyMatch(Fact::isAlert)).isEqualTo(isLate);
        assertThat(facts).extracting(Fact::name).contains("Answer due");
    }

    @Test
    void shouldKnowEveryReviewReasonAndSaySomethingOfOthers() {
        assertThat(ClaimViews.reviewReason("TOO_UNCERTAIN")).isEqualTo("The interval is wider than the model allows.");
        assertThat(ClaimViews.reviewReason("NEW_ONE")).isEqualTo("A person must look at it.");
    }

    private static Claim claim(
            boolean isAccepted, @Nullable Instant due, List<Rejection> rejections, List<DeadLetter> letters) {
        return new Claim(
                new ClaimKey("acme", "c-1"),
                List.of(new Revision(1, THEN, isAccepted, null, due, null, rejections, letters)),
                List.of());
    }

    private static DeadLetter letter(String topic, String service) {
        return new DeadLetter(
                "PROCESSING_FAILED", service, new Place(topic, 0, 1, THEN), new Place("claims.dead.v1", 0, 2, THEN));
    }
}
