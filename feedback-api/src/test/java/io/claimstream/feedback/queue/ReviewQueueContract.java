package io.claimstream.feedback.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.feedback.Facts;
import io.claimstream.feedback.KnownColleagues;
import io.claimstream.feedback.TestClock;
import io.claimstream.feedback.access.Act;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Caller.Kind;
import io.claimstream.feedback.access.Gate;
import io.claimstream.feedback.access.KeyRecord.Scope;
import io.claimstream.feedback.access.KeyRegister;
import io.claimstream.feedback.access.NewKey;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.account.Accounts;
import io.claimstream.feedback.account.Passwords;
import io.claimstream.feedback.audit.AuditFilter;
import io.claimstream.feedback.audit.AuditTrail;
import io.claimstream.feedback.queue.Assignment.Holder;
import io.claimstream.feedback.queue.Moved.Outcome;
import io.claimstream.feedback.retention.RetentionJob;
import io.claimstream.feedback.retention.RetentionPeriods;
import java.time.Duration;
import java.util.ArrayList;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the review queue promises, whatever the database. */
abstract class ReviewQueueContract {

    private static final ClaimKey CLAIM = new ClaimKey("acme", "c/1");
    private static final Duration LEASE = Duration.ofMinutes(30);
    private static final Act ANN = act("oidc:ann", Role.ADJUSTER, "acme");
    private static final Act BOB = act("oidc:bob", Role.ADJUSTER, null);
    private static final Act ROOT = act("cli", Role.ADMINISTRATOR, null);

    private final TestClock clock = new TestClock();

    /** A database with every migration applied. */
    abstract Jdbi jdbi();

    @BeforeEach
    void empty() {
        jdbi().useHandle(handle -> List.of("record_assignment", "record_queue_worker", "record_audit")
                .forEach(table -> handle.execute("delete from " + table)));
    }

    @Test
    void shouldGiveAClaimToOneOfFiftyWhoTakeItAtOnce() throws Exception {
        // Given
        ReviewQueue queue = queue();
        takenOnce(queue, 0);

        // When: it is free again, and has a row by now
        Assignment first = queue.assignment(CLAIM);
        queue.release(ROOT, CLAIM, ReviewQueueContract::any);

        // Then
        takenOnce(queue, first.version() + 1);
    }

