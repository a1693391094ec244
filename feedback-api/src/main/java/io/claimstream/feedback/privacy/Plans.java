package io.claimstream.feedback.privacy;

import io.claimstream.feedback.privacy.Plan.Obstacle;
import io.claimstream.platform.seal.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What erasures would do, and what keeps them from it. */
final class Plans {

    private Plans() {}

    /** What an erasure would do at a time. */
    static Plan of(Handle handle, Subject subject, Instant now) {
        Optional<Erasure> standing = ErasureTable.standing(handle, subject, now);
        List<Obstacle> obstacles = new ArrayList<>();
        if (standing.isEmpty() && !Subjects.isKnown(handle, subject)) {
            obstacles.add(
                    new Obstacle(PrivacyRefusal.SUBJECT_NOT_FOUND, "Expected a claimant of whom something is known."));
        }
        Holds.inForce(handle, subject, now)
                .map(Plans::obstacle)
                .or(() -> holdOnOthers(handle, subject, now))
                .ifPresent(obstacles::add);
        Duties.of(handle, subject.insurer())
                .flatMap(it -> obstacle(handle, subject, it, now))
                .ifPresent(obstacles::add);
        return new Plan(
                subject,
                Subjects.claims(handle, subject).size(),
                Subjects.currencies(handle, subject),
                obstacles,
                standing.orElse(null));
    }

    private static Obstacle obstacle(Hold hold) {
        return new Obstacle(
                PrivacyRefusal.LEGAL_HOLD,
                "The legal hold " + hold.holdId() + " is in force"
                        + (hold.endsAt() == null ? "" : " until " + hold.endsAt()) + ": " + hold.reason());
    }

    /** Records are cleaned by claim: those of whoever a claim named before would go, too. Names nobody, for who asks may not know of the other. */
    private static Optional<Obstacle> holdOnOthers(Handle handle, Subject subject, Instant now) {
        return Subjects.others(handle, subject).stream()
                .flatMap(it -> Holds.inForce(handle, it, now).stream())
                .findFirst()
                .map(
                        it -> new Obstacle(
                                PrivacyRefusal.LEGAL_HOLD,
                                "A legal hold is in force on somebody else whom an earlier revision of one of the claims names."));
    }

    private static Optional<Obstacle> obstacle(Handle handle, Subject subject, Duty duty, Instant now) {
        return Subjects.lastRecordedAt(handle, subject)
                .map(it -> it.plus(Duration.ofDays(duty.days())))
                .filter(now::isBefore)
                .map(until -> new Obstacle(
                        PrivacyRefusal.RETENTION_DUTY,
                        "Records are to be kept for " + duty.days() + " days after the last one, until " + until + ": "
                                + duty.reason()));
    }

    /** @throws PrivacyRefusedException when something keeps it from being done */
    static void requireNone(Plan plan) {
        List<Obstacle> obstacles = plan.obstacles();
        if (!obstacles.isEmpty()) {
            throw new PrivacyRefusedException(
                    obstacles.get(0).code(), obstacles.get(0).because());
        }
    }
}
