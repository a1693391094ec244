package io.claimstream.feedback.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.event.ApprovalDeclined;
import io.claimstream.event.FeedbackKind;
import io.claimstream.event.ModelCommandKind;
import io.claimstream.event.ModelSlot;
import io.claimstream.feedback.Facts;
import io.claimstream.feedback.FakePublisher;
import io.claimstream.feedback.FakePublisher.Written;
import io.claimstream.feedback.TestClock;
import io.claimstream.feedback.access.Caller.Kind;
import io.claimstream.feedback.access.KeyRecord.Scope;
import io.claimstream.feedback.access.KeyRecord.Secret;
import io.claimstream.feedback.access.KeyRecord.State;
import io.claimstream.feedback.approval.Approval;
import io.claimstream.feedback.approval.Approval.Because;
import io.claimstream.feedback.approval.Approvals;
import io.claimstream.feedback.approval.Approvals.Decided;
import io.claimstream.feedback.approval.DeclinedDecisions;
import io.claimstream.feedback.approval.Matter;
import io.claimstream.feedback.approval.WaitingCommands;
import io.claimstream.feedback.audit.AuditAction;
import io.claimstream.feedback.audit.AuditEntry;
import io.claimstream.feedback.audit.AuditFilter;
import io.claimstream.feedback.audit.AuditTrail;
import io.claimstream.feedback.audit.AuditedEntry;
import io.claimstream.feedback.desk.CommandRequest;
import io.claimstream.feedback.desk.FeedbackRequest;
import io.claimstream.feedback.outbox.Outbox;
import io.claimstream.feedback.outbox.OutboxMetrics;
import io.claimstream.platform.secret.SecretFiles;
import io.claimstream.platform.service.Health;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds of keys and of the audit trail in any database. */
abstract class AccessContract {

    private static final Act ROOT = new Act(new Caller("cli", Role.ADMINISTRATOR), "t-1");
    private static final Act OF_ACME = new Act(new Caller("key:k_acme", Role.ADMINISTRATOR, "acme", Kind.KEY), "t-2");
    private static final Act ANN = new Act(new Caller("user:u_ann", Role.ADMINISTRATOR, null, Kind.PERSON), "t-3");
    private static final Act BOB = new Act(new Caller("user:u_bob", Role.ADMINISTRATOR, null, Kind.PERSON), "t-4");
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    @SuppressWarnings("NullAway.Init") // Set by JUnit.
    Path secrets;

    private final TestClock clock = new TestClock();

    abstract Jdbi jdbi();

    @BeforeEach
    void empty() {
        jdbi().useHandle(handle -> {
            handle.execute("delete from record_approval");
            handle.execute("delete from record_audit");
            handle.execute("delete from record_api_key_secret");
            handle.execute("delete from record_api_key");
        });
    }

    @Test
    void shouldLetTheHolderOfAKeyInWithItsScope() {
        // Given
        IssuedKey issued = register().create(ROOT, adjuster("acme"));

        // Then
        assertThat(gate().caller(issued.text()))
                .contains(new Caller("key:" + issued.key().keyId(), Role.ADJUSTER, "acme", Kind.KEY));
        assertThat(issued.toString()).doesNotContain(issued.text());
    }

    @Test
    void shouldEndWithItsTime() {
        // Given
        IssuedKey issued =
                register().create(ROOT, new NewKey("short", new Scope(Role.FINANCE, null), Facts.NOW.plus(DAY)));

        // When
        clock.pass(DAY.minusMillis(1));
        boolean before = gate().caller(issued.text()).isPresent();
        clock.pass(Duration.ofMillis(1));

        // Then
        assertThat(before).isTrue();
        assertThat(gate().caller(issued.text())).isEmpty();
        assertThat(found(issued).state(clock.instant())).isEqualTo(State.EXPIRED);
        assertThat(register().rotate(ROOT, issued.key().keyId(), DAY))
                .hasValueSatisfying(rotation -> assertThat(rotation.issued()).isNull());
    }

