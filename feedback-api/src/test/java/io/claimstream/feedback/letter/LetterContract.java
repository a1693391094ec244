package io.claimstream.feedback.letter;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.feedback.Facts;
import io.claimstream.feedback.LetterRows;
import io.claimstream.feedback.TestClock;
import io.claimstream.feedback.access.Act;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Caller.Kind;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.audit.AuditTrail;
import io.claimstream.feedback.letter.LetterFilter.Asked;
import io.claimstream.feedback.letter.Replay.Outcome;
import io.claimstream.feedback.letter.Replay.State;
import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.replay.ReplayProof;
import io.claimstream.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is promised of dead letters, whatever the database. */
abstract class LetterContract {

    private static final String SUBMITTED = Topics.CLAIMS_SUBMITTED.name();
    private static final String HISTORY = Topics.CLAIMS_HISTORY.name();
    private static final LetterFilter ALL = new LetterFilter(null, null, null, null, null, null, null);
    private static final Caller OPERATOR = new Caller("user:u_op", Role.OPERATOR);
    private static final Caller OF_ACME = new Caller("user:u_acme", Role.OPERATOR, "acme", Kind.PERSON);
    private static final Act ACT = new Act(OPERATOR, "t-1");
    private static final ReplayProof PROOF =
            ReplayProof.of(Settings.of(CommonSettings.ALL, Map.of("data.dir", "target/replay-proof")));
    private static final Duration PUBLISH = Duration.ofMinutes(1);
    private static final LetterId FIRST = new LetterId(1, 1);

    private final TestClock clock = new TestClock();
    private final FakeReplayLog log = new FakeReplayLog();

    /** A database with every migration applied. */
    abstract Jdbi jdbi();

    @BeforeEach
    void empty() {
        LetterRows.empty(jdbi());
    }

    @Test
    void shouldListTheNewestFirstAPageAtATime() {
        // Given
        for (int offset = 1; offset <= 5; offset++) {
            letter(offset, SUBMITTED, "claim-ingest", offset < 3 ? 0 : offset, "acme");
        }

        // When
        List<Letter> first = letters().page(OPERATOR, ALL, null, 2);
        List<Letter> second = letters().page(OPERATOR, ALL, place(first), 2);
        List<Letter> third = letters().page(OPERATOR, ALL, place(second), 2);

        // Then
        assertThat(first).extracting(it -> it.id().offset()).containsExactly(5L, 4L);
        assertThat(second).extracting(it -> it.id().offset()).containsExactly(3L, 2L);
        assertThat(third).extracting(it -> it.id().offset()).containsExactly(1L);
    }

    @Test
    void shouldFilter() {
        // Given
        letter(1, SUBMITTED, "claim-ingest", 0, "acme");
        letter(2, Topics.CLAIMS_FEATURES.name(), "scoring-processor", 1, "other");
        letter(3, SUBMITTED, "claim-ingest", 2, null);
        letters().replay(ACT, found(FIRST));

        // Then
        assertThat(offsets(new LetterFilter(null, null, "scoring-processor", null, null, null, null)))
                .containsExactly(2L);
        assertThat(offsets(new LetterFilter(null, null, null, SUBMITTED, null, null, null)))
                .containsExactly(3L, 1L);
        assertThat(offsets(new LetterFilter("other", "PROCESSING_FAILED", null, null, null, null, null)))
                .containsExactly(2L);
        assertThat(offsets(new LetterFilter(null, "WRONG_MAGIC", null, null, null, null, null)))
                .isEmpty();
        assertThat(offsets(new LetterFilter(null, null, null, null, Facts.NOW.plusSeconds(1), null, null)))
                .containsExactly(3L, 2L);
        assertThat(offsets(new LetterFilter(null, null, null, null, null, Facts.NOW.plusSeconds(1), Asked.WAITING)))
                .containsExactly(1L);
        assertThat(offsets(new LetterFilter(null, null, null, null, null, null, Asked.NOTHING)))
                .containsExactly(3L, 2L);
    }

    @Test
    void shouldShowWhoServesAnInsurerOnlyThatOnes() {
        // Given
        letter(1, SUBMITTED, "claim-ingest", 0, "acme");
        letter(2, SUBMITTED, "claim-ingest", 1, "other");
        letter(3, SUBMITTED, "claim-ingest", 2, null);

        // Then
        assertThat(letters().page(OF_ACME, new LetterFilter("other", null, null, null, null, null, null), null, 9))
                .extracting(it -> it.id().offset())
                .containsExactly(1L);
        assertThat(letters().find(OF_ACME, new LetterId(1, 2))).isEmpty();
        assertThat(letters().find(OF_ACME, new LetterId(1, 3))).isEmpty();
        assertThat(letters().replayAll(new Act(OF_ACME, "t-1"), ALL)).isEqualTo(1);
    }

