package io.claimstream.feedback.http;

import io.claimstream.feedback.access.KeyRegister;
import io.claimstream.feedback.figures.Agreement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Tells behind which actors of events a person is known: an account, or a key that one person alone was ever shown. Thread-safe. */
final class KnownPersons {

    private static final String KEY = "key:";

    /** Before the id of an account here, and before that of a person of an identity provider. */
    private static final List<String> PERSONS = List.of("user:", "oidc:");

    private final KeyRegister keys;

    KnownPersons(KeyRegister keys) {
        this.keys = keys;
    }

    /** Those whom an actor names: who asked, and who approved where somebody did. */
    static Stream<String> named(String actor) {
        return Arrays.stream(actor.split(Agreement.APPROVED_BY, -1));
    }

    /** Whether a person is known behind any of those whom an actor names. */
    boolean isAny(String actor) {
        return named(actor).anyMatch(this::isOne);
    }

    /** Whether it is not known of somebody whom an actor names which person that is; of a policy it is. */
    boolean isAnyMissing(String actor) {
        return !actor.startsWith(Agreement.POLICY) && !named(actor).allMatch(this::isOne);
    }

    private boolean isOne(String actor) {
        return PERSONS.stream().anyMatch(actor::startsWith)
                || (actor.startsWith(KEY)
                        && keys.onlyPerson(actor.substring(KEY.length())).isPresent());
    }
}
