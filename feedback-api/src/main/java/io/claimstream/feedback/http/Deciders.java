package io.claimstream.feedback.http;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.event.FeedbackKind;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.approval.Approval;
import io.claimstream.feedback.view.Claim;
import io.claimstream.feedback.view.Feedback;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tells who has decided on a claim, as persons: whoever did by a key, whoever confirmed it for somebody else, and whoever asked for a decision or declined one
 * that was never written, counts too. Thread-safe.
 */
final class Deciders {

    private static final String KEY = "key:";

    private final ApiPorts ports;
    private final KnownPersons persons;

    Deciders(ApiPorts ports) {
        this.ports = ports;
        this.persons = new KnownPersons(ports.access().keys());
    }

    /** Whether someone has ever decided on a claim, whether that stands or was taken back. */
    boolean has(Caller caller, ClaimKey claim) {
        return has(caller, claim, Optional.empty());
    }

    /**
     * The same.
     *
     * @param besides id of an approval that does not count
     */
    boolean has(Caller caller, ClaimKey claim, Optional<String> besides) {
        return Stream.concat(
                        feedback(claim).map(Feedback::actor).flatMap(KnownPersons::named),
                        ports.access().approvals().lists().ofClaim(caller, claim).stream()
                                .filter(it ->
                                        besides.filter(it.approvalId()::equals).isEmpty())
                                .flatMap(Deciders::named))
                .distinct()
                .anyMatch(it -> isSame(caller, it));
    }

    /** Whether somebody decided on a claim of whom nobody knows which person that is, as by the key of a system: it may be anyone. */
    boolean isAnyUnknown(ClaimKey claim) {
        return feedback(claim)
                .filter(it -> it.said().kind() != FeedbackKind.WITHDRAWN)
                .anyMatch(it -> persons.isAnyMissing(it.actor()));
    }

    private Stream<Feedback> feedback(ClaimKey claim) {
        return ports.readModel().claim(claim).map(Claim::feedback).stream().flatMap(it -> it.stream());
    }

    private static Stream<String> named(Approval approval) {
        return Stream.of(
                        Optional.of(approval.askedBy()),
                        Optional.ofNullable(approval.askedPerson()),
                        Optional.ofNullable(approval.decision()).map(Approval.Decision::by))
                .flatMap(Optional::stream);
    }

    /** Whether a name that stands in events means a person: alone, for somebody else or with somebody else's confirmation, by a key of theirs or not. */
    boolean means(String actor, String person) {
        return KnownPersons.named(actor)
                .anyMatch(it -> it.equals(person)
                        || (it.startsWith(KEY)
                                && ports.access()
                                        .keys()
                                        .persons(it.substring(KEY.length()))
                                        .contains(person)));
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
