package io.claimstream.feedback.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.feedback.TestClock;
import io.claimstream.feedback.access.Act;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Caller.Kind;
import io.claimstream.feedback.access.KeyRecord.Scope;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.account.Invitation.State;
import io.claimstream.feedback.account.Invitations.Revoked;
import io.claimstream.feedback.account.Joined.Outcome;
import io.claimstream.feedback.account.PasswordReset.Offered;
import io.claimstream.feedback.audit.AuditAction;
import io.claimstream.feedback.audit.AuditFilter;
import io.claimstream.feedback.audit.AuditTrail;
import io.claimstream.feedback.audit.AuditedEntry;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds of accounts and sessions in any database. */
abstract class AccountContract {

    private static final String PASSWORD = "correct horse battery";
    private static final Act ROOT = new Act(new Caller("cli", Role.ADMINISTRATOR), "t-1");
    private static final Act OTHER = new Act(new Caller("key:k_o", Role.ADMINISTRATOR, "other", Kind.KEY), "t");
    private static final Scope ADJUSTER = new Scope(Role.ADJUSTER, "acme");
    private static final Duration IDLE = Duration.ofMinutes(30);
    private static final Duration ABSOLUTE = Duration.ofHours(2);

    private final TestClock clock = new TestClock();
    private final Passwords passwords = new Passwords();

    abstract Jdbi jdbi();

    @BeforeEach
    void empty() {
        jdbi().useHandle(handle -> List.of(
                        "record_password_reset", "record_session", "record_user", "record_invitation", "record_audit")
                .forEach(table -> handle.execute("delete from " + table)));
    }

    @Test
    void shouldInviteTheFirstAdministratorOnce() {
        // When
        Invitation.Issued first = invitations().inviteFirst().orElseThrow();

        // Then
        assertThat(first.invitation().scope()).isEqualTo(new Scope(Role.ADMINISTRATOR, null));
        assertThat(invitations().inviteFirst()).isEmpty();
        assertThat(first.toString()).doesNotContain(first.token());
    }

    @Test
    void shouldMakeAnAccountOfAnInvitationOnce() {
        // Given
        String token = invited(Duration.ofHours(1));

        // When
        Joined joined = invitations().join(token, ann(), "t-2");
        Joined again = invitations().join(token, new NewUser("bob", "Bob", PASSWORD), "t-3");

        // Then
        User user = Objects.requireNonNull(joined.user());
        assertThat(user.caller()).isEqualTo(new Caller("user:" + user.userId(), Role.ADJUSTER, "acme", Kind.PERSON));
        assertThat(again.outcome()).isEqualTo(Outcome.NO_INVITATION);
        assertThat(state(token)).isEqualTo(State.TAKEN_UP);
        assertThat(accounts().signIn("ann", PASSWORD)).map(Verified::user).contains(user);
        assertThat(accounts().signIn("ann", PASSWORD + "!")).isEmpty();
        assertThat(accounts().signIn("bob", PASSWORD)).isEmpty();
    }

    @Test
    void shouldNotTakeUpAnInvitationThatHasExpired() {
        // Given
        String token = invited(Duration.ofHours(1));

        // When
        clock.pass(Duration.ofHours(1));

        // Then
        assertThat(state(token)).isEqualTo(State.EXPIRED);
        assertThat(invitations().join(token, ann(), "t").outcome()).isEqualTo(Outcome.NO_INVITATION);
    }

    @Test
    void shouldLeaveAnInvitationOpenWhenTheLoginIsTaken() {
        // Given
        joined();
        String token = invited(Duration.ofHours(1));

        // When
        Joined second = invitations().join(token, ann(), "t");

        // Then
        assertThat(second.outcome()).isEqualTo(Outcome.LOGIN_TAKEN);
        assertThat(state(token)).isEqualTo(State.OPEN);
    }