    @Test
    void shouldPutALetterBackOnceHoweverOftenItIsAskedFor() {
        // Given
        letter(1, SUBMITTED, "claim-ingest", 0, "acme");
        log.with(FIRST, SUBMITTED);

        // When
        Letters.Asked asked = letters().replay(ACT, found(FIRST));
        Letters.Asked again = letters().replay(new Act(OF_ACME, "t-2"), found(FIRST));
        runner().replayWaiting();
        letters().replay(ACT, found(FIRST));
        runner().replayWaiting();

        // Then
        assertThat(asked.isNew()).isTrue();
        assertThat(again.isNew()).isFalse();
        assertThat(replay(again.letter()).by()).isEqualTo("user:u_op");
        ProducerRecord<byte[], byte[]> copy = log.written().get(0);
        assertThat(log.written()).hasSize(1);
        assertThat(copy.topic()).isEqualTo(SUBMITTED);
        assertThat(copy.partition()).isEqualTo(2);
        assertThat(copy.timestamp()).isEqualTo(1_772_357_400_000L);
        assertThat(copy.key()).containsExactly(7);
        assertThat(copy.value()).containsExactly(1, 2);
        assertThat(copy.headers().toArray())
                .extracting(it -> it.key() + "=" + new String(it.value(), StandardCharsets.UTF_8))
                .contains("upstream.trace=t-1", ReplayProof.OF + "=1-1")
                .hasSize(4);
        assertThat(PROOF.time(SUBMITTED, copy.headers(), copy.value())).hasValue(1_772_357_400_000L);
        assertThat(replay(found(FIRST)).state()).isEqualTo(State.SENT);
        assertThat(replay(found(FIRST)).sent())
                .isEqualTo(new Replay.Sent(SUBMITTED, 2, FakeReplayLog.BEGIN, Facts.NOW));
    }

    @Test
    void shouldPutAChangeOfHistoryBackInsteadOfItsOriginalAndNeverTwice() {
        // Given
        letter(1, HISTORY, "feature-stream", 0, "acme");
        log.with(FIRST, HISTORY);
        letters().replay(ACT, found(FIRST));
        runner().replayWaiting();

        // When: a database from before that asks once more.
        jdbi().useHandle(handle -> handle.execute("delete from record_replay"));
        letters().replay(new Act(OF_ACME, "t-3"), found(FIRST));
        runner().replayWaiting();

        // Then
        assertThat(log.written()).singleElement().satisfies(copy -> {
            assertThat(copy.topic()).isEqualTo(HISTORY);
            assertThat(ReplayProof.replaced(copy.headers())).hasValue(41);
            assertThat(ReplayProof.isReplay(copy.headers())).isTrue();
        });
        assertThat(replay(found(FIRST)).state()).isEqualTo(State.SENT);
    }

    @Test
    void shouldFindWhatWasCutOffBeforeItIsWrittenAgain() {
        // Given
        letter(1, SUBMITTED, "claim-ingest", 0, "acme");
        log.with(FIRST, SUBMITTED).cutOffNext();
        letters().replay(ACT, found(FIRST));
        runner().replayWaiting();
        assertThat(replay(found(FIRST)).state()).isEqualTo(State.WAITING);

        // When
        runner().replayWaiting();
        List<ProducerRecord<byte[], byte[]>> withinLease = List.copyOf(log.written());
        clock.pass(PUBLISH.multipliedBy(2));
        runner().replayWaiting();
        assertThat(replay(found(FIRST)).state()).isEqualTo(State.WAITING);
        clock.pass(Duration.ofMinutes(1));
        runner().replayWaiting();

        // Then
        assertThat(withinLease).hasSize(1);
        assertThat(log.written()).hasSize(1);
        assertThat(replay(found(FIRST)).state()).isEqualTo(State.SENT);
    }

    @Test
    void shouldGoOnWithALongSearchWhereTheOneBeforeEnded() {
        // Given: a clock that is finer than the database, and others write much before and after what was cut off.
        clock.pass(Duration.ofNanos(1_999));
        letter(1, SUBMITTED, "claim-ingest", 0, "acme");
        log.with(FIRST, SUBMITTED).cutOffNext();
        log.during(() -> log.writeOthers(5));
        letters().replay(ACT, found(FIRST));
        runner().replayWaiting();
        log.writeOthers(5);
        log.searchAtOnce(2);

        // When
        for (int i = 0; i < 9 && replay(found(FIRST)).state() == State.WAITING; i++) {
            clock.pass(Duration.ofMinutes(3));
            runner().replayWaiting();
        }

        // Then
        assertThat(replay(found(FIRST)).sent()).extracting(Replay.Sent::offset).isEqualTo(FakeReplayLog.BEGIN + 5);
        assertThat(log.written()).hasSize(11);
    }

