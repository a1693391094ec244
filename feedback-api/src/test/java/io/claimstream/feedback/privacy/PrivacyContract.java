package io.claimstream.feedback.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.event.ClaimLabelled;
import io.claimstream.event.LabelKind;
import io.claimstream.event.RecordRef;
import io.claimstream.event.SubjectErased;
import io.claimstream.feedback.Facts;
import io.claimstream.feedback.TestClock;
import io.claimstream.feedback.access.Act;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Caller.Kind;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.approval.Approvals;
import io.claimstream.feedback.audit.AuditTrail;
import io.claimstream.feedback.privacy.Erasure.State;
import io.claimstream.feedback.view.Claim;
import io.claimstream.feedback.view.ErasedClaimException;
import io.claimstream.feedback.view.FeedbackSearch;
import io.claimstream.feedback.view.JdbiReadModel;
import io.claimstream.feedback.view.PlantedRevision;
import io.claimstream.model.DatasetSource;
import io.claimstream.platform.seal.FileKeyEncryptionKeys;
import io.claimstream.platform.seal.Subject;
import io.claimstream.platform.seal.SubjectKeys;
import io.claimstream.platform.secret.SecretFiles;
import io.claimstream.platform.service.Health;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.json.EventJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What erasing promises, whatever the database. */
abstract class PrivacyContract {

    private static final Instant NOW = Instant.parse("2026-03-02T09:30:00Z");
    private static final Subject JANE = new Subject("acme", "jane");
    private static final Subject JOHN = new Subject("acme", "john");
    private static final Act ANN = act("user:u_ann", null, "user:u_ann");
    private static final Act KEY_OF_ANN = act("key:k_ann", null, "user:u_ann");
    private static final Act BOB = act("user:u_bob", null, "user:u_bob");
    private static final Act CAROL = act("user:u_carol", null, "user:u_carol");
    private static final Act NOBODY = act("key:k_1", null, null);
    private static final Act ELSEWHERE = act("user:u_eve", "other", "user:u_eve");

    private final TestClock clock = new TestClock();
    private final Kafka kafka = new Kafka();

    @TempDir
    private Path secrets;

    abstract Jdbi jdbi();

    /** Fails as often as it is told to, and remembers what it was told. */
    private static final class Kafka implements ErasureWorld {

        private final List<SubjectErased> told = new ArrayList<>();
        private int failures;
        private boolean isBehind;
        private boolean hasErasures = true;
        private String unread = "";

        @Override
        public RecordRef tell(SubjectErased erased) {
            fail();
            told.add(erased);
            return new RecordRef(0, told.size() - 1L);
        }

        @Override
        public Map<TopicPartition, Long> ends(String topic) {
            fail();
            return Map.of(new TopicPartition(topic, 0), 1L);
        }

        @Override
        public boolean isInReadModel(Map<TopicPartition, Long> ends) {
            return ends.keySet().stream().noneMatch(it -> it.topic().equals(unread));
        }

        @Override
        public boolean hasErasures() {
            return hasErasures;
        }

        @Override
        public boolean isInHistories(Map<TopicPartition, Long> ends) {
            return !isBehind;
        }

        private void fail() {
            if (failures > 0) {
                failures--;
                throw new Away();
            }
        }
    }

    @BeforeEach
    void clear() {
        jdbi().useHandle(handle -> List.of(
                        "record_erasure_step",
                        "record_erasure",
                        "record_erased_claim",
                        "record_receipt_key",
                        "record_protection_lifted",
                        "record_retention",
                        "record_retention_day",
                        "record_legal_hold",
                        "record_retention_duty",
                        "record_number_series",
                        "record_subject_key",
                        "record_pseudonym",
                        "record_pseudonym_key",
                        "view_erasure",
                        "record_audit",
                        "record_approval",
                        "record_contest_text",
                        "record_contest",
                        "record_exercise_claim",
                        "record_exercise",
                        "record_webhook_delivery",
                        "record_webhook",
                        "record_idempotency",
                        "record_assignment",
                        "view_claim_revision",
                        "view_feedback",
                        "view_label",
                        "view_settled",
                        "view_model",
                        "view_score")
                .forEach(table -> handle.execute("delete from " + table)));
        clock.set(NOW);
        jdbi().useHandle(
                        handle -> handle.execute(
                                "insert into record_pseudonym_key (number, key_id, computes, created_at) values (1, 'k', false, current_timestamp)"));
        pseudonym(JANE);
        pseudonym(JOHN);
        accepted("c-1", 1, JANE.pseudonym(), "GBP");
        accepted("c-2", 1, JANE.pseudonym(), "EUR");
        accepted("c-3", 1, JOHN.pseudonym(), "GBP");
    }