    @Test
    void shouldTakeAnInvitationBack() {
        // Given
        String token = invited(Duration.ofHours(1));
        String id = invitations().find(token).orElseThrow().invitationId();

        // When
        Revoked byOther = invitations().revoke(OTHER, id);
        Revoked first = invitations().revoke(ROOT, id);
        Revoked again = invitations().revoke(ROOT, id);

        // Then
        assertThat(List.of(byOther, first, again)).containsExactly(Revoked.NOT_FOUND, Revoked.DONE, Revoked.DONE);
        assertThat(state(token)).isEqualTo(State.REVOKED);
        assertThat(invitations().join(token, ann(), "t").outcome()).isEqualTo(Outcome.NO_INVITATION);
        assertThat(actions()).containsExactly(AuditAction.INVITATION_REVOKED, AuditAction.USER_INVITED);
    }

    @Test
    void shouldLeaveAnAccountWhoseInvitationIsTakenBackTooLate() {
        // Given
        String token = invited(Duration.ofHours(1));
        invitations().join(token, ann(), "t");

        // When
        Revoked revoked = invitations()
                .revoke(ROOT, invitations().find(token).orElseThrow().invitationId());

        // Then
        assertThat(revoked).isEqualTo(Revoked.TAKEN_UP);
        assertThat(state(token)).isEqualTo(State.TAKEN_UP);
        assertThat(accounts().signIn("ann", PASSWORD)).isPresent();
    }

    @Test
    void shouldListOnlyInvitationsThatAreOpenAndTheCallersOwn() {
        // Given
        invitations().join(invited(Duration.ofHours(3)), ann(), "t");
        String revoked = invited(Duration.ofHours(3));
        invitations().revoke(ROOT, invitations().find(revoked).orElseThrow().invitationId());
        invited(Duration.ofHours(1));
        List<String> open = Stream.of(invited(Duration.ofHours(3)), invited(Duration.ofHours(3)))
                .map(it -> invitations().find(it).orElseThrow().invitationId())
                .sorted()
                .toList();

        // When
        clock.pass(Duration.ofHours(2));
        List<Invitation> first = invitations().list(ROOT.caller(), "", 1);
        List<Invitation> second = invitations().list(ROOT.caller(), open.get(0), 5);

        // Then
        assertThat(first).extracting(Invitation::invitationId).containsExactly(open.get(0));
        assertThat(second).extracting(Invitation::invitationId).containsExactly(open.get(1));
        assertThat(invitations().list(OTHER.caller(), "", 5)).isEmpty();
    }

    @Test
    void shouldSetANewPasswordByALinkOnceAndEndEverySession() {
        // Given
        Sessions sessions = sessions();
        User user = joined();
        Session session = signedIn(user);
        String token = offered(user);

        // When
        boolean stillIn = sessions.find(session.token().text()).isPresent();
        boolean reset = resets().reset(token, "another horse battery", "t-9")
                .filter(user::equals)
                .isPresent();
        boolean again = resets().reset(token, "a third horse battery", "t-9").isPresent();

        // Then
        assertThat(List.of(stillIn, reset, again)).containsExactly(true, true, false);
        assertThat(sessions.find(session.token().text())).isEmpty();
        assertThat(accounts().signIn("ann", PASSWORD)).isEmpty();
        assertThat(accounts().signIn("ann", "another horse battery")).isPresent();
        assertThat(actions()).startsWith(AuditAction.PASSWORD_RESET, AuditAction.PASSWORD_RESET_OFFERED);
        assertThat(trail().get(0).entry().actor()).isEqualTo(user.caller().name());
        assertThat(trail().get(0).entry().traceId()).isEqualTo("t-9");
    }

    @Test
    void shouldLetNobodyInWithAPasswordThatWasReplacedWhileItWasChecked() {
        // Given
        User user = joined();
        Verified before = verified(user);
        Session session = signedIn(user);
        resets().reset(offered(user), "another horse battery", "t");

        // When
        Optional<Session> late = sessions().open(before, "t");
        boolean changed = accounts()
                .changePassword(
                        new Act(user.caller(), "t"),
                        before,
                        "a third horse battery",
                        session.token().text());

        // Then
        assertThat(late).isEmpty();
        assertThat(changed).isFalse();
        assertThat(accounts().signIn("ann", "another horse battery")).isPresent();
        assertThat(before.toString()).doesNotContain(before.passwordHash(), "ann");
    }

