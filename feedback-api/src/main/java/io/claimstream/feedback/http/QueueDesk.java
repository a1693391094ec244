package io.claimstream.feedback.http;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.feedback.access.Act;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.queue.Assignment;
import io.claimstream.feedback.queue.Moved;
import io.claimstream.feedback.queue.ReviewQueue;
import io.claimstream.feedback.view.ClaimPage;
import io.claimstream.feedback.view.ClaimSearch;
import io.claimstream.feedback.view.ClaimSearch.Place;
import io.claimstream.feedback.view.ClaimSummary;
import io.claimstream.feedback.view.ClaimSummary.Verdict;
import io.claimstream.feedback.view.ReadModel;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What waits for a person, and who works on it. Thread-safe. */
public final class QueueDesk {

    private final ApiPorts ports;
    private final ReviewQueue queue;
    private final ReadModel readModel;

    QueueDesk(ApiPorts ports) {
        this.ports = ports;
        this.queue = ports.review().queue();
        this.readModel = ports.readModel();
    }

    /** A claim that waits, and who has it. */
    public record Queued(ClaimSummary claim, Assignment assignment) {}

    /**
     * A page of the queue.
     *
     * @param claims in order
     * @param waiting how many wait of which it is a page, up to {@value QueueQuery#MOST_COUNTED}
     * @param isMore whether there are more than that
     * @param last where the page ends, when there are more
     */
    public record Listed(List<Queued> claims, int waiting, boolean isMore, Optional<Place> last) {

        public Listed {
            claims = List.copyOf(claims);
        }
    }

    /** A page of what waits; nothing for an empty search. */
    public Listed list(Optional<ClaimSearch> search) {
        ClaimPage page = search.map(readModel::claims).orElseGet(() -> new ClaimPage(List.of(), Optional.empty()));
        int waiting = search.map(it -> readModel.count(QueueQuery.counting(it))).orElse(0);
        Map<ClaimKey, Assignment> assignments =
                queue.assignments(page.claims().stream().map(ClaimSummary::key).collect(Collectors.toSet()));
        return new Listed(
                page.claims().stream()
                        .map(it -> new Queued(it, Objects.requireNonNull(assignments.get(it.key()))))
                        .toList(),
                Math.min(waiting, QueueQuery.MOST_COUNTED),
                waiting > QueueQuery.MOST_COUNTED,
                page.last());
    }

    /**
     * A claim, as long as it waits; asked of the views themselves, since lists follow half a second behind.
     *
     * @throws ProblemException when no such claim of the caller's waits
     */
    public Queued waiting(Caller caller, String insurer, String claimId) {
        ClaimSummary claim = Optional.of(insurer)
                .filter(it -> ClaimKey.isInsurer(it) && ClaimKey.isClaimId(claimId))
                .filter(caller::serves)
                .flatMap(it -> readModel.summary(new ClaimKey(insurer, claimId)))
                .filter(QueueDesk::isWaiting)
                .orElseThrow(() -> ports.missing(
                        ProblemCode.NOT_IN_QUEUE, "Expected a claim on whose current score nobody has decided."));
        return new Queued(claim, queue.assignment(claim.key()));
    }

    /** Takes a claim, or keeps it longer. */
    public Moved take(Act act, Queued queued, Predicate<Assignment> expected) {
        return queue.take(act, queued.claim().key(), expected);
    }

    /** Gives a claim back. */
    public Moved release(Act act, Queued queued, Predicate<Assignment> expected) {
        return queue.release(act, queued.claim().key(), expected);
    }

    /** Hands a claim over to someone. */
    Moved handOver(Act act, Queued queued, Predicate<Assignment> expected, String to) {
        return queue.handOver(act, queued.claim().key(), expected, to);
    }

    /** The time by which leases are judged. */
    public Instant now() {
        return ports.clock().instant();
    }

    private static boolean isWaiting(ClaimSummary claim) {
        return claim.decision() != null && claim.decision().verdict() == Verdict.OPEN;
    }
}