    @Test
    void shouldTellItsLastUseToTheMinute() {
        // Given
        IssuedKey issued = register().create(ROOT, adjuster("acme"));
        assertThat(found(issued).lastUsedAt()).isNull();

        // When
        gate().caller(issued.text());
        clock.pass(Duration.ofSeconds(59));
        gate().caller(issued.text());
        KeyRecord soon = found(issued);
        clock.pass(Duration.ofSeconds(1));
        gate().caller(issued.text());

        // Then
        assertThat(soon.lastUsedAt()).isEqualTo(Facts.NOW);
        assertThat(found(issued).lastUsedAt()).isEqualTo(Facts.NOW.plusSeconds(60));
    }

    @Test
    void shouldTakeTheOldTextForTheOverlap() {
        // Given
        IssuedKey old = register().create(ROOT, adjuster("acme"));

        // When
        IssuedKey next = rotated(old, DAY);
        clock.pass(DAY.minusMillis(1));
        boolean oldInOverlap = gate().caller(old.text()).isPresent();
        clock.pass(Duration.ofMillis(1));

        // Then
        assertThat(oldInOverlap).isTrue();
        assertThat(gate().caller(old.text())).isEmpty();
        assertThat(gate().caller(next.text())).hasValueSatisfying(caller -> assertThat(caller.name())
                .isEqualTo("key:" + old.key().keyId()));
    }

    @Test
    void shouldNotProlongATextByRotatingAgain() {
        // Given
        IssuedKey old = register().create(ROOT, adjuster("acme"));

        // When
        IssuedKey second = rotated(old, Duration.ofHours(1));
        IssuedKey third = rotated(old, Duration.ZERO);

        // Then
        assertThat(gate().caller(old.text())).isEmpty();
        assertThat(gate().caller(second.text())).isEmpty();
        assertThat(gate().caller(third.text())).isPresent();
    }

    @Test
    void shouldLetNobodyInByARevokedKey() {
        // Given
        IssuedKey old = register().create(ROOT, adjuster("acme"));
        IssuedKey next = rotated(old, DAY);

        // When
        boolean first = register().revoke(ROOT, old.key().keyId());
        boolean again = register().revoke(ROOT, old.key().keyId());

        // Then
        assertThat(List.of(first, again)).containsOnly(true);
        assertThat(gate().caller(old.text())).isEmpty();
        assertThat(gate().caller(next.text())).isEmpty();
        assertThat(entries(null))
                .filteredOn(it -> it.entry().action() == AuditAction.API_KEY_REVOKED)
                .hasSize(1);
    }

    @Test
    void shouldHideKeysOfOtherInsurers() {
        // Given
        IssuedKey own = register().create(ROOT, adjuster("acme"));
        IssuedKey other = register().create(ROOT, adjuster("other"));
        IssuedKey all = register().create(ROOT, new NewKey("all", new Scope(Role.OPERATOR, null), null));

        // Then
        assertThat(register().list(OF_ACME.caller(), "", 10))
                .extracting(KeyRecord::keyId)
                .containsExactly(own.key().keyId());
        for (IssuedKey hidden : List.of(other, all)) {
            assertThat(register().find(OF_ACME.caller(), hidden.key().keyId())).isEmpty();
            assertThat(register().rotate(OF_ACME, hidden.key().keyId(), DAY)).isEmpty();
            assertThat(register().revoke(OF_ACME, hidden.key().keyId())).isFalse();
            assertThat(gate().caller(hidden.text())).isPresent();
        }
    }

