package io.claimstream.feedback;

import io.claimstream.feedback.access.KeyRegister;
import io.claimstream.feedback.account.Accounts;
import io.claimstream.feedback.account.Passwords;
import io.claimstream.feedback.audit.AuditTrail;
import io.claimstream.feedback.contest.Contests;
import io.claimstream.feedback.exercise.Exercises;
import io.claimstream.feedback.http.ReviewPorts;
import io.claimstream.feedback.policy.Acceptance;
import io.claimstream.feedback.policy.Authority;
import io.claimstream.feedback.policy.LetterProfiles;
import io.claimstream.feedback.policy.Policies;
import io.claimstream.feedback.policy.PolicyKind;
import io.claimstream.feedback.queue.ReviewQueue;
import io.claimstream.feedback.queue.SignedIn;
import io.claimstream.feedback.shown.ShownReasons;
import io.claimstream.platform.database.Database;
import io.claimstream.platform.seal.FileKeyEncryptionKeys;
import io.claimstream.platform.seal.Sealer;
import io.claimstream.platform.seal.SubjectKeys;
import io.claimstream.platform.secret.SecretFiles;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import org.jdbi.v3.core.Jdbi;

/** Who decides on claims, for tests: in a database, with leases of 30 minutes. */
public final class TestReview {

    private TestReview() {}

    public static ReviewPorts of(Database database, Clock clock) {
        AuditTrail audit = new AuditTrail(database.jdbi(), clock);
        return new ReviewPorts(
                new ReviewQueue(
                        database.jdbi(),
                        audit,
                        clock,
                        Duration.ofMinutes(30),
                        new KnownColleagues(
                                new KeyRegister(database.jdbi(), audit, clock),
                                new Accounts(database.jdbi(), audit, clock, new Passwords()),
                                new SignedIn(database.jdbi(), clock))),
                new Authority(new Policies(database.jdbi(), audit, clock, PolicyKind.AUTHORITY)),
                new Acceptance(new Policies(database.jdbi(), audit, clock, PolicyKind.ACCEPTANCE)),
                new ShownReasons(database.jdbi(), clock),
                new Sealer(keys(database, clock)),
                new Contests(database.jdbi(), audit, clock, new Random(7)),
                new LetterProfiles(new Policies(database.jdbi(), audit, clock, PolicyKind.LETTER)),
                new Exercises(database.jdbi(), audit, clock, new Random(7)));
    }

    /** The keys that notes are sealed with. */
    public static SubjectKeys keys(Database database, Clock clock) {
        return keys(database.jdbi(), clock);
    }

    /** The same, of a database that somebody else opened. */
    public static SubjectKeys keys(Jdbi jdbi, Clock clock) {
        return new SubjectKeys(jdbi, new FileKeyEncryptionKeys(new SecretFiles(Path.of("target", "secrets"))), clock);
    }
}