    @Test
    void shouldPutOthersBackWhenOneCannotBe() {
        // Given
        letter(1, SUBMITTED, "claim-ingest", 0, "acme");
        letter(2, SUBMITTED, "claim-ingest", 0, "acme");
        LetterId second = new LetterId(1, 2);
        log.with(FIRST, SUBMITTED).with(second, SUBMITTED).cutOffNext();
        letters().replay(ACT, found(FIRST));
        letters().replay(ACT, found(second));

        // When
        runner().replayWaiting();

        // Then
        assertThat(replay(found(FIRST)).state()).isEqualTo(State.WAITING);
        assertThat(replay(found(second)).state()).isEqualTo(State.SENT);
    }

    @Test
    void shouldLeaveALetterToWhoeverTookItDuringASlowSearch() {
        // Given
        letter(1, SUBMITTED, "claim-ingest", 0, "acme");
        log.with(FIRST, SUBMITTED);
        letters().replay(ACT, found(FIRST));
        log.during(() -> {
            clock.pass(Duration.ofMinutes(2));
            runner().replayWaiting();
        });

        // When
        runner().replayWaiting();

        // Then
        assertThat(log.written()).hasSize(1);
        assertThat(replay(found(FIRST)).state()).isEqualTo(State.SENT);
    }

    @Test
    void shouldNotPutFeaturesBackThatAreScored() {
        // Given
        letter(1, Topics.CLAIMS_FEATURES.name(), "scoring-processor", 0, "acme");
        letter(2, Topics.CLAIMS_FEATURES.name(), "scoring-processor", 0, "acme");
        LetterId second = new LetterId(1, 2);
        log.with(FIRST, Topics.CLAIMS_FEATURES.name()).with(second, Topics.CLAIMS_FEATURES.name());
        letters().replay(ACT, found(FIRST));
        letters().replay(ACT, found(second));
        LetterRows.score(jdbi(), "c-1");

        // When
        runner().replayWaiting();

        // Then
        assertThat(replay(found(FIRST)).state()).isEqualTo(State.NOT_NEEDED);
        assertThat(replay(found(second)).state()).isEqualTo(State.SENT);
        assertThat(log.written()).hasSize(1);
        assertThat(offsets(new LetterFilter(null, null, null, null, null, null, Asked.REPLAYED)))
                .containsExactly(2L, 1L);
    }

    @Test
    void shouldSayThatRetentionWasFaster() {
        // Given
        letter(1, SUBMITTED, "claim-ingest", 0, "acme");
        letters().replay(ACT, found(FIRST));

        // When
        runner().replayWaiting();

        // Then
        assertThat(replay(found(FIRST)).state()).isEqualTo(State.GONE);
        assertThat(log.written()).isEmpty();
    }

    @Test
    void shouldPutBackAllThatMatchAndMayBe() {
        // Given
        letter(1, SUBMITTED, "claim-ingest", 0, "acme");
        letter(2, Topics.CLAIMS_ACCEPTED.name(), "feature-stream", 1, "acme");
        letter(3, Topics.CLAIMS_FEATURES.name(), "scoring-processor", 2, "acme");
        letter(4, Topics.CLAIMS_FEATURES.name(), "retrain-worker", 3, "acme");
        letter(5, SUBMITTED, "claim-ingest", 4, "other");
        letter(6, HISTORY, "feature-stream", 5, "acme");
        letter(7, "claimstream-features-snapshots-by-claim-repartition", "feature-stream", 6, "acme");
        LetterFilter acme = new LetterFilter("acme", null, null, null, null, null, null);

        // When
        int counted = letters().count(OPERATOR, acme);
        int asked = letters().replayAll(ACT, acme);
        int again = letters().replayAll(ACT, acme);

        // Then
        assertThat(counted).isEqualTo(4);
        assertThat(asked).isEqualTo(4);
        assertThat(again).isZero();
        assertThat(offsets(new LetterFilter(null, null, null, null, null, null, Asked.WAITING)))
                .containsExactly(7L, 6L, 3L, 1L);
        String said = jdbi().withHandle(
                        handle -> handle.createQuery("select after_state from record_audit where action ="
                                        + " 'DEAD_LETTER_REPLAYED' and resource = '/v1/dead-letters/replay'"
                                        + " order by audit_id desc limit 1")
                                .mapTo(String.class)
                                .one());
        assertThat(said).isEqualTo("{\"insurer\":\"acme\",\"letters\":4}");
    }