    @Test
    void shouldOpenNoSessionForSomeoneWhoWasJustDeactivated() {
        // Given
        User user = joined();
        Verified before = verified(user);

        // When
        accounts().deactivate(ROOT, user.userId());

        // Then
        assertThat(sessions().open(before, "t")).isEmpty();
    }

    @Test
    void shouldHaveOneOpenLinkOfAPersonAtMost() {
        // Given
        User user = joined();
        String first = offered(user);
        String second = offered(user);

        // Then
        assertThat(isOpen(first)).isFalse();
        assertThat(resets().reset(first, "another horse battery", "t")).isEmpty();
        assertThat(resets().reset(second, "another horse battery", "t")).isPresent();
    }

    @Test
    void shouldEndALinkWithItsTimeAndWithAChangeOfThePasswordAndWithTheAccount() {
        // Given
        User user = joined();
        Session session = signedIn(user);
        String late = offered(user);
        clock.pass(Duration.ofHours(1));
        boolean isLateOpen = isOpen(late);
        String changed = offered(user);
        accounts()
                .changePassword(
                        new Act(user.caller(), "t"),
                        verified(user),
                        "another horse battery",
                        session.token().text());
        String gone = offered(user);

        // When
        accounts().deactivate(ROOT, user.userId());

        // Then
        assertThat(isLateOpen).isFalse();
        assertThat(List.of(late, changed, gone)).allSatisfy(it -> {
            assertThat(isOpen(it)).isFalse();
            assertThat(resets().reset(it, "yet another horse", "t")).isEmpty();
        });
        assertThat(resets().offer(ROOT, user.userId(), Duration.ofHours(1)).outcome())
                .isEqualTo(Offered.Outcome.DEACTIVATED);
    }

    @Test
    void shouldMakeNoLinkForAPersonOfAnotherInsurer() {
        // Given
        User user = joined();

        // When
        Offered offered = resets().offer(OTHER, user.userId(), Duration.ofHours(1));

        // Then
        assertThat(offered.outcome()).isEqualTo(Offered.Outcome.NOT_FOUND);
        assertThat(actions()).doesNotContain(AuditAction.PASSWORD_RESET_OFFERED);
    }

    @Test
    void shouldSetOnePasswordForManyAtOnce() throws Exception {
        // Given
        User user = joined();
        String token = offered(user);
        PasswordResets resets = resets();
        ExecutorService threads = Executors.newFixedThreadPool(4);

        // When
        List<Future<Boolean>> ended = threads.invokeAll(IntStream.range(0, 4)
                .<Callable<Boolean>>mapToObj(i -> () ->
                        resets.reset(token, "horse battery number " + i, "t").isPresent())
                .toList());
        threads.shutdown();

        // Then
        int done = 0;
        for (Future<Boolean> one : ended) {
            done += one.get() ? 1 : 0;
        }
        assertThat(done).isEqualTo(1);
    }

    @Test
    void shouldWorkAsLongForALinkThatIsNone() {
        // Given
        long hashing = IntStream.range(0, 3)
                .mapToLong(i -> nanos(() -> passwords.hash("another horse battery")))
                .min()
                .orElseThrow();

        // When
        long refusing = nanos(() -> assertThat(resets().reset("cp_none", "another horse battery", "t"))
                .isEmpty());

        // Then: without hashing it would take a hundredth.
        assertThat(refusing).isGreaterThan(hashing / 10);
    }

    private static long nanos(Runnable work) {
        long begun = System.nanoTime();
        work.run();
        return System.nanoTime() - begun;
    }

    @Test
    void shouldMakeOneAccountForManyAtOnce() throws Exception {
        // Given
        String token = invited(Duration.ofHours(1));
        ExecutorService threads = Executors.newFixedThreadPool(6);
        Invitations invitations = invitations();

        // When
        List<Callable<Joined>> races = IntStream.range(0, 6)
                .<Callable<Joined>>mapToObj(
                        i -> () -> invitations.join(token, new NewUser("user" + i, "U", PASSWORD), "t"))
                .toList();
        List<Future<Joined>> ended = threads.invokeAll(races);
        threads.shutdown();

        // Then
        long made = 0;
        for (Future<Joined> one : ended) {
            made += one.get().outcome() == Outcome.DONE ? 1 : 0;
        }
        assertThat(made).isEqualTo(1);
        assertThat(accounts().list(ROOT.caller(), "", 10)).hasSize(1);
    }