    /** Has fifty people take a claim, all of whom have seen the same version. */
    private void takenOnce(ReviewQueue queue, long version) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(50);
        List<Callable<Moved>> takes = IntStream.range(0, 50)
                .<Callable<Moved>>mapToObj(i ->
                        () -> queue.take(act("oidc:" + i, Role.ADJUSTER, "acme"), CLAIM, it -> it.version() == version))
                .toList();
        List<Moved> moved = new ArrayList<>();
        for (Future<Moved> one : threads.invokeAll(takes)) {
            moved.add(one.get());
        }
        threads.shutdown();
        assertThat(moved).filteredOn(it -> it.outcome() == Outcome.DONE).hasSize(1);
        assertThat(moved)
                .filteredOn(it -> it.outcome() == Outcome.CHANGED)
                .hasSize(49)
                .allSatisfy(it -> assertThat(it.now()).isEqualTo(queue.assignment(CLAIM)));
    }

    @Test
    void shouldBeFreeAgainWhenTheLeaseIsOver() {
        // Given
        ReviewQueue queue = queue();
        queue.take(ANN, CLAIM, ReviewQueueContract::any);
        clock.pass(LEASE.minusSeconds(1));
        assertThat(queue.take(BOB, CLAIM, ReviewQueueContract::any).outcome()).isEqualTo(Outcome.ANOTHERS);

        // When
        clock.pass(Duration.ofSeconds(1));

        // Then
        assertThat(queue.assignment(CLAIM).holder(clock.instant())).isEmpty();
        assertThat(queue.release(ANN, CLAIM, ReviewQueueContract::any).outcome())
                .isEqualTo(Outcome.FREE);
        assertThat(queue.take(BOB, CLAIM, ReviewQueueContract::any).outcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void shouldKeepAClaimLongerWhenItIsTakenAgain() {
        // Given
        ReviewQueue queue = queue();
        queue.take(ANN, CLAIM, ReviewQueueContract::any);
        clock.pass(Duration.ofMinutes(20));

        // When
        Moved again = queue.take(ANN, CLAIM, ReviewQueueContract::any);

        // Then
        assertThat(again.now())
                .isEqualTo(new Assignment(
                        CLAIM, 2, new Holder("oidc:ann", clock.instant().plus(LEASE))));
        assertThat(queue.assignment(CLAIM)).isEqualTo(again.now());
    }

    @Test
    void shouldLetOnlyAnAdministratorTakeWhatIsAnothers() {
        // Given
        ReviewQueue queue = queue();
        queue.take(ANN, CLAIM, ReviewQueueContract::any);

        // Then
        assertThat(queue.release(BOB, CLAIM, ReviewQueueContract::any).outcome())
                .isEqualTo(Outcome.ANOTHERS);
        assertThat(queue.take(ROOT, CLAIM, ReviewQueueContract::any).outcome()).isEqualTo(Outcome.DONE);
        assertThat(holder(queue)).isEqualTo("cli");
    }

    @Test
    void shouldHandOverToThoseOnlyWhoMayWorkOnIt() {
        // Given
        ReviewQueue queue = queue();
        KeyRegister keys = new KeyRegister(jdbi(), audit(), clock);
        String adjuster = key(keys, Role.ADJUSTER, "acme");
        String producer = key(keys, Role.PRODUCER, "acme");
        String others = key(keys, Role.ADJUSTER, "other");
        String revoked = key(keys, Role.ADJUSTER, null);
        keys.revoke(ROOT, revoked.substring("key:".length()));
        queue.take(ANN, CLAIM, ReviewQueueContract::any);

        // Then
        for (String nobody : List.of(producer, others, revoked, "key:k_none", "user:u_none", "oidc:bob")) {
            assertThat(queue.handOver(ANN, CLAIM, ReviewQueueContract::any, nobody)
                            .outcome())
                    .as(nobody)
                    .isEqualTo(Outcome.NO_SUCH_WORKER);
        }
        assertThat(queue.handOver(BOB, CLAIM, ReviewQueueContract::any, adjuster)
                        .outcome())
                .isEqualTo(Outcome.ANOTHERS);
        assertThat(queue.handOver(ANN, CLAIM, ReviewQueueContract::any, adjuster)
                        .outcome())
                .isEqualTo(Outcome.DONE);
        assertThat(holder(queue)).isEqualTo(adjuster);
        // Someone of an identity provider, once they have signed in
        signedIn().remember(BOB.caller());
        assertThat(queue.handOver(ROOT, CLAIM, ReviewQueueContract::any, "oidc:bob")
                        .outcome())
                .isEqualTo(Outcome.DONE);
        assertThat(holder(queue)).isEqualTo("oidc:bob");
    }

    @Test
    void shouldKnowWhomAnIdentityProviderLetInAsTheyCameLast() {
        // Given
        ReviewQueue queue = queue();
        SignedIn here = signedIn();
        here.remember(ANN.caller());
        assertThat(handedTo(queue, "oidc:ann")).isEqualTo(Outcome.DONE);

        // When: with another role, by another instance; and back, by the first one
        signedIn().remember(act("oidc:ann", Role.AUDITOR, "acme").caller());
        Outcome asAuditor = handedTo(queue, "oidc:ann");
        clock.pass(Duration.ofHours(1));
        here.remember(ANN.caller());
        Outcome asAdjuster = handedTo(queue, "oidc:ann");
        clock.pass(Duration.ofDays(91));
        new RetentionJob(jdbi(), clock, RetentionPeriods.BY_DEFAULT).run();
        Outcome muchLater = handedTo(queue, "oidc:ann");
        here.remember(BOB.caller());

        // Then
        assertThat(asAuditor).isEqualTo(Outcome.NO_SUCH_WORKER);
        assertThat(asAdjuster).isEqualTo(Outcome.DONE);
        assertThat(muchLater).as("did not come for long").isEqualTo(Outcome.NO_SUCH_WORKER);
        assertThat(known()).containsExactly("oidc:bob");
    }

    private List<String> known() {
        return jdbi().withHandle(handle -> handle.createQuery("select actor from record_queue_worker")
                .mapTo(String.class)
                .list());
    }

    private static Outcome handedTo(ReviewQueue queue, String actor) {
        return queue.handOver(ROOT, CLAIM, ReviewQueueContract::any, actor).outcome();
    }

    @Test
    void shouldRememberPersonsAndNoKeysAndKeepNobodyOut() {
        // Given
        clock.set(Facts.NOW);
        Caller key = new Caller("key:k_1", Role.ADJUSTER);
        Gate gate = signedIn()
                .remembering(presented -> presented.isEmpty()
                        ? Optional.empty()
                        : Optional.of(presented.equals("key") ? key : ANN.caller()));

        // When
        List<Optional<Caller>> callers =
                Stream.of("key", "token", "token", "").map(gate::caller).toList();
        Gate withoutDatabase =
                new SignedIn(Jdbi.create("jdbc:none:here"), clock).remembering(it -> Optional.of(ANN.caller()));

        // Then
        assertThat(callers)
                .containsExactly(
                        Optional.of(key), Optional.of(ANN.caller()), Optional.of(ANN.caller()), Optional.empty());
        assertThat(known()).containsExactly("oidc:ann");
        assertThat(withoutDatabase.caller("token")).contains(ANN.caller());
    }

    @Test
    void shouldEndWithTheDecision() {
        // Given
        ReviewQueue queue = queue();
        queue.take(ANN, CLAIM, ReviewQueueContract::any);

        // When
        queue.decided(CLAIM);

        // Then
        assertThat(queue.assignment(CLAIM)).isEqualTo(new Assignment(CLAIM, 2, null));
        queue.decided(CLAIM);
        assertThat(queue.assignment(CLAIM).version()).isEqualTo(2);
    }

    @Test
    void shouldAuditEveryChange() {
        // Given
        ReviewQueue queue = queue();

        // When
        queue.take(ANN, CLAIM, ReviewQueueContract::any);
        queue.take(BOB, CLAIM, ReviewQueueContract::any);
        queue.release(ANN, CLAIM, ReviewQueueContract::any);

        // Then
        var entries = audit().page(new AuditFilter(null, null, null, null, "acme"), Long.MAX_VALUE, 10);
        assertThat(entries)
                .extracting(it -> it.entry().action().name())
                .containsExactly("CLAIM_RELEASED", "CLAIM_TAKEN");
        assertThat(entries.get(1).entry().resource()).isEqualTo("/v1/queue/acme/c%2F1");
        assertThat(Objects.requireNonNull(entries.get(1).entry().states().after())
                        .path("assignee")
                        .asText())
                .isEqualTo("oidc:ann");
        assertThat(entries.get(0).entry().states().after()).isNull();
    }

    private static boolean any(Assignment assignment) {
        return assignment.version() >= 0;
    }

    private static String holder(ReviewQueue queue) {
        return Objects.requireNonNull(queue.assignment(CLAIM).last()).actor();
    }

    private static String key(KeyRegister keys, Role role, @Nullable String insurer) {
        return "key:"
                + keys.create(ROOT, new NewKey("desk", new Scope(role, insurer), null))
                        .key()
                        .keyId();
    }

    private ReviewQueue queue() {
        clock.set(Facts.NOW);
        return new ReviewQueue(
                jdbi(),
                audit(),
                clock,
                LEASE,
                new KnownColleagues(
                        new KeyRegister(jdbi(), audit(), clock),
                        new Accounts(jdbi(), audit(), clock, new Passwords()),
                        signedIn()));
    }

    private SignedIn signedIn() {
        return new SignedIn(jdbi(), clock);
    }

    private AuditTrail audit() {
        return new AuditTrail(jdbi(), clock);
    }

    private static Act act(String name, Role role, @Nullable String insurer) {
        return new Act(new Caller(name, role, insurer, Kind.PERSON), "t-1");
    }
}