    @Test
    void shouldEraseWhatTwoPersonsWantAndNobodyAlone() {
        // Given
        Erasure asked = erasures().ask(ANN, JANE, "asked by letter");

        // When
        refused(PrivacyRefusal.SECOND_PERSON_NEEDED, () -> erasures().confirm(ANN, asked.erasureId()));
        refused(PrivacyRefusal.SECOND_PERSON_NEEDED, () -> erasures().confirm(KEY_OF_ANN, asked.erasureId()));
        refused(PrivacyRefusal.PERSON_UNKNOWN, () -> erasures().confirm(NOBODY, asked.erasureId()));
        refused(PrivacyRefusal.PERSON_UNKNOWN, () -> erasures().ask(NOBODY, JOHN, "why"));
        refused(PrivacyRefusal.ERASURE_NOT_FOUND, () -> erasures().confirm(ELSEWHERE, asked.erasureId()));
        Erasure confirmed = erasures().confirm(BOB, asked.erasureId());

        // Then
        assertThat(asked.state()).isEqualTo(State.WAITING);
        assertThat(confirmed.state()).isEqualTo(State.CONFIRMED);
        assertThat(confirmed.receiptText()).isEqualTo("ER-000001");
        assertThat(erasures().ask(BOB, JANE, "again").erasureId()).isEqualTo(asked.erasureId());
        assertThat(erasures().confirm(BOB, asked.erasureId()).receipt()).isEqualTo(1);
        refused(PrivacyRefusal.ERASURE_ENDED, () -> erasures().decline(BOB, asked.erasureId()));
        refused(PrivacyRefusal.SUBJECT_ERASED, () -> privacy().holds().set(ANN, JANE, "too late", null));
        assertThat(audited()).containsExactly("ERASURE_ASKED", "ERASURE_CONFIRMED");
    }

    @Test
    void shouldRefuseWhomALegalHoldOrTheLawKeepsAlsoBetweenTheTwo() {
        // Given
        Erasure asked = erasures().ask(ANN, JANE, "asked by letter");
        Hold hold = privacy().holds().set(BOB, JANE, "litigation", NOW.plus(Duration.ofDays(2)));
        privacy().duties().set(BOB, "acme", 10, "commercial code");

        // When
        refused(PrivacyRefusal.LEGAL_HOLD, () -> erasures().confirm(BOB, asked.erasureId()));
        Plan held = erasures().plan(JANE);
        privacy().holds().release(CAROL, hold.holdId());
        refused(PrivacyRefusal.RETENTION_DUTY, () -> erasures().confirm(BOB, asked.erasureId()));
        refused(PrivacyRefusal.RETENTION_DUTY, () -> erasures().ask(ANN, JOHN, "why"));
        refused(PrivacyRefusal.LEGAL_HOLD_NOT_FOUND, () -> privacy().holds().release(ANN, hold.holdId()));
        clock.pass(Duration.ofDays(6));
        privacy().duties().set(CAROL, "acme", 6, "commercial code");
        Erasure confirmed = erasures().confirm(BOB, asked.erasureId());

        // Then
        assertThat(held.obstacles())
                .extracting(Plan.Obstacle::code)
                .containsExactly(PrivacyRefusal.LEGAL_HOLD, PrivacyRefusal.RETENTION_DUTY);
        assertThat(held.claims()).isEqualTo(2);
        assertThat(held.currencies()).containsExactly("EUR", "GBP");
        assertThat(confirmed.receipt()).isEqualTo(1);
        refused(PrivacyRefusal.SUBJECT_NOT_FOUND, () -> erasures().ask(ANN, new Subject("acme", "nobody"), "why"));
    }

    @Test
    void shouldRefuseWhoseClaimNamedSomebodyBeforeWhoIsHeld() {
        // Given
        accepted("c-1", 2, JOHN.pseudonym(), "GBP");
        Hold hold = privacy().holds().set(BOB, JANE, "litigation", null);

        // When
        Plan held = erasures().plan(JOHN);
        refused(PrivacyRefusal.LEGAL_HOLD, () -> erasures().ask(ANN, JOHN, "asked by letter"));
        privacy().holds().release(CAROL, hold.holdId());
        Hold other = privacy().holds().set(BOB, JOHN, "litigation", null);
        Plan corrected = erasures().plan(JANE);

        // Then
        assertThat(held.obstacles()).singleElement().satisfies(it -> {
            assertThat(it.code()).isEqualTo(PrivacyRefusal.LEGAL_HOLD);
            assertThat(it.because()).doesNotContain("jane", "litigation", hold.holdId());
        });
        assertThat(other.subject()).isEqualTo(JOHN);
        assertThat(corrected.obstacles())
                .as("records of a claim that was corrected stay with whom it names now")
                .isEmpty();
    }

    @Test
    void shouldNotEraseForWhoLiftedWhatKeptTheClaimant() {
        // Given
        Erasure asked = erasures().ask(ANN, JANE, "asked by letter");
        Hold hold = privacy().holds().set(BOB, JANE, "litigation", null);
        privacy().holds().release(BOB, hold.holdId());

        // When
        refused(PrivacyRefusal.PROTECTION_LIFTED, () -> erasures().confirm(BOB, asked.erasureId()));
        refused(PrivacyRefusal.PROTECTION_LIFTED, () -> erasures()
                .confirm(act("key:k_bob", null, "user:u_bob"), asked.erasureId()));
        Erasure others = confirmedBy(CAROL, JOHN);
        Erasure confirmed = erasures().confirm(CAROL, asked.erasureId());

        // Then
        assertThat(List.of(others.state(), confirmed.state())).containsOnly(State.CONFIRMED);
    }

