package io.claimstream.feedback.privacy;

import io.claimstream.feedback.access.Caller;
import io.claimstream.platform.seal.Subject;
import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Who lifted what kept claimants from being erased: nobody does both, or one person alone could erase whom a hold or the law keeps. */
final class LiftedProtection {

    static final Duration KEPT_APART = Duration.ofDays(7);

    private static final String OF = "select count(*) from record_protection_lifted where insurer = :insurer"
            + " and (claimant is null or claimant = :claimant) and lifted_at > :since"
            + " and (lifted_person is null or lifted_by = :by or lifted_person = :person)";

    private LiftedProtection() {}

    /**
     * Notes it, within the handle's transaction.
     *
     * @param claimant pseudonym; null for every claimant of the insurer
     */
    static void note(Handle handle, String insurer, @Nullable String claimant, Caller caller, Instant now) {
        handle.createUpdate(
                        "insert into record_protection_lifted (insurer, claimant, lifted_by, lifted_person, lifted_at)"
                                + " values (:insurer, :claimant, :by, :person, :at)")
                .bind("insurer", insurer)
                .bind("claimant", claimant)
                .bind("by", caller.name())
                .bind("person", caller.person())
                .bind("at", ErasureTable.utc(now))
                .execute();
    }

    /**
     * Of a key of nobody it could be anybody.
     *
     * @throws PrivacyRefusedException when somebody lifted what kept the claimant within the last week
     */
    static void requireNotBy(Handle handle, Subject subject, String by, @Nullable String person, Instant now) {
        long lifted = handle.createQuery(OF)
                .bind("insurer", subject.insurer())
                .bind("claimant", subject.pseudonym())
                .bind("since", ErasureTable.utc(now.minus(KEPT_APART)))
                .bind("by", by)
                .bind("person", person == null ? by : person)
                .mapTo(Long.class)
                .one();
        if (lifted > 0) {
            throw new PrivacyRefusedException(
                    PrivacyRefusal.PROTECTION_LIFTED,
                    "Expected others to ask and to confirm than who lifted a legal hold on the claimant, or ended or shortened the duty of the insurer, within the last "
                            + KEPT_APART.toDays()
                            + " days. Have somebody else do it, or wait.");
        }
    }
}