    @Test
    void shouldTellWhatCameOfIt() {
        // Given
        letter(1, SUBMITTED, "claim-ingest", 0, "acme");
        log.with(FIRST, SUBMITTED);
        letters().replay(ACT, found(FIRST));
        runner().replayWaiting();
        assertThat(replay(found(FIRST)).outcome()).isEqualTo(Outcome.PENDING);

        // When
        LetterRows.accepted(jdbi(), "c-1", 2, 5);
        Outcome otherAccepted = outcome();
        jdbi().useHandle(handle ->
                handle.execute("update view_claim_revision set submitted_offset = " + FakeReplayLog.BEGIN));
        Outcome accepted = outcome();
        LetterRows.rejection(jdbi(), FakeReplayLog.BEGIN, Facts.NOW, "acme", "TEXT_BLANK");
        Outcome rejected = outcome();
        letter(FakeReplayLog.BEGIN, SUBMITTED, "claim-ingest", 9, "acme");

        // Then
        assertThat(otherAccepted).isEqualTo(Outcome.DUPLICATE);
        assertThat(accepted).isEqualTo(Outcome.ACCEPTED);
        assertThat(rejected).isEqualTo(Outcome.REJECTED);
        assertThat(outcome()).isEqualTo(Outcome.DIED_AGAIN);
    }

    @Test
    void shouldListRejections() {
        // Given
        LetterRows.rejection(jdbi(), 1, Facts.NOW, "acme", "TEXT_BLANK");
        LetterRows.rejection(jdbi(), 2, Facts.NOW.plusSeconds(1), "acme", "AMOUNT_NEGATIVE");
        LetterRows.rejection(jdbi(), 3, Facts.NOW.plusSeconds(2), "other", "TEXT_BLANK");
        Rejections rejections = new Rejections(jdbi());
        RejectionFilter all = new RejectionFilter(null, null, null, null);

        // Then
        List<Rejected> first = rejections.page(OPERATOR, all, null, 2);
        assertThat(first).extracting(it -> it.id().offset()).containsExactly(3L, 2L);
        assertThat(rejections.page(
                        OPERATOR,
                        all,
                        new LetterPlace(first.get(1).at(), first.get(1).id()),
                        2))
                .extracting(it -> it.id().offset())
                .containsExactly(1L);
        assertThat(rejections.page(OPERATOR, new RejectionFilter(null, "TEXT_BLANK", null, null), null, 9))
                .extracting(it -> it.id().offset())
                .containsExactly(3L, 1L);
        for (String pattern : List.of("TEXT%", "TEXT_", "TEXT!_BLANK", "%", "TEXT-BLANK", "BLANK")) {
            assertThat(rejections.page(OPERATOR, new RejectionFilter(null, pattern, null, null), null, 9))
                    .as(pattern)
                    .isEmpty();
        }
        assertThat(rejections.page(OF_ACME, all, null, 9)).hasSize(2);
        assertThat(rejections.find(OF_ACME, new LetterId(2, 3))).isEmpty();
        assertThat(rejections.find(OF_ACME, new LetterId(2, 1)))
                .hasValueSatisfying(
                        it -> assertThat(it.violations().at("/0/code").asText()).isEqualTo("TEXT_BLANK"));
    }

    private Letters letters() {
        return new Letters(jdbi(), new AuditTrail(jdbi(), clock), clock, () -> {});
    }

    private ReplayRunner runner() {
        return new ReplayRunner(jdbi(), clock, PUBLISH, PROOF, () -> log);
    }

    private Letter found(LetterId id) {
        return letters().find(OPERATOR, id).orElseThrow();
    }

    private static Replay replay(Letter letter) {
        return letter.asked().orElseThrow();
    }

    private @Nullable Outcome outcome() {
        return replay(found(FIRST)).outcome();
    }

    private List<Long> offsets(LetterFilter filter) {
        return letters().page(OPERATOR, filter, null, 9).stream()
                .map(it -> it.id().offset())
                .toList();
    }

    private static LetterPlace place(List<Letter> page) {
        Letter last = page.get(page.size() - 1);
        return new LetterPlace(last.diedAt(), last.id());
    }

    private void letter(long offset, String topic, String service, int seconds, @Nullable String insurer) {
        LetterRows.letter(jdbi(), offset, topic, service, Facts.NOW.plusSeconds(seconds), insurer);
    }
}
