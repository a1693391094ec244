package io.claimstream.feedback.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimstream.event.ClaimFeedback;
import io.claimstream.event.FeedbackKind;
import io.claimstream.feedback.Facts;
import io.claimstream.feedback.FakePublisher;
import io.claimstream.feedback.FakeReadModel;
import io.claimstream.feedback.desk.FeedbackAnswer.KeyReused;
import io.claimstream.feedback.desk.FeedbackAnswer.NothingToWithdraw;
import io.claimstream.feedback.desk.FeedbackAnswer.Recorded;
import io.claimstream.feedback.desk.FeedbackAnswer.Repeated;
import io.claimstream.feedback.desk.FeedbackAnswer.Superseded;
import io.claimstream.feedback.desk.FeedbackAnswer.UnknownScore;
import io.claimstream.feedback.publish.PublishException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FeedbackDeskTest {

    private static final String SCORE = Facts.scoreId("c-1", 1);

    private final FakeReadModel readModel = new FakeReadModel().withScore("c-1", 1);
    private final FakePublisher kafka = new FakePublisher();
    private final FeedbackDesk desk = desk();

    @Test
    void shouldRecordFeedbackOnItsClaim() {
        // When
        FeedbackAnswer answer = give(corrected("1500.00"));

        // Then
        assertThat(answer).isInstanceOf(Recorded.class);
        assertThat(kafka.written()).singleElement().satisfies(written -> {
            assertThat(written.key()).isEqualTo("acme|c-1");
            ClaimFeedback feedback = (ClaimFeedback) written.event();
            assertThat(feedback.getScoreId()).contains(SCORE);
            assertThat(feedback.getRevision()).contains(1);
            assertThat(feedback.getAmount()).contains(new BigDecimal("1500.00"));
            assertThat(feedback.getActor()).isEqualTo("key:k_1");
            assertThat(feedback.getEventTime()).isEqualTo(Facts.NOW);
            assertThat(feedback.getNote()).isEmpty();
        });
    }

    @Test
    void shouldAnswerRepeatBeforeTheReadModelKnows() {
        // Given
        FeedbackAnswer first = give(accepted());

        // When
        FeedbackAnswer second = give(accepted());

        // Then
        assertThat(second).isEqualTo(new Repeated(((Recorded) first).feedbackId()));
        assertThat(kafka.written()).hasSize(1);
    }

    @Test
    void shouldAnswerRepeatAfterRestart() {
        // Given
        FeedbackAnswer first = give(accepted());
        projectAll();

        // When
        FeedbackAnswer second =
                desk().give(SCORE, accepted(), Optional.empty(), "key:k_1").join();

        // Then
        assertThat(second).isEqualTo(new Repeated(((Recorded) first).feedbackId()));
        assertThat(kafka.written()).hasSize(1);
    }

    @Test
    void shouldRecordOnceWhenManySendTheSameAtOnce() throws Exception {
        // Given
        ExecutorService threads = Executors.newFixedThreadPool(50);
        Callable<FeedbackAnswer> giving = () -> give(corrected("10.00"));

        // When
        List<Future<FeedbackAnswer>> answers = threads.invokeAll(Collections.nCopies(50, giving));

        // Then
        int recorded = 0;
        for (Future<FeedbackAnswer> answer : answers) {
            recorded += answer.get() instanceof Recorded ? 1 : 0;
        }
        assertThat(recorded).isEqualTo(1);
        assertThat(kafka.written()).hasSize(1);
        threads.shutdownNow();
    }

    @Test
    void shouldTellDifferentAmountsApart() {
        // When
        give(corrected("10.00"));
        give(corrected("11.00"));

        // Then
        assertThat(kafka.written()).hasSize(2);
    }

    @Test
    void shouldPointToTheNewerScore() {
        // Given
        readModel.withScore("c-1", 2);

        // When
        FeedbackAnswer answer = give(accepted());

        // Then
        assertThat(answer).isEqualTo(new Superseded(Facts.scoreId("c-1", 2)));
        assertThat(kafka.written()).isEmpty();
    }

    @Test
    void shouldStillAnswerRepeatAfterTheScoreIsSuperseded() {
        // Given
        give(accepted());
        projectAll();
        readModel.withScore("c-1", 2);

        // When
        FeedbackAnswer answer = give(accepted());

        // Then
        assertThat(answer).isInstanceOf(Repeated.class);
    }

    @Test
    void shouldNotKnowForeignScore() {
        // When
        FeedbackAnswer answer =
                desk.give("s_unknown", accepted(), Optional.empty(), "cli").join();

        // Then
        assertThat(answer).isEqualTo(new UnknownScore());
    }

    @Test
    void shouldRefuseKeyThatCameWithOtherContent() {
        // Given
        give(corrected("10.00"), "key-1");

        // When
        FeedbackAnswer same = give(corrected("10.00"), "key-1");
        FeedbackAnswer other = give(corrected("11.00"), "key-1");

        // Then
        assertThat(same).isInstanceOf(Repeated.class);
        assertThat(other).isInstanceOf(KeyReused.class);
        assertThat(kafka.written()).hasSize(1);
    }

    @Test
    void shouldRecordTheSameContentTwiceUnderTwoKeys() {
        // When
        give(accepted(), "key-1");
        give(accepted(), "key-2");

        // Then
        assertThat(kafka.written()).hasSize(2);
    }

    @Test
    void shouldRecordAgainWhatWasTakenBack() {
        // Given
        String first = ((Recorded) give(accepted())).feedbackId();
        give(withdrawing(first));

        // When
        FeedbackAnswer again = give(accepted());
        FeedbackAnswer repeat = give(accepted());

        // Then
        assertThat(again).isInstanceOf(Recorded.class).isNotEqualTo(new Recorded(first));
        assertThat(repeat).isInstanceOf(Repeated.class);
        assertThat(kafka.written()).hasSize(3);
    }

    @Test
    void shouldRefuseToTakeBackWhatIsNotThere() {
        // When
        FeedbackAnswer answer = give(withdrawing("f_nothing"));

        // Then
        assertThat(answer).isEqualTo(new NothingToWithdraw("f_nothing"));
    }

    @Test
    void shouldRecordAfterKafkaIsBack() {
        // Given
        kafka.goAway(true);
        assertThatThrownBy(() -> give(accepted()))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(PublishException.class);
        kafka.goAway(false);

        // When
        FeedbackAnswer answer = give(accepted());

        // Then
        assertThat(answer).isInstanceOf(Recorded.class);
        assertThat(kafka.written()).hasSize(1);
    }

    @Test
    void shouldForgetWhatTheReadModelHolds() {
        // Given
        FeedbackDesk swift = new FeedbackDesk(readModel, kafka, Clock.fixed(Facts.NOW, ZoneOffset.UTC), where -> true);
        swift.give(SCORE, corrected("1.00"), Optional.empty(), "cli").join();

        // When
        swift.give(SCORE, corrected("2.00"), Optional.empty(), "cli").join();

        // Then
        assertThat(swift.inFlight()).isEqualTo(1);
    }

    private FeedbackDesk desk() {
        return new FeedbackDesk(readModel, kafka, Clock.fixed(Facts.NOW, ZoneOffset.UTC), where -> false);
    }

    private void projectAll() {
        kafka.written().forEach(written -> readModel.project((ClaimFeedback) written.event()));
    }

    private FeedbackAnswer give(FeedbackRequest request) {
        return desk.give(SCORE, request, Optional.empty(), "key:k_1").join();
    }

    private FeedbackAnswer give(FeedbackRequest request, String idempotencyKey) {
        return desk.give(SCORE, request, Optional.of(idempotencyKey), "key:k_1").join();
    }

    private static FeedbackRequest accepted() {
        return request(FeedbackKind.ACCEPTED, null, null);
    }

    private static FeedbackRequest corrected(String amount) {
        return request(FeedbackKind.CORRECTED, new BigDecimal(amount), null);
    }

    private static FeedbackRequest withdrawing(String feedbackId) {
        return request(FeedbackKind.WITHDRAWN, null, feedbackId);
    }

    private static FeedbackRequest request(
            FeedbackKind kind, @Nullable BigDecimal amount, @Nullable String withdrawnFeedbackId) {
        return new FeedbackRequest(kind, amount, null, null, withdrawnFeedbackId);
    }
}