    @Test
    void shouldEndASessionThatIsNotUsed() {
        // Given
        Sessions sessions = sessions();
        String token = signedIn(joined()).token().text();

        // When
        clock.pass(IDLE.minusSeconds(1));
        boolean used = sessions.find(token).isPresent();
        clock.pass(IDLE.minusSeconds(1));
        boolean usedAgain = sessions.find(token).isPresent();
        clock.pass(IDLE);

        // Then
        assertThat(List.of(used, usedAgain)).containsOnly(true);
        assertThat(sessions.find(token)).isEmpty();
    }

    @Test
    void shouldEndASessionHoweverBusy() {
        // Given
        Sessions sessions = sessions();
        Session session = signedIn(joined());

        // When
        for (int i = 0; i < 7; i++) {
            clock.pass(Duration.ofMinutes(17));
            assertThat(sessions.find(session.token().text())).isPresent();
        }
        clock.pass(Duration.ofMinutes(1));

        // Then
        assertThat(sessions.find(session.token().text())).isEmpty();
    }

    @Test
    void shouldKeepNeitherTokensNorPasswords() {
        // Given
        String invitation = invited(Duration.ofHours(1));
        User user = joined();
        Session session = signedIn(user);
        String reset = offered(user);

        // When
        StringBuilder rows = new StringBuilder();
        for (String table : List.of(
                "record_password_reset", "record_session", "record_user", "record_invitation", "record_audit")) {
            jdbi().useHandle(handle -> rows.append(
                    handle.createQuery("select * from " + table).mapToMap().list()));
        }

        // Then
        assertThat(rows.toString())
                .doesNotContain(invitation, reset, session.token().text(), session.csrfToken(), PASSWORD);
        assertThat(session.toString()).doesNotContain(session.token().text(), "ann");
        assertThat(sessions().find(session.token().hash())).isEmpty();
    }

    @Test
    void shouldEndOtherSessionsWithANewPassword() {
        // Given
        Sessions sessions = sessions();
        User user = joined();
        Session kept = signedIn(user);
        Session other = signedIn(user);

        // When
        accounts()
                .changePassword(
                        new Act(user.caller(), "t"),
                        verified(user),
                        "another horse battery",
                        kept.token().text());

        // Then
        assertThat(sessions.find(kept.token().text())).isPresent();
        assertThat(sessions.find(other.token().text())).isEmpty();
        assertThat(accounts().signIn("ann", PASSWORD)).isEmpty();
        assertThat(accounts().signIn("ann", "another horse battery")).isPresent();
    }

    @Test
    void shouldLetADeactivatedPersonInNoMore() {
        // Given
        Sessions sessions = sessions();
        User user = joined();
        Session session = signedIn(user);
        Act other = new Act(new Caller("key:k_o", Role.ADMINISTRATOR, "other", Kind.KEY), "t");

        // When
        AccountChange byOther = accounts().deactivate(other, user.userId());
        AccountChange bySelf = accounts().deactivate(new Act(user.caller(), "t"), user.userId());
        boolean stillIn = sessions.find(session.token().text()).isPresent();
        AccountChange done = accounts().deactivate(ROOT, user.userId());
        AccountChange again = accounts().deactivate(ROOT, user.userId());

        // Then
        assertThat(byOther.outcome()).isEqualTo(AccountChange.Outcome.NOT_FOUND);
        assertThat(bySelf.outcome()).isEqualTo(AccountChange.Outcome.OWN);
        assertThat(stillIn).isTrue();
        assertThat(done.outcome()).isEqualTo(AccountChange.Outcome.DONE);
        assertThat(again.outcome()).isEqualTo(AccountChange.Outcome.DONE);
        assertThat(sessions.find(session.token().text())).isEmpty();
        assertThat(accounts().signIn("ann", PASSWORD)).isEmpty();
        assertThat(accounts().list(other.caller(), "", 10)).isEmpty();
        assertThat(accounts().list(ROOT.caller(), "", 10).get(0).deactivatedAt())
                .isEqualTo(clock.instant());
    }

