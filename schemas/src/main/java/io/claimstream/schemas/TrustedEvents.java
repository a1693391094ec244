package io.claimstream.schemas;

import io.claimstream.event.ClaimSubmitted;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;

/**
 * Lets Avro make instances of the generated records. From 1.12.2 Avro makes none of a class that nobody has vouched for, since a
 * schema names classes and may come from outside. What was trusted before stays trusted.
 */
public final class TrustedEvents implements ClassSecurityPredicate {

    private static final String EVENTS = ClaimSubmitted.class.getPackageName();

    private TrustedEvents() {}

    /** Call before Avro reads a generated record; the serde and the JSON reader do so themselves. Calls after the first do nothing. */
    public static void trust() {
        synchronized (TrustedEvents.class) {
            ClassSecurityPredicate before = ClassSecurityValidator.getGlobal();
            if (!before.isTrusted(ClaimSubmitted.class)) {
                ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(before, new TrustedEvents()));
            }
        }
    }

    @Override
    public boolean isTrusted(Class<?> type) {
        return type.getPackageName().equals(EVENTS);
    }
}
