package io.claimstream.feedback.desk;

import static io.claimstream.testkit.Claims.aClaim;
import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.domain.claim.ContentHash;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.event.RecordRef;
import io.claimstream.feedback.Facts;
import io.claimstream.feedback.FakePublisher;
import io.claimstream.feedback.FakeReadModel;
import io.claimstream.feedback.publish.PublishException;
import io.claimstream.feedback.view.Arrivals;
import io.claimstream.feedback.view.Claim.DeadLetter;
import io.claimstream.feedback.view.Claim.Place;
import io.claimstream.feedback.view.Score;
import io.claimstream.feedback.view.Trace;
import io.claimstream.schemas.json.EventJson;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ScoringDeskTest {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final RecordRef MINE = new RecordRef(0, 0L);
    private static final RecordRef OTHER = new RecordRef(0, 7L);
    private static final ClaimSubmitted CLAIM = aClaim("c-1").build();
    private static final ClaimKey KEY = new ClaimKey(CLAIM.getInsurer(), "c-1");
    private static final Score SCORE = new Score(
            Facts.scoreId("c-1", 1),
            KEY,
            1,
            EventJson.toJson(Facts.score("c-1", 1).build()));

    private final FakeReadModel readModel = new FakeReadModel();
    private final FakePublisher kafka = new FakePublisher();
    private final Arrivals arrivals = new Arrivals();
    private final ScoringDesk desk = new ScoringDesk(readModel, kafka, arrivals, Runnable::run);

    @Test
    void shouldWaitUntilTheClaimIsScored() {
        // Given
        CompletableFuture<ScoringOutcome> outcome = desk.submit(CLAIM, LONG);
        readModel.trace(accepted(MINE, Optional.empty()));
        arrivals.accept(Set.of(KEY));
        assertThat(outcome).isNotDone();

        // When
        readModel.trace(accepted(MINE, Optional.of(SCORE)));
        arrivals.accept(Set.of(new ClaimKey(KEY.insurer(), "another")));
        assertThat(outcome).isNotDone();
        arrivals.accept(Set.of(KEY));

        // Then
        assertThat(outcome).isCompletedWithValue(new ScoringOutcome.Scored(SCORE));
        assertThat(kafka.written()).hasSize(1);
    }

    @Test
    void shouldAnswerADuplicateWithTheScoreItHas() {
        // Given
        readModel.trace(accepted(OTHER, Optional.of(SCORE)));

        // Then
        assertThat(desk.submit(CLAIM, LONG)).isCompletedWithValue(new ScoringOutcome.Duplicate(SCORE));
    }

    @Test
    void shouldNotTakeTheScoreOfOtherContentForItsOwn() {
        // Given: the revision was accepted with other content
        Trace.Accepted earlier = new Trace.Accepted("another hash", OTHER);
        Trace conflict = new Trace(Optional.of(earlier), Optional.empty(), List.of(), Optional.of(SCORE));
        readModel.trace(conflict);
        CompletableFuture<ScoringOutcome> outcome = desk.submit(CLAIM, LONG);
        assertThat(outcome).isNotDone();

        // When
        var violations =
                EventJson.parse("[{\"code\":\"REVISION_CONFLICT\",\"field\":\"revision\",\"message\":\"another\"}]");
        readModel.trace(new Trace(Optional.of(earlier), Optional.of(violations), List.of(), Optional.of(SCORE)));
        arrivals.accept(Set.of(KEY));

        // Then
        assertThat(outcome).isCompletedWithValue(new ScoringOutcome.Rejected(violations));
    }

    @Test
    void shouldSayThatARecordOnItsWayDied() {
        // Given
        DeadLetter letter = letter("claims.submitted.v1", 0);
        readModel.trace(new Trace(Optional.empty(), Optional.empty(), List.of(letter), Optional.empty()));

        // Then
        assertThat(desk.submit(CLAIM, LONG)).isCompletedWithValue(new ScoringOutcome.DeadLettered(letter));
    }

    @Test
    void shouldNotDieOfTheLetterOfAnEarlierSubmission() {
        // Given
        readModel.trace(new Trace(
                Optional.empty(), Optional.empty(), List.of(letter("claims.submitted.v1", 9)), Optional.empty()));

        // Then
        assertThat(desk.submit(CLAIM, LONG)).isNotDone();
    }

    @Test
    void shouldAnswerWhenTheTimeIsOver() {
        // When
        ScoringOutcome outcome = desk.submit(CLAIM, Duration.ofMillis(20)).join();

        // Then
        assertThat(outcome).isEqualTo(new ScoringOutcome.Pending(MINE));
    }

    @Test
    void shouldSubmitNothingWhileKafkaIsAway() {
        // Given
        kafka.goAway(true);

        // Then
        assertThat(desk.submit(CLAIM, LONG))
                .failsWithin(Duration.ofSeconds(5))
                .withThrowableOfType(Exception.class)
                .withCauseInstanceOf(PublishException.class);
    }

    private static Trace accepted(RecordRef submitted, Optional<Score> score) {
        return new Trace(
                Optional.of(new Trace.Accepted(ContentHash.of(CLAIM), submitted)), Optional.empty(), List.of(), score);
    }

    private static DeadLetter letter(String topic, long offset) {
        return new DeadLetter(
                "PROCESSING_FAILED",
                "claim-ingest",
                new Place(topic, 0, offset, Facts.NOW),
                new Place("claims.dead.v1", 0, 1, Facts.NOW));
    }
}