    @Test
    void shouldNotEraseForAWeekForWhoEndedADutyOrForAnybodyWhenNobodyKnowsWho() {
        // Given
        privacy().duties().set(ANN, "acme", 10, "commercial code");
        privacy().duties().set(NOBODY, "acme", 9, "commercial code");
        refused(PrivacyRefusal.RETENTION_DUTY, () -> erasures().ask(ANN, JANE, "asked by letter"));
        privacy().duties().end(BOB, "acme");

        // When
        refused(PrivacyRefusal.PROTECTION_LIFTED, () -> erasures().ask(ANN, JANE, "asked by letter"));
        clock.pass(LiftedProtection.KEPT_APART);
        Erasure asked = erasures().ask(BOB, JANE, "asked by letter");

        // Then
        assertThat(asked.state()).isEqualTo(State.WAITING);
    }

    private Erasure confirmedBy(Act second, Subject subject) {
        return erasures()
                .confirm(second, erasures().ask(ANN, subject, "asked by letter").erasureId());
    }

    @Test
    void shouldNumberReceiptsWithoutGapsWhateverIsDeclinedOrExpires() {
        // Given
        erasures().decline(ANN, erasures().ask(ANN, JANE, "a mistake").erasureId());
        Erasure late = erasures().ask(ANN, JANE, "asked by letter");
        clock.pass(Erasures.PATIENCE);
        refused(PrivacyRefusal.ERASURE_ENDED, () -> erasures().confirm(BOB, late.erasureId()));

        // When
        Erasure first = confirmed(JOHN);
        Erasure second = confirmed(JANE);

        // Then
        assertThat(List.of(first.receiptText(), second.receiptText())).containsExactly("ER-000001", "ER-000002");
        assertThat(erasures().list("acme", 0, 10))
                .extracting(it -> it.state(clock.instant()))
                .containsExactlyInAnyOrder(State.CONFIRMED, State.CONFIRMED, State.EXPIRED, State.DECLINED);
        assertThat(erasures().list("other", 0, 10)).isEmpty();
    }

    @Test
    void shouldGoOnWhereItWasAfterEveryFailureAndEndWithOneReceipt() throws Exception {
        // Given
        Erasure erasure = confirmed(JANE);
        kafka.failures = 5;
        kafka.isBehind = true;

        // When: each turn is one of another process, which remembers nothing.
        List<Boolean> turns = new ArrayList<>();
        for (int turn = 0; turn < 12; turn++) {
            clock.pass(Duration.ofSeconds(5));
            kafka.isBehind = turn < 10;
            turns.add(turn(erasure));
        }

        // Then
        assertThat(turns).startsWith(false, false, false, false).endsWith(true, true);
        assertThat(kafka.told).singleElement().satisfies(it -> {
            assertThat(it.getClaimantPseudonym()).isEqualTo("jane");
            assertThat(it.getReceipt()).isEqualTo("ER-000001");
            assertThat(it.getCurrencies()).containsExactly("EUR", "GBP");
        });
        Receipt receipt = erasures().receipt(BOB.caller(), "1");
        JsonNode document = new ObjectMapper().readTree(receipt.document());
        assertThat(document.path("done").findValuesAsText("step"))
                .containsExactly("KEYS", "CLAIMS", "TOLD", "CACHES", "LATE_CLAIMS", "HISTORIES", "RECORDS");
        assertThat(document.path("receipt").asText()).isEqualTo("ER-000001");
        assertThat(document.at("/done/1/counts/claims").asInt()).isEqualTo(2);
        assertThat(receipt.document()).doesNotContain("jane");
        assertThat(ReceiptKey.isSigned(receipt, key().publicText())).isTrue();
        assertThat(ReceiptKey.isSigned(
                        new Receipt(
                                receipt.document().replace("letter", "phone"), receipt.signature(), receipt.keyId()),
                        key().publicText()))
                .isFalse();
        assertThat(audited()).containsExactly("ERASURE_ASKED", "ERASURE_CONFIRMED", "ERASURE_DONE");
        refused(PrivacyRefusal.RECEIPT_NOT_FOUND, () -> erasures().receipt(ELSEWHERE.caller(), "ER-000001"));
        refused(PrivacyRefusal.RECEIPT_NOT_FOUND, () -> erasures().receipt(BOB.caller(), "ER-000002"));
    }

    @Test
    void shouldConfirmNothingWhoseReceiptCannotBeSigned() throws Exception {
        // Given
        Erasure asked = erasures().ask(ANN, JANE, "asked by letter");
        Files.writeString(secrets.resolve(ReceiptKey.SECRET), "no key");

        // When
        Throwable refused = catchThrowable(() -> erasures().confirm(BOB, asked.erasureId()));

        // Then
        assertThat(refused).isInstanceOf(ReceiptKeyUnavailableException.class);
        assertThat(erasures().find(BOB.caller(), asked.erasureId()).state()).isEqualTo(State.WAITING);
        assertThat(audited()).containsExactly("ERASURE_ASKED");
    }