    @Test
    void shouldKeepOnlySoManySessionsOfAPerson() {
        // Given
        Sessions sessions = sessions();
        User user = joined();
        Session first = signedIn(user);

        // When
        for (int i = 0; i < Sessions.EACH; i++) {
            clock.pass(Duration.ofSeconds(1));
            signedIn(user);
        }

        // Then
        int left = jdbi().withHandle(handle -> handle.createQuery("select count(*) from record_session")
                .mapTo(Integer.class)
                .one());
        assertThat(sessions.find(first.token().text())).isEmpty();
        assertThat(left).isEqualTo(Sessions.EACH);
    }

    @Test
    void shouldAuditWithoutPersonalData() {
        // Given
        Sessions sessions = sessions();
        User user = joined();
        Act self = new Act(user.caller(), "t");
        Session session = signedIn(user);
        accounts()
                .changePassword(
                        self,
                        verified(user),
                        "another horse battery",
                        session.token().text());
        sessions.close(self, session);

        // When
        accounts().deactivate(ROOT, user.userId());

        // Then
        var entries = audit().page(new AuditFilter(null, null, null, null, null), Long.MAX_VALUE, 100);
        assertThat(entries)
                .extracting(it -> it.entry().action())
                .containsExactly(
                        AuditAction.USER_CHANGED,
                        AuditAction.SIGNED_OUT,
                        AuditAction.PASSWORD_CHANGED,
                        AuditAction.SIGNED_IN,
                        AuditAction.USER_JOINED,
                        AuditAction.USER_INVITED);
        assertThat(entries).allSatisfy(it -> assertThat(it.entry().insurer()).isEqualTo("acme"));
        assertThat(entries.toString()).doesNotContainIgnoringCase("ann").doesNotContain("horse");
    }

    @Test
    void shouldTakeNobodyForThePersonWhoseIdTheirLoginIs() {
        // Given
        User ann = joined();
        User other = Objects.requireNonNull(invitations()
                .join(invited(Duration.ofHours(1)), new NewUser(ann.userId(), "Somebody else", PASSWORD), "t")
                .user());

        // Then
        assertThat(accounts().ofId(ann.userId())).contains(ann);
        assertThat(accounts().find(ann.userId())).contains(ann);
        assertThat(accounts().find("ANN")).contains(ann);
        assertThat(accounts().ofId("ann")).isEmpty();
        assertThat(accounts().ofId(other.userId())).contains(other);
    }

    @Test
    void shouldChangeARoleButNotTheOwnNorOfAnotherInsurer() {
        // Given
        User user = joined();

        // When
        AccountChange done = accounts().changeRole(ROOT, user.userId(), Role.AUDITOR);
        AccountChange own = accounts().changeRole(new Act(user.caller(), "t"), user.userId(), Role.ADMINISTRATOR);
        AccountChange hidden = accounts().changeRole(OTHER, user.userId(), Role.FINANCE);
        AccountChange same = accounts().changeRole(ROOT, user.userId(), Role.AUDITOR);

        // Then
        assertThat(done.outcome()).isEqualTo(AccountChange.Outcome.DONE);
        assertThat(own.outcome()).isEqualTo(AccountChange.Outcome.OWN);
        assertThat(hidden.outcome()).isEqualTo(AccountChange.Outcome.NOT_FOUND);
        assertThat(same.outcome()).isEqualTo(AccountChange.Outcome.DONE);
        assertThat(accounts().scope(user.userId()).orElseThrow().role()).isEqualTo(Role.AUDITOR);
        assertThat(actions())
                .containsExactly(AuditAction.USER_CHANGED, AuditAction.USER_JOINED, AuditAction.USER_INVITED);
    }

