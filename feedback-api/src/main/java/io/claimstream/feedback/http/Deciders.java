package io.claimstream.feedback.http;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.view.Claim;
import io.claimstream.feedback.view.Feedback;
import java.util.List;
import java.util.regex.Pattern;

/** Tells who has decided on a claim, as persons: whoever did by a key, and whoever confirmed it for somebody else, counts too. Thread-safe. */
final class Deciders {

    private static final Pattern BOTH = Pattern.compile(", approved by ");
    private static final String KEY = "key:";

    private final ApiPorts ports;

    Deciders(ApiPorts ports) {
        this.ports = ports;
    }

    /** Whether someone has ever decided on a claim, whether that stands or was taken back. */
    boolean has(Caller caller, ClaimKey claim) {
        return ports.readModel().claim(claim).map(Claim::feedback).orElse(List.of()).stream()
                .map(Feedback::actor)
                .flatMap(BOTH::splitAsStream)
                .distinct()
                .anyMatch(it -> isSame(caller, it));
    }

    private boolean isSame(Caller caller, String actor) {
        String person = caller.person();
        if (actor.equals(caller.name()) || actor.equals(person)) {
            return true;
        }
        return person != null
                && actor.startsWith(KEY)
                && ports.access().keys().persons(actor.substring(KEY.length())).contains(person);
    }
}