    @Test
    void shouldTryAgainAfterLongerAndLongerAndSayWhy() throws Exception {
        // Given
        Erasure erasure = confirmed(JANE);
        ErasureRunner runner = privacy().runner();
        boolean unused = runner.tryAll();
        clock.pass(ErasureWork.FORGOTTEN_WITHIN);
        Files.writeString(secrets.resolve(ReceiptKey.SECRET), "no key");

        // When
        boolean isUnderWay = runner.tryAll();
        Health.Check first = runner.check();
        for (int turn = 0; turn < 10; turn++) {
            isUnderWay |= runner.tryAll();
            clock.pass(Obstacles.LONGEST_PAUSE);
        }
        Files.delete(secrets.resolve(ReceiptKey.SECRET));
        Files.delete(secrets.resolve(ReceiptKey.PUBLIC));
        boolean unusedToo = runner.tryAll();

        // Then
        assertThat(isUnderWay).isTrue();
        assertThat(first.status()).isEqualTo(Health.Status.DEGRADED);
        assertThat(first.detail()).contains(erasure.erasureId() + " waits: ", ReceiptKey.SECRET);
        assertThat(runner.check()).isEqualTo(Health.Check.up("erasures"));
        assertThat(erasures().receipt(BOB.caller(), "1").keyId()).isEqualTo(key().keyId());
    }

    @Test
    void shouldNoticeThatAnotherMachineSignsWithAnotherKey(@TempDir Path elsewhere) {
        // Given
        ReceiptKeys here = new ReceiptKeys(jdbi(), this::key, clock);
        ReceiptKeys there = new ReceiptKeys(jdbi(), () -> ReceiptKey.of(new SecretFiles(elsewhere)), clock);
        String mine = here.open().keyId();
        clock.pass(Duration.ofSeconds(1));

        // When
        String other = there.open().keyId();

        // Then
        assertThat(here.conflict().orElseThrow()).contains(mine + " here", other + " elsewhere");
        assertThat(there.conflict()).isEmpty();
        assertThat(new ReceiptKeys(jdbi(), this::key, clock).conflict()).isEmpty();
    }

    @Test
    void shouldNotEndBeforeEveryProcessHasForgotten() {
        // Given
        Erasure erasure = confirmed(JANE);
        boolean begun = turn(erasure);

        // When
        clock.pass(ErasureWork.FORGOTTEN_WITHIN.minusMillis(1));
        boolean early = turn(erasure);
        accepted("c-4", 1, JANE.pseudonym(), "CHF");
        clock.pass(Duration.ofMillis(1));
        boolean inTime = turn(erasure);

        // Then
        assertThat(List.of(begun, early, inTime)).containsExactly(false, false, true);
        assertThat(kafka.told)
                .extracting(it -> String.join(" ", it.getCurrencies()))
                .containsExactly("EUR GBP", "CHF EUR GBP");
        assertThat(receiptOf("c-4")).isEqualTo("erased, receipt ER-000001");
    }

    @Test
    void shouldShowNothingOfErasedClaimsAndEverythingOfOthers() {
        // Given
        accepted("c-1", 2, "erased-1", "GBP");
        accepted("c-2", 2, JOHN.pseudonym(), "EUR");
        String others = rows("c-3");

        // When
        boolean isDone = done(confirmed(JANE));

        // Then
        assertThat(isDone).isTrue();
        assertThat(receiptOf("c-1")).isEqualTo("erased, receipt ER-000001");
        assertThat(new JdbiReadModel(jdbi())
                        .claim(new ClaimKey("acme", "c-2"))
                        .orElseThrow()
                        .revisions())
                .extracting(Claim.Revision::number)
                .containsExactly(2);
        assertThat(new JdbiReadModel(jdbi()).claim(new ClaimKey("acme", "c-3"))).isPresent();
        assertThat(rows("c-3")).isEqualTo(others);
        assertThatThrownBy(() -> new JdbiReadModel(jdbi()).summary(new ClaimKey("acme", "c-1")))
                .isInstanceOf(ErasedClaimException.class);
    }

    @Test
    void shouldShowAClaimFromTheRevisionOnThatNamesSomebodyElse() {
        // Given
        score("c-1", 1);
        feedback("c-1", 1);
        boolean isDone = done(confirmed(JANE));
        String whole = receiptOf("c-1");

        // When
        accepted("c-1", 2, "erased-1", "GBP");
        String still = receiptOf("c-1");
        accepted("c-1", 3, JOHN.pseudonym(), "GBP");

        // Then
        JdbiReadModel model = new JdbiReadModel(jdbi());
        ClaimKey claim = new ClaimKey("acme", "c-1");
        assertThat(isDone).isTrue();
        assertThat(List.of(whole, still)).containsOnly("erased, receipt ER-000001");
        assertThat(model.claim(claim).orElseThrow().revisions())
                .extracting(Claim.Revision::number)
                .containsExactly(3);
        assertThat(model.claim(claim).orElseThrow().feedback()).isEmpty();
        assertThat(model.currentScore(claim)).isEmpty();
        assertThat(model.summary(claim).orElseThrow().score()).isNull();
        assertThatThrownBy(() -> model.score("s-c-1-1")).isInstanceOf(ErasedClaimException.class);
        assertThatThrownBy(() -> model.feedback("f-c-1-1")).isInstanceOf(ErasedClaimException.class);
        assertThat(model.feedback(everyFeedback())).isEmpty();
        score("c-1", 3);
        assertThat(model.currentScore(claim)).isPresent();
        assertThat(privacy().claims().receipt(claim)).isEmpty();
        assertThat(privacy().claims().receipt(claim, 2)).contains("ER-000001");
    }

