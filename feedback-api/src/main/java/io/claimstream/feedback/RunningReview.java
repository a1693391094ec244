package io.claimstream.feedback;

import io.claimstream.feedback.approval.DeclinedDecisions;
import io.claimstream.feedback.audit.AuditTrail;
import io.claimstream.feedback.contest.ContestEnds;
import io.claimstream.feedback.contest.ContestMetrics;
import io.claimstream.feedback.contest.Contests;
import io.claimstream.feedback.exercise.Exercises;
import io.claimstream.feedback.http.AccessPorts;
import io.claimstream.feedback.http.ReviewPorts;
import io.claimstream.feedback.outbox.Outbox;
import io.claimstream.feedback.outbox.OutboxMetrics;
import io.claimstream.feedback.outbox.Telling;
import io.claimstream.feedback.policy.Acceptance;
import io.claimstream.feedback.policy.Authority;
import io.claimstream.feedback.policy.LetterProfiles;
import io.claimstream.feedback.policy.Policies;
import io.claimstream.feedback.policy.PolicyKind;
import io.claimstream.feedback.publish.EventPublisher;
import io.claimstream.feedback.queue.ReviewQueue;
import io.claimstream.feedback.queue.SignedIn;
import io.claimstream.feedback.shown.ShownReasons;
import io.claimstream.platform.seal.KeyEncryptionKeys;
import io.claimstream.platform.seal.Sealer;
import io.claimstream.platform.seal.SubjectKeys;
import io.claimstream.platform.service.Health;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.Jdbi;

/** What deciding on claims works with, in a running feedback-api. Thread-safe. */
final class RunningReview implements AutoCloseable {

    /** What people decided on claims and no feedback says. */
    private static final List<Telling> TOLD = List.of(ContestEnds.TELLING, DeclinedDecisions.TELLING);

    private final Jdbi jdbi;
    private final AuditTrail audit;
    private final Clock clock;
    private final Acceptance acceptance;
    private final Contests contests;
    private final List<Outbox> outboxes;

    /**
     * Tells nothing yet.
     *
     * @param publisher takes how contests ended, and what second persons declined
     * @param ready whether it has what it writes to
     */
    RunningReview(Jdbi jdbi, AuditTrail audit, EventPublisher publisher, BooleanSupplier ready, Clock clock) {
        this.jdbi = jdbi;
        this.audit = audit;
        this.clock = clock;
        this.acceptance = new Acceptance(policies(PolicyKind.ACCEPTANCE));
        this.contests = new Contests(jdbi, audit, clock, new SecureRandom());
        this.outboxes = TOLD.stream()
                .map(it -> new Outbox(it, jdbi, publisher, clock, ready))
                .toList();
    }

    /** Registers the meters. Once. */
    void measure(MeterRegistry registry) {
        var unused = new ContestMetrics(registry, contests, clock);
        TOLD.forEach(it -> OutboxMetrics.register(registry, jdbi, it));
    }

    void start() {
        outboxes.forEach(Outbox::start);
    }

    Health health() {
        return new Health(outboxes.stream().map(Outbox::check).toList());
    }

    @Override
    public void close() {
        outboxes.forEach(Outbox::close);
    }

    /** What claimants contest. */
    Contests contests() {
        return contests;
    }

    Acceptance acceptance() {
        return acceptance;
    }

    /**
     * What the handlers work with.
     *
     * @param lease how long someone has a claim of the queue
     * @param keks wrap the keys of persons
     */
    ReviewPorts ports(AccessPorts access, Duration lease, KeyEncryptionKeys keks) {
        return new ReviewPorts(
                new ReviewQueue(
                        jdbi,
                        audit,
                        clock,
                        lease,
                        new KnownColleagues(access.keys(), access.people().accounts(), new SignedIn(jdbi, clock))),
                new Authority(policies(PolicyKind.AUTHORITY)),
                acceptance,
                new ShownReasons(jdbi, clock),
                new Sealer(new SubjectKeys(jdbi, keks, clock)),
                contests,
                new LetterProfiles(policies(PolicyKind.LETTER)),
                new Exercises(jdbi, audit, clock, new SecureRandom()));
    }

    private Policies policies(PolicyKind kind) {
        return new Policies(jdbi, audit, clock, kind);
    }
}