    @Test
    void shouldListKeysPageByPage() {
        // Given
        for (int i = 0; i < 5; i++) {
            register().create(ROOT, adjuster("acme"));
        }

        // When
        List<KeyRecord> first = register().list(ROOT.caller(), "", 3);
        List<KeyRecord> second = register().list(ROOT.caller(), first.get(2).keyId(), 3);

        // Then
        assertThat(first).hasSize(3);
        assertThat(second).hasSize(2);
        assertThat(List.of(first, second).stream().flatMap(List::stream).map(KeyRecord::keyId))
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldAuditEveryChangeWithoutNamesAndSecrets() {
        // Given
        IssuedKey issued = register().create(ROOT, adjuster("acme"));
        IssuedKey next = rotated(issued, DAY);

        // When
        register().revoke(ROOT, issued.key().keyId());

        // Then
        List<AuditedEntry> entries = entries(null);
        assertThat(entries)
                .extracting(it -> it.entry().action())
                .containsExactly(AuditAction.API_KEY_REVOKED, AuditAction.API_KEY_ROTATED, AuditAction.API_KEY_CREATED);
        AuditEntry made = entries.get(2).entry();
        assertThat(made.actor()).isEqualTo("cli");
        assertThat(made.traceId()).isEqualTo("t-1");
        assertThat(made.insurer()).isEqualTo("acme");
        assertThat(made.resource()).isEqualTo("/v1/api-keys/" + issued.key().keyId());
        assertThat(Objects.requireNonNull(made.states().after()).toString())
                .isEqualTo("{\"role\":\"ADJUSTER\",\"insurer\":\"acme\"}");
        assertThat(entries.toString()).doesNotContain(issued.text(), next.text(), "Ann's desk");
    }

    @Test
    void shouldUndoAChangeThatCannotBeAudited() {
        // Given
        jdbi().useHandle(handle ->
                handle.execute("alter table record_audit add constraint no_cli check (actor <> 'cli')"));

        // When
        Throwable failure = catchThrowable(() -> register().create(ROOT, adjuster("acme")));

        // Then
        jdbi().useHandle(handle -> handle.execute("alter table record_audit drop constraint no_cli"));
        assertThat(failure).isNotNull();
        assertThat(register().list(ROOT.caller(), "", 10)).isEmpty();
    }

    @Test
    void shouldFindEntriesByActorActionTimeAndInsurer() {
        // Given
        AuditTrail audit = audit();
        audit.addAfterwards(ROOT.done(AuditAction.MODEL_COMMANDED, "/a", null, AuditEntry.States.none()));
        clock.pass(DAY);
        audit.addAfterwards(OF_ACME.done(AuditAction.FEEDBACK_GIVEN, "/b", "acme", AuditEntry.States.none()));
        audit.addRefusal(OF_ACME.refused(AuditAction.ACCESS_REFUSED, "POST /c"));

        // Then
        assertThat(resources(new AuditFilter("key:k_acme", null, null, null, null)))
                .containsExactly("POST /c", "/b");
        assertThat(resources(new AuditFilter(null, AuditAction.FEEDBACK_GIVEN, null, null, null)))
                .containsExactly("/b");
        assertThat(resources(new AuditFilter(null, null, Facts.NOW.plusSeconds(1), null, null)))
                .containsExactly("POST /c", "/b");
        assertThat(resources(new AuditFilter(null, null, null, Facts.NOW.plusSeconds(1), null)))
                .containsExactly("/a");
        assertThat(resources(new AuditFilter(null, null, null, null, "acme"))).containsExactly("POST /c", "/b");
        assertThat(resources(new AuditFilter(null, null, null, null, "other"))).isEmpty();
        assertThat(resources(new AuditFilter(null, null, null, null, null, List.of("/b", "/a", "/x"))))
                .containsExactly("/b", "/a");
        assertThat(resources(new AuditFilter(null, null, null, null, "acme", List.of("/a"))))
                .isEmpty();
    }

    @Test
    void shouldListWhatWaitsByItsEndAndWhatDoesNotTheNewestFirst() {
        // Given
        String declined = ask(ANN);
        clock.pass(Duration.ofHours(1));
        String waiting = ask(ANN);
        assertThat(approvals().decline(BOB, declined, Because.of("not now")).outcome())
                .isEqualTo(Decided.Outcome.DONE);
        clock.pass(Duration.ofHours(1));
        String later = ask(ANN);

        // When
        List<Approval> waits = approvals().lists().waiting(BOB.caller(), null, 10);
        List<Approval> ended = approvals().lists().ended(BOB.caller(), null, 10);

        // Then
        assertThat(waits).extracting(Approval::approvalId).containsExactly(waiting, later);
        assertThat(approvals().lists().waiting(BOB.caller(), null, 1)).containsExactly(waits.get(0));
        assertThat(approvals().lists().waiting(BOB.caller(), waits.get(0), 10)).containsExactly(waits.get(1));
        assertThat(ended).singleElement().satisfies(it -> {
            assertThat(it.approvalId()).isEqualTo(declined);
            assertThat(Objects.requireNonNull(it.decision()).because()).isEqualTo(Because.of("not now"));
        });
        assertThat(approvals().lists().ended(BOB.caller(), ended.get(0), 10)).isEmpty();
        assertThat(approvals().lists().ofVersion(BOB.caller(), "m-0123456789ab"))
                .extracting(Approval::approvalId)
                .containsExactly(declined, waiting, later);
        clock.pass(Approvals.PATIENCE);
        assertThat(approvals().lists().waiting(BOB.caller(), null, 10)).isEmpty();
        assertThat(approvals().lists().ended(BOB.caller(), null, 2))
                .extracting(Approval::approvalId)
                .containsExactly(later, waiting);
    }

    @Test
    void shouldFindTheCommandsThatWaitBehindManyOthers() {
        // Given
        ModelSlot ofAll = new ModelSlot("MOTOR_INJURY", "GBP", null);
        String ofAcme = ask(ANN, command("acme", "m-0123456789ab"));
        String forAll = ask(ANN, command(null, "m-00000000000a"));
        for (int i = 0; i < 25; i++) {
            clock.pass(Duration.ofMinutes(1));
            ask(ANN, command("other", "m-0000000000ff"));
        }

        // Then
        assertThat(waitingCommands(OF_ACME, WaitingCommands.ALL)).containsExactlyInAnyOrder(ofAcme, forAll);
        assertThat(waitingCommands(BOB, new WaitingCommands("m-0123456789ab", null)))
                .containsExactly(ofAcme);
        assertThat(waitingCommands(BOB, new WaitingCommands(null, ofAll))).containsExactly(forAll);
        assertThat(waitingCommands(BOB, WaitingCommands.ALL)).hasSize(20);
        clock.pass(Approvals.PATIENCE);
        assertThat(waitingCommands(BOB, WaitingCommands.ALL)).isEmpty();
    }

    private List<String> waitingCommands(Act act, WaitingCommands wanted) {
        return approvals().lists().commandsWaiting(act.caller(), wanted).stream()
                .map(Approval::approvalId)
                .toList();
    }

    private String ask(Act act, CommandRequest request) {
        return approvals()
                .ask(act, new Matter.Command(request), Optional.empty())
                .orElseThrow()
                .approvalId();
    }

    private static CommandRequest command(@Nullable String insurer, String version) {
        return new CommandRequest(
                ModelCommandKind.PROMOTE, new ModelSlot("MOTOR_INJURY", "GBP", insurer), version, null, "better");
    }

    @Test
    void shouldFindTheKeysThatAPersonWasShown() {
        // Given
        IssuedKey own = register().create(ANN, adjuster("acme"));
        var unused = register().create(BOB, adjuster("acme"));

        // Then
        assertThat(register().shownTo(ANN.caller(), 10))
                .extracting(KeyRecord::keyId)
                .containsExactly(own.key().keyId());
        assertThat(register().shownTo(OF_ACME.caller(), 10)).isEmpty();
    }

    @Test
    void shouldPageTheTrailWithoutRepeats() {
        // Given
        AuditTrail audit = audit();
        for (int i = 0; i < 5; i++) {
            audit.addAfterwards(ROOT.done(AuditAction.SIGNED_IN, "/" + i, null, AuditEntry.States.none()));
        }
        AuditFilter any = new AuditFilter(null, null, null, null, null);

        // When
        List<AuditedEntry> first = audit.page(any, Long.MAX_VALUE, 2);
        audit.addAfterwards(ROOT.done(AuditAction.SIGNED_IN, "/late", null, AuditEntry.States.none()));
        List<AuditedEntry> second = audit.page(any, first.get(1).id(), 10);

        // Then
        assertThat(first).extracting(it -> it.entry().resource()).containsExactly("/4", "/3");
        assertThat(second).extracting(it -> it.entry().resource()).containsExactly("/2", "/1", "/0");
    }

    @Test
    void shouldKeepOnlySoManyRefusals() {
        // Given
        AuditTrail audit = audit();

        // When
        for (int i = 0; i < 500; i++) {
            audit.addRefusal(OF_ACME.refused(AuditAction.ACCESS_REFUSED, "GET /" + i));
        }
        clock.pass(Duration.ofMinutes(1));
        audit.addRefusal(OF_ACME.refused(AuditAction.ACCESS_REFUSED, "GET /later"));

        // Then
        List<String> kept = resources(new AuditFilter(null, AuditAction.ACCESS_REFUSED, null, null, null));
        assertThat(kept).hasSize(121).startsWith("GET /later");
    }

    @Test
    void shouldKeepWhatWaitsForASecondPerson() {
        // Given
        Approvals approvals = new Approvals(jdbi(), audit(), clock, true);
        CommandRequest promote = promote();
        Approval asked = approvals
                .ask(ANN, new Matter.Command(promote), Optional.of("one"))
                .orElseThrow();

        // When
        Decided own = approvals.approve(ANN, asked.approvalId(), Because.of(null), it -> true);
        Decided second = approvals.approve(BOB, asked.approvalId(), Because.of("as agreed"), it -> true);
        approvals.given(asked, "c_1");

        // Then
        assertThat(own.outcome()).isEqualTo(Decided.Outcome.OWN);
        assertThat(second.outcome()).isEqualTo(Decided.Outcome.DONE);
        assertThat(approvals.list(OF_ACME.caller(), "", 10)).singleElement().satisfies(it -> {
            assertThat(it.matter()).isEqualTo(new Matter.Command(promote));
            assertThat(it.state(clock.instant())).isEqualTo(Approval.State.APPROVED);
            assertThat(it.decision())
                    .isEqualTo(new Approval.Decision(true, "user:u_bob", Facts.NOW, "c_1", Because.of("as agreed")));
        });
        assertThat(approvals
                        .ask(ANN, new Matter.Command(promote), Optional.of("one"))
                        .orElseThrow()
                        .approvalId())
                .isEqualTo(asked.approvalId());
    }

    @Test
    void shouldTellTheLogOnceWhichDecisionsASecondPersonDeclined() {
        // Given
        Approvals approvals = approvals();
        String declined = asked("s-1", "10.00");
        String given = asked("s-2", "11.00");
        String waits = asked("s-3", "12.00");
        String erased = asked("s-4", "13.00");
        String command = ask(ANN);
        approvals.decline(BOB, command, Because.of("not now"));
        approvals.approve(BOB, given, Because.of(null), it -> true);
        clock.pass(Duration.ofHours(1));
        approvals.decline(BOB, declined, Because.of("Zebra does not limp"));
        jdbi().useHandle(handle -> handle.execute(
                "update record_approval set state = 'DECLINED', decided_by = 'erasure', decided_at = asked_at"
                        + " where approval_id = ?",
                erased));
        FakePublisher publisher = new FakePublisher();

        // When: Kafka is away at first, and what it has is once not noted.
        publisher.goAway(true);
        SimpleMeterRegistry metered = new SimpleMeterRegistry();
        OutboxMetrics.register(metered, jdbi(), DeclinedDecisions.TELLING);
        double before = metered.get("claimstream.approvals.untold").gauge().value();
        Health.Check away;
        try (Outbox outbox = new Outbox(DeclinedDecisions.TELLING, jdbi(), publisher, clock, () -> true)) {
            outbox.tellAll();
            away = outbox.check();
            publisher.goAway(false);
            outbox.tellAll();
            outbox.tellAll();
            jdbi().useHandle(handle -> handle.execute("update record_approval set told_at = null"));
            clock.pass(DAY);
            outbox.tellAll();
        }

        // Then: neither the reason, nor what is a command, waits, was approved or ended with an erasure.
        Written told = new Written(
                "claims.approvals.v1",
                "acme|c-1",
                new ApprovalDeclined(
                        declined,
                        "acme",
                        "c-1",
                        null,
                        "s-1",
                        FeedbackKind.CORRECTED,
                        "GBP",
                        new BigDecimal("10.00"),
                        "PROGNOSIS",
                        null,
                        "user:u_ann",
                        Facts.NOW,
                        "user:u_bob",
                        Facts.NOW.plus(Duration.ofHours(1))));
        assertThat(publisher.written()).containsExactly(told, told);
        assertThat(away).isEqualTo(Health.Check.degraded("approvals", declined + " waits: PublishException"));
        assertThat(before).isEqualTo(1);
        assertThat(metered.get("claimstream.approvals.untold").gauge().value()).isZero();
        assertThat(approvals.lists().declined(List.of("s-1", "s-2", "s-3", "s-4", "s-5")))
                .containsOnlyKeys("s-1")
                .hasEntrySatisfying(
                        "s-1",
                        it -> assertThat(it).extracting(Approval::approvalId).containsExactly(declined));
        assertThat(approvals.lists().declined(List.of())).isEmpty();
        assertThat(approvals.find(ANN.caller(), waits).orElseThrow().decision()).isNull();
    }

    private String asked(String scoreId, String amount) {
        BigDecimal money = new BigDecimal(amount);
        return approvals()
                .ask(
                        ANN,
                        new Matter.Decision(
                                new ClaimKey("acme", "c-1"),
                                scoreId,
                                "MOTOR_INJURY",
                                "GBP",
                                money,
                                new FeedbackRequest(FeedbackKind.CORRECTED, money, "PROGNOSIS", null, null, null),
                                null),
                        Optional.empty())
                .orElseThrow()
                .approvalId();
    }

    @Test
    void shouldTakeAKeyForThePersonWhoWasShownItsText() {
        // Given
        IssuedKey own = register().create(ANN, engineer());
        IssuedKey byTheKey = register().create(as(own), engineer());
        IssuedKey ofNobody = register().create(ROOT, engineer());

        // When
        clock.pass(Duration.ofSeconds(1));
        IssuedKey rotated = rotated(BOB, own);

        // Then
        assertThat(as(own).caller().person()).isEqualTo("user:u_ann");
        assertThat(as(byTheKey).caller().person()).isEqualTo("user:u_ann");
        assertThat(as(ofNobody).caller().person()).isNull();
        assertThat(as(rotated).caller().person()).isEqualTo("user:u_bob");
        assertThat(as(rotated).caller().name()).isEqualTo(as(own).caller().name());
        assertThat(found(own).secrets()).extracting(Secret::person).containsExactly("user:u_ann", "user:u_bob");
    }

    @Test
    void shouldTakeTwoKeysOfOnePersonForOne() {
        // Given
        IssuedKey first = register().create(ANN, engineer());
        IssuedKey second = register().create(ANN, engineer());
        IssuedKey third = register().create(as(second), engineer());
        IssuedKey ofBob = register().create(BOB, engineer());
        IssuedKey rotatedByAnn = register().create(BOB, engineer());
        IssuedKey ofNobody = register().create(ROOT, engineer());
        String asked = ask(as(first));

        // When
        Map<String, Decided.Outcome> outcomes = new LinkedHashMap<>();
        outcomes.put("her second key", decided(as(second), asked));
        outcomes.put("a key that her key made", decided(as(third), asked));
        outcomes.put("she herself", decided(ANN, asked));
        outcomes.put("a key that she rotated", decided(as(rotated(ANN, rotatedByAnn)), asked));
        outcomes.put("a key of nobody", decided(as(ofNobody), asked));
        outcomes.put("the command line", decided(ROOT, asked));
        outcomes.put("a key of somebody else", decided(as(ofBob), asked));

        // Then
        assertThat(outcomes.values())
                .containsExactly(
                        Decided.Outcome.OWN,
                        Decided.Outcome.OWN,
                        Decided.Outcome.OWN,
                        Decided.Outcome.OWN,
                        Decided.Outcome.NOBODY,
                        Decided.Outcome.NOBODY,
                        Decided.Outcome.DONE);
    }

    @Test
    void shouldNotTakeTheWordOfAKeyWhosePersonIsLetInNoMore() {
        // Given
        jdbi().useHandle(handle -> handle.execute("insert into record_user (user_id, login, display_name, role,"
                + " password_hash, created_at, deactivated_at) values ('u_gone', 'gone', 'Gone', 'ADMINISTRATOR', 'x',"
                + " current_timestamp, current_timestamp)"));
        Act gone = new Act(new Caller("key:k_9", Role.ADMINISTRATOR, null, Kind.KEY, "user:u_gone"), "t");

        // When
        Decided.Outcome given = decided(gone, ask(ANN));
        Decided.Outcome asked = decided(ANN, ask(gone));
        boolean mayAsk = approvals().mayAsk(gone.caller());

        // Then
        jdbi().useHandle(handle -> handle.execute("delete from record_user where user_id = 'u_gone'"));
        assertThat(given).isEqualTo(Decided.Outcome.NOBODY);
        assertThat(asked).isEqualTo(Decided.Outcome.NOBODY);
        assertThat(mayAsk).isFalse();
    }

    @Test
    void shouldApproveNoCommandOfWhichNobodyKnowsWhoAsked() {
        // Given: asked before it was kept who did.
        String asked = ask(OF_ACME);

        // Then
        assertThat(approvals().mayAsk(OF_ACME.caller())).isFalse();
        assertThat(decided(BOB, asked)).isEqualTo(Decided.Outcome.NOBODY);
        assertThat(approvals().decline(BOB, asked, Because.of(null)).outcome()).isEqualTo(Decided.Outcome.DONE);
    }

    private Act as(IssuedKey key) {
        return new Act(gate().caller(key.text()).orElseThrow(), "t");
    }

    private String ask(Act act) {
        return ask(act, promote());
    }

    private Decided.Outcome decided(Act act, String approvalId) {
        return approvals()
                .approve(act, approvalId, Because.of("as agreed"), it -> true)
                .outcome();
    }

    private Approvals approvals() {
        return new Approvals(jdbi(), audit(), clock, true);
    }

    private static CommandRequest promote() {
        return new CommandRequest(
                ModelCommandKind.PROMOTE,
                new ModelSlot("MOTOR_INJURY", "GBP", "acme"),
                "m-0123456789ab",
                null,
                "better");
    }

    private static NewKey engineer() {
        return new NewKey("models", new Scope(Role.ADMINISTRATOR, null), null);
    }

    private IssuedKey rotated(Act act, IssuedKey key) {
        return Objects.requireNonNull(
                register().rotate(act, key.key().keyId(), DAY).orElseThrow().issued());
    }

    private List<String> resources(AuditFilter filter) {
        return audit().page(filter, Long.MAX_VALUE, 1_000).stream()
                .map(it -> it.entry().resource())
                .toList();
    }

    private List<AuditedEntry> entries(@Nullable String actor) {
        return audit().page(new AuditFilter(actor, null, null, null, null), Long.MAX_VALUE, 100);
    }

    private KeyRecord found(IssuedKey issued) {
        return register().find(ROOT.caller(), issued.key().keyId()).orElseThrow();
    }

    private IssuedKey rotated(IssuedKey key, Duration overlap) {
        return Objects.requireNonNull(register()
                .rotate(ROOT, key.key().keyId(), overlap)
                .orElseThrow()
                .issued());
    }

    private static NewKey adjuster(String insurer) {
        return new NewKey("Ann's desk", new Scope(Role.ADJUSTER, insurer), null);
    }

    private KeyRegister register() {
        return new KeyRegister(jdbi(), audit(), clock);
    }

    private AuditTrail audit() {
        return new AuditTrail(jdbi(), clock);
    }

    private Gate gate() {
        return ApiKeys.open(jdbi(), new SecretFiles(secrets), clock);
    }
}