    @Test
    void shouldEraseAClaimOnceMoreForWhomItWasCorrectedTo() {
        // Given
        boolean isDone = done(confirmed(JANE));
        accepted("c-1", 2, JOHN.pseudonym(), "GBP");

        // When
        isDone &= done(confirmed(JOHN));

        // Then
        assertThat(isDone).isTrue();
        assertThat(receiptOf("c-1")).isEqualTo("erased, receipt ER-000002");
        assertThat(receiptOf("c-2")).isEqualTo("erased, receipt ER-000001");
        assertThat(texts("select receipt from record_erased_claim where claim_id = 'c-1' order by receipt"))
                .containsExactly("ER-000001", "ER-000002");
    }

    @Test
    void shouldLookOnceMoreAfterWhatCameLate() {
        // Given: what the projection does of an accepted revision in one transaction.
        boolean isDone = done(confirmed(JANE));
        accepted("c-9", 1, JANE.pseudonym(), "CHF");
        jdbi().useHandle(handle -> PlantedRevision.markLate(handle, "c-9", 1, JANE.pseudonym()));
        delivery("{\"data\":{\"insurer\":\"acme\",\"claimId\":\"c-9\"}}");
        String marked = receiptOf("c-9");

        // When
        boolean unused = privacy().runner().tryAll();
        boolean unusedToo = privacy().runner().tryAll();

        // Then
        assertThat(isDone).isTrue();
        assertThat(marked).isEqualTo("erased, receipt ER-000001");
        assertThat(kafka.told)
                .extracting(it -> String.join(" ", it.getCurrencies()))
                .containsExactly("EUR GBP", "CHF EUR GBP");
        assertThat(texts("select body from record_webhook_delivery")).isEmpty();
    }

    @Test
    void shouldLookAfterOthersWhatCameLateWhenOneFails() {
        // Given
        boolean isDone = done(confirmed(JANE)) && done(confirmed(JOHN));
        accepted("c-8", 1, JANE.pseudonym(), "CHF");
        accepted("c-9", 1, JOHN.pseudonym(), "CHF");
        jdbi().useHandle(handle -> {
            PlantedRevision.markLate(handle, "c-8", 1, JANE.pseudonym());
            PlantedRevision.markLate(handle, "c-9", 1, JOHN.pseudonym());
        });
        ErasureRunner runner = privacy().runner();
        kafka.failures = 1;

        // When
        boolean unused = runner.tryAll();
        Health.Check first = runner.check();
        int toldAtFirst = kafka.told.size();
        clock.pass(Obstacles.FIRST_PAUSE);
        boolean unusedToo = runner.tryAll();

        // Then
        assertThat(isDone).isTrue();
        assertThat(first.status()).isEqualTo(Health.Status.DEGRADED);
        assertThat(first.detail()).endsWith(" waits: Away").doesNotContain("cannot be read");
        assertThat(toldAtFirst).as("two erasures, and one of the late ones").isEqualTo(3);
        assertThat(kafka.told).hasSize(4);
        assertThat(runner.check()).isEqualTo(Health.Check.up("erasures"));
    }

    @Test
    void shouldRemoveWhatTheRecordsQuote() {
        // Given
        answer("h1", "{\"insurer\":\"acme\",\"claimId\":\"c-1\",\"note\":\"Jane\"}");
        answer("h2", "{\"insurer\":\"acme\",\"claimId\":\"c-11\"}");
        answer("h3", "{\"insurer\":\"other\",\"claimId\":\"c-1\"}");
        delivery("{\"data\":{\"insurer\":\"acme\",\"claimId\":\"c-2\"}}");
        delivery("{\"data\":{\"insurer\":\"acme\",\"claimId\":\"c-3\"}}");
        contest("ct-1", "c-1");
        contest("ct-3", "c-3");
        declined("a-1", "c-1");
        declined("a-3", "c-3");
        exercise("ex-1", "c-1");
        exercise("ex-3", "c-3");

        // When
        boolean isDone = done(confirmed(JANE));

        // Then
        assertThat(isDone).isTrue();
        assertThat(texts("select body from record_idempotency order by key_hash"))
                .containsExactly(
                        "{\"erased\":true}",
                        "{\"insurer\":\"acme\",\"claimId\":\"c-11\"}",
                        "{\"insurer\":\"other\",\"claimId\":\"c-1\"}");
        assertThat(texts("select body from record_webhook_delivery"))
                .containsExactly("{\"data\":{\"insurer\":\"acme\",\"claimId\":\"c-3\"}}");
        assertThat(texts("select table_name || ' ' || what || ' ' || entries from record_retention_day"))
                .containsExactly("record_webhook_delivery WAITING 1");
        assertThat(texts("select claim_id from record_exercise_claim")).containsExactly("c-3");
        assertThat(texts("select exercise_id from record_exercise where ended_at is null"))
                .as("one in which nothing is left to be answered is over")
                .containsExactly("ex-3");
        assertThat(texts("select contest_id from record_contest where state = 'OPEN'"))
                .containsExactly("ct-3");
        assertThat(texts("select outcome from record_contest where contest_id = 'ct-1'"))
                .as("the claimant did not withdraw it")
                .containsExactly("ERASED");
        assertThat(texts("select contest_id from record_contest_text where ciphertext is not null"))
                .containsExactly("ct-3");
        assertThat(texts("select approval_id from record_approval where because_ciphertext is not null"))
                .containsExactly("a-3");
    }