    @Test
    void shouldLeaveOneOfTwoAdministratorsWhoShutEachOtherOut() throws Exception {
        // Given
        List<User> both = List.of(administrator("ann"), administrator("bob"));
        ExecutorService threads = Executors.newFixedThreadPool(2);

        // When
        List<Future<AccountChange>> ended = threads.invokeAll(List.of(
                () -> accounts()
                        .deactivate(
                                new Act(both.get(0).caller(), "t"), both.get(1).userId()),
                () -> accounts()
                        .changeRole(
                                new Act(both.get(1).caller(), "t"), both.get(0).userId(), Role.AUDITOR)));
        threads.shutdown();

        // Then
        assertThat(List.of(ended.get(0).get().outcome(), ended.get(1).get().outcome()))
                .containsExactlyInAnyOrder(AccountChange.Outcome.DONE, AccountChange.Outcome.OUTDATED);
        assertThat(both)
                .filteredOn(it -> accounts()
                        .scope(it.userId())
                        .filter(scope -> scope.role() == Role.ADMINISTRATOR)
                        .isPresent())
                .hasSize(1);
    }

    private User administrator(String login) {
        String token = invitations()
                .invite(ROOT, new Scope(Role.ADMINISTRATOR, null), Duration.ofHours(1))
                .token();
        return Objects.requireNonNull(invitations()
                .join(token, new NewUser(login, login, PASSWORD), "t")
                .user());
    }

    @Test
    void shouldGiveNobodyARoleWhoIsLetInNoMore() {
        // Given
        User user = joined();
        accounts().deactivate(ROOT, user.userId());

        // When
        AccountChange change = accounts().changeRole(ROOT, user.userId(), Role.AUDITOR);

        // Then
        assertThat(change.outcome()).isEqualTo(AccountChange.Outcome.DEACTIVATED);
    }

    @Test
    void shouldRememberWhenSomebodyWasLastSeenAfterTheirSessionsEnded() {
        // Given
        User user = joined();
        assertThat(accounts().lastSeen(List.of(user))).isEmpty();
        Session session = signedIn(user);
        clock.pass(Duration.ofMinutes(5));
        assertThat(sessions().find(session.token().text())).isPresent();
        Session second = signedIn(user);

        // When
        List<Sessions.Open> open = sessions().ofThePersonOf(second);
        sessions().close(new Act(user.caller(), "t"), second);
        sessions().close(new Act(user.caller(), "t"), session);

        // Then
        assertThat(open).extracting(Sessions.Open::isThis).containsExactly(true, false);
        assertThat(accounts().lastSeen(List.of(user))).containsEntry(user.userId(), clock.instant());
        assertThat(accounts().lastSeen(List.of())).isEmpty();
    }

    private State state(String token) {
        return invitations().find(token).orElseThrow().state(clock.instant());
    }

    private boolean isOpen(String token) {
        return resets().find(token).orElseThrow().isOpen(clock.instant());
    }

    private String offered(User user) {
        return Objects.requireNonNull(
                        resets().offer(ROOT, user.userId(), Duration.ofHours(1)).issued())
                .token();
    }

    private List<AuditAction> actions() {
        return trail().stream().map(it -> it.entry().action()).toList();
    }

    private List<AuditedEntry> trail() {
        return audit().page(new AuditFilter(null, null, null, null, null), Long.MAX_VALUE, 100);
    }

    private Verified verified(User user) {
        return accounts().verify(user, PASSWORD).orElseThrow();
    }

    private Session signedIn(User user) {
        return sessions().open(verified(user), "t").orElseThrow();
    }

    private User joined() {
        return Objects.requireNonNull(
                invitations().join(invited(Duration.ofHours(1)), ann(), "t").user());
    }

    private String invited(Duration validFor) {
        return invitations().invite(ROOT, ADJUSTER, validFor).token();
    }

    private static NewUser ann() {
        return new NewUser("ann", "Ann", PASSWORD);
    }

    private Accounts accounts() {
        return new Accounts(jdbi(), audit(), clock, passwords);
    }

    private PasswordResets resets() {
        return new PasswordResets(jdbi(), audit(), clock, passwords);
    }

    private Invitations invitations() {
        return new Invitations(jdbi(), audit(), clock, passwords);
    }

    private Sessions sessions() {
        return new Sessions(jdbi(), audit(), clock, new Sessions.Lifetime(IDLE, ABSOLUTE));
    }

    private AuditTrail audit() {
        return new AuditTrail(jdbi(), clock);
    }
}