    @Test
    void shouldCountWhatWasDestroyed() throws Exception {
        // Given
        jdbi().useHandle(handle -> handle.execute(
                "insert into record_subject_key (insurer, subject, key_id, wrapped_key, kek_id, created_at)"
                        + " values ('acme', 'jane', 'sk', 'AA==', 'kek', ?)",
                ErasureTable.utc(NOW)));
        clock.pass(Duration.ofSeconds(1));
        Erasure janes = confirmed(JANE);
        Erasure johns = confirmed(JOHN);

        // When
        boolean isDone = done(janes) && done(johns);

        // Then
        assertThat(isDone).isTrue();
        assertThat(counts("1")).isEqualTo("{\"keys\":1,\"keyMarks\":0,\"pseudonyms\":1,\"pseudonymMarks\":0}");
        assertThat(counts("2")).isEqualTo("{\"keys\":0,\"keyMarks\":1,\"pseudonyms\":1,\"pseudonymMarks\":0}");
    }

    @Test
    void shouldCountLabelsOfACorrectedClaimForWhomTheyName() throws Exception {
        // Given: each version learned from the label that was the newest of the claim.
        labelled(0, "c-1", "f-1", JANE);
        learnedFrom("m-1", 1);
        accepted("c-1", 2, JOHN.pseudonym(), "GBP");
        labelled(1, "c-1", "f-2", JOHN);
        learnedFrom("m-2", 2);
        labelled(2, "c-2", "f-3", JANE);
        newestLabel("c-1", JOHN);
        newestLabel("c-2", JANE);

        // When
        boolean isDone = done(confirmed(JANE)) && done(confirmed(JOHN));

        // Then
        assertThat(isDone).isTrue();
        assertThat(learning("1")).isEqualTo("[{\"version\":\"m-1\",\"claims\":1}] 1");
        assertThat(learning("2")).isEqualTo("[{\"version\":\"m-2\",\"claims\":1}] 1");
    }

    @Test
    void shouldSignNoReceiptBeforeLabelsAndVersionsAreKnown() {
        // Given
        Erasure erasure = confirmed(JANE);

        // When
        kafka.unread = Topics.MODELS_VERSIONS.name();
        boolean withoutVersions = done(erasure);
        kafka.unread = Topics.CLAIMS_LABELLED.name();
        boolean withoutLabels = turn(erasure);
        State meanwhile = erasures().find(BOB.caller(), erasure.erasureId()).state();
        kafka.unread = "";
        boolean withBoth = turn(erasure);

        // Then
        assertThat(List.of(withoutVersions, withoutLabels, withBoth)).containsExactly(false, false, true);
        assertThat(meanwhile).isEqualTo(State.CONFIRMED);
    }

    private String learning(String receipt) throws Exception {
        JsonNode document = new ObjectMapper()
                .readTree(erasures().receipt(BOB.caller(), receipt).document());
        return document.path("learnedFrom") + " "
                + document.path("nextTrainingLeavesOut").asInt();
    }

    private void labelled(long offset, String claimId, String feedbackId, Subject claimant) {
        ClaimLabelled label = ClaimLabelled.newBuilder(Facts.label(claimId, feedbackId, LabelKind.SETTLED))
                .setClaimantPseudonym(claimant.pseudonym())
                .build();
        jdbi().useHandle(handle -> handle.execute(
                "insert into view_label (partition_number, record_offset, insurer, claim_id, document)"
                        + " values (0, ?, 'acme', ?, ?)",
                offset,
                claimId,
                EventJson.format(EventJson.toJson(label))));
    }

    private void newestLabel(String claimId, Subject claimant) {
        jdbi().useHandle(handle -> handle.execute(
                "insert into view_settled (insurer, claim_id, line_of_business, currency, label_kind, feature_set, features,"
                        + " claimant, estimate, settled, settled_at) values ('acme', ?, 'MOTOR_INJURY', 'GBP', 'SETTLED',"
                        + " 'v1', ?, ?, 1200, 1500, ?)",
                claimId,
                new byte[4],
                claimant.pseudonym(),
                ErasureTable.utc(NOW)));
    }

    private void learnedFrom(String version, long labelsBelow) {
        byte[] manifest = StandardCharsets.UTF_8
                .decode(Facts.modelMadeFrom(version, labelsBelow).getManifest())
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        String source = new String(DatasetSource.of(manifest).orElseThrow().toBytes(), StandardCharsets.UTF_8);
        jdbi().useHandle(handle -> handle.execute(
                "insert into view_model (version, published_at, signing_key_id, manifest, dataset_source)"
                        + " values (?, ?, 'k', '{}', ?)",
                version,
                ErasureTable.utc(NOW),
                source));
    }

    @Test
    void shouldNotEndWhereThePseudonymIsNotInThisDatabase() {
        // Given
        jdbi().useHandle(handle -> handle.execute("delete from record_pseudonym"));
        Erasure erasure = confirmed(JANE);

        // When
        boolean unused = privacy().runner().tryAll();
        Throwable waits = catchThrowable(() -> done(erasure));
        jdbi().useHandle(handle ->
                handle.execute("update record_pseudonym_key set retired_at = current_timestamp where number = 1"));
        boolean isDone = done(erasure);

        // Then
        assertThat(waits).isInstanceOf(ErasureWaitsException.class).hasMessageContaining("another database");
        assertThat(isDone).isTrue();
    }

    @Test
    void shouldNotNumberAReceiptTwiceAfterTheDatabaseWasRestored() {
        // Given: what the topic says of receipts that the tables have lost.
        jdbi().useHandle(handle -> {
            handle.execute("insert into view_erasure (record_offset, insurer, claimant, receipt, erased_at)"
                    + " values (7, 'acme', 'jim', 'ER-000041', current_timestamp)");
            handle.execute("insert into view_erasure (record_offset, insurer, claimant, receipt, erased_at)"
                    + " values (8, 'acme', 'joe', 'by letter', current_timestamp)");
        });
        kafka.hasErasures = false;
        refused(PrivacyRefusal.CATCHING_UP, () -> confirmed(JANE));
        kafka.hasErasures = true;

        // When
        Erasure janes = confirmed(JANE);
        Erasure johns = confirmed(JOHN);

        // Then
        assertThat(List.of(janes.receiptText(), johns.receiptText())).containsExactly("ER-000042", "ER-000043");
    }

    private String counts(String receipt) throws Exception {
        return new ObjectMapper()
                .readTree(erasures().receipt(BOB.caller(), receipt).document())
                .at("/done/0/counts")
                .toString();
    }

    private void pseudonym(Subject subject) {
        jdbi().useHandle(handle -> handle.execute(
                "insert into record_pseudonym (lookup, key_number, kind, insurer, pseudonym, made_under, created_at)"
                        + " values (?, 1, 'CLAIMANT', ?, ?, 1, current_timestamp)",
                "lookup of " + subject.pseudonym(),
                subject.insurer(),
                subject.pseudonym()));
    }

    private static FeedbackSearch everyFeedback() {
        return new FeedbackSearch(
                Optional.of("acme"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                10);
    }

    private void score(String claimId, int revision) {
        jdbi().useHandle(handle -> handle.execute(
                "insert into view_score (score_id, insurer, claim_id, revision, line_of_business, currency, estimate,"
                        + " model_version, scored_at, document) values (?, 'acme', ?, ?, 'MOTOR_INJURY', 'GBP', 100,"
                        + " 'm-1', ?, '{}')",
                "s-" + claimId + "-" + revision,
                claimId,
                revision,
                ErasureTable.utc(NOW)));
    }

    private void feedback(String claimId, int revision) {
        String id = claimId + "-" + revision;
        jdbi().useHandle(handle -> handle.execute(
                "insert into view_feedback (feedback_id, insurer, claim_id, revision, score_id, kind, amount, actor, event_time,"
                        + " recorded_at) values (?, 'acme', ?, ?, ?, 'CORRECTED', 150, 'cli', ?, ?)",
                "f-" + id,
                claimId,
                revision,
                "s-" + id,
                ErasureTable.utc(NOW),
                ErasureTable.utc(NOW)));
    }

    private void exercise(String id, String claimId) {
        jdbi().useHandle(handle -> {
            handle.execute(
                    "insert into record_exercise (exercise_id, insurer, person, asked_by, asked_at)"
                            + " values (?, 'acme', 'user:u_1', 'user:u_2', current_timestamp)",
                    id);
            handle.execute(
                    "insert into record_exercise_claim (exercise_id, number, insurer, claim_id, revision, score_id, currency,"
                            + " planted, estimate, lower_end, upper_end, shown_estimate, shown_lower, shown_upper, paid)"
                            + " values (?, 1, 'acme', ?, 1, 's', 'GBP', true, 1200, 900, 1600, 2400, 1800, 3200, 1250)",
                    id,
                    claimId);
        });
    }

    private void declined(String id, String claimId) {
        jdbi().useHandle(handle -> handle.execute(
                "insert into record_approval (approval_id, kind, line_of_business, currency, insurer, asked_by, asked_at,"
                        + " expires_at, state, subject, claim_id, score_id, because_key_id, because_ciphertext)"
                        + " values (?, 'ACCEPTED', 'MOTOR_INJURY', 'GBP', 'acme', 'user:u_1', current_timestamp,"
                        + " current_timestamp, 'DECLINED', 'DECISION', ?, 's', 'k', 'AA==')",
                id,
                claimId));
    }

    private void contest(String id, String claimId) {
        jdbi().useHandle(handle -> {
            handle.execute(
                    "insert into record_contest (contest_id, insurer, claim_id, revision, score_id, channel, contested_by, state,"
                            + " version, received_at, due_at, opened_at, opened_by) values (?, 'acme', ?, 1, 's', 'LETTER', 'CLAIMANT',"
                            + " 'OPEN', 1, current_timestamp, current_timestamp, current_timestamp, 'user:u_1')",
                    id,
                    claimId);
            handle.execute(
                    "insert into record_contest_text (contest_id, number, kind, key_id, ciphertext, written_at, written_by)"
                            + " values (?, 1, 'GROUNDS', 'k', 'AA==', current_timestamp, 'user:u_1')",
                    id);
        });
    }

    private boolean done(Erasure erasure) {
        boolean unused = turn(erasure);
        clock.pass(ErasureWork.FORGOTTEN_WITHIN);
        return turn(erasure);
    }

    /** What a process does of it that has just started; false when it is not done. */
    private boolean turn(Erasure erasure) {
        try {
            return privacy().runner().goOn(erasure);
        } catch (Away e) {
            return false;
        }
    }

    private static final class Away extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    private Erasure confirmed(Subject subject) {
        return erasures()
                .confirm(BOB, erasures().ask(ANN, subject, "asked by letter").erasureId());
    }

    private Erasures erasures() {
        return privacy().erasures();
    }

    private Privacy privacy() {
        AuditTrail audit = new AuditTrail(jdbi(), clock);
        return Privacy.of(
                new Privacy.Parts(
                        jdbi(), audit, new Approvals(jdbi(), audit, clock, true), keys(), new JdbiReadModel(jdbi())),
                kafka,
                this::key,
                clock);
    }

    private SubjectKeys keys() {
        return new SubjectKeys(jdbi(), new FileKeyEncryptionKeys(new SecretFiles(secrets)), clock);
    }

    private ReceiptKey key() {
        return ReceiptKey.of(new SecretFiles(secrets));
    }

    private String receiptOf(String claimId) {
        ErasedClaimException erased = catchThrowableOfType(
                ErasedClaimException.class, () -> new JdbiReadModel(jdbi()).claim(new ClaimKey("acme", claimId)));
        return erased.answer();
    }

    private void accepted(String claimId, int revision, String claimant, String currency) {
        jdbi().useHandle(handle -> handle.createUpdate("insert into view_claim_revision (insurer, claim_id, revision,"
                        + " submitted_at, accepted, line_of_business, currency, claimant)"
                        + " values ('acme', :claim, :revision, :at, true, 'MOTOR_INJURY', :currency, :claimant)")
                .bind("claim", claimId)
                .bind("revision", revision)
                .bind("at", ErasureTable.utc(NOW))
                .bind("currency", currency)
                .bind("claimant", claimant)
                .execute());
    }

    private void answer(String key, String body) {
        jdbi().useHandle(handle -> handle.createUpdate(
                        "insert into record_idempotency (key_hash, request_hash, begun_at, status, body)"
                                + " values (:key, 'r', :at, 200, :body)")
                .bind("key", key)
                .bind("at", ErasureTable.utc(NOW))
                .bind("body", body)
                .execute());
    }

    private void delivery(String body) {
        jdbi().useHandle(handle -> {
            if (handle.createQuery("select count(*) from record_webhook")
                            .mapTo(Long.class)
                            .one()
                    == 0) {
                handle.createUpdate("insert into record_webhook (webhook_id, url, kinds, description, state, version,"
                                + " created_at, created_by, updated_at, failures, rests_until)"
                                + " values ('w', 'https://x', 'scored', '', 'ACTIVE', 1, :at, 'a', :at, 0, :at)")
                        .bind("at", ErasureTable.utc(NOW))
                        .execute();
            }
            handle.createUpdate(
                            "insert into record_webhook_delivery (webhook_id, message_id, kind, body, state,"
                                    + " attempts, created_at, next_at) values ('w', 'm', 'scored', :body, 'WAITING', 0, :at, :at)")
                    .bind("body", body)
                    .bind("at", ErasureTable.utc(NOW))
                    .execute();
        });
    }

    private String rows(String claimId) {
        return jdbi().withHandle(
                        handle -> handle.createQuery("select * from view_claim_revision where claim_id = :claim")
                                .bind("claim", claimId)
                                .mapToMap()
                                .list())
                .toString();
    }

    private List<String> texts(String sql) {
        return jdbi().withHandle(
                        handle -> handle.createQuery(sql).mapTo(String.class).list());
    }

    private List<String> audited() {
        return texts("select action from record_audit where action like 'ERASURE%' order by audit_id");
    }

    private static void refused(PrivacyRefusal expected, ThrowingCallable work) {
        PrivacyRefusedException refused = catchThrowableOfType(PrivacyRefusedException.class, work);
        assertThat(refused).as("%s", expected).isNotNull();
        assertThat(refused.refusal()).isEqualTo(expected);
    }

    private static Act act(String name, @Nullable String insurer, @Nullable String person) {
        return new Act(new Caller(name, Role.PRIVACY_OFFICER, insurer, Kind.PERSON, person), "t");
    }
}
