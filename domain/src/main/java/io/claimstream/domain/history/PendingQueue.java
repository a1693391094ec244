package io.claimstream.domain.history;

import io.claimstream.event.EntitySnapshot;
import io.claimstream.event.PendingFeatures;
import io.claimstream.event.PendingRevisions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The revisions of one claim that wait for snapshots. They leave in their order: whoever keeps a claim's latest score must not keep
 * an older one. One record for each claim and not for each revision, because a store finds a key at once but walks over every
 * deleted neighbour before it knows that a range is empty. Pure.
 */
public final class PendingQueue {

    /** No revision waits. */
    public static final PendingRevisions EMPTY = new PendingRevisions(List.of());

    private PendingQueue() {}

    /** With one more revision; it replaces an equal revision that waits already. */
    public static PendingRevisions join(PendingRevisions queue, PendingFeatures pending) {
        int revision = revision(pending);
        return ordered(Stream.concat(
                queue.getRevisions().stream().filter(other -> revision(other) != revision), Stream.of(pending)));
    }

    /** With one more snapshot for a revision; empty when that revision does not wait, because it has left. */
    public static Optional<PendingRevisions> add(PendingRevisions queue, int revision, EntitySnapshot snapshot) {
        return queue.getRevisions().stream()
                .filter(pending -> revision(pending) == revision)
                .findFirst()
                .map(pending -> join(queue, Gathering.add(pending, snapshot)));
    }

    /** What stays when the first ones have left. */
    public static PendingRevisions without(PendingRevisions queue, int first) {
        return new PendingRevisions(List.copyOf(
                queue.getRevisions().subList(first, queue.getRevisions().size())));
    }

    private static PendingRevisions ordered(Stream<PendingFeatures> revisions) {
        return new PendingRevisions(revisions
                .sorted(Comparator.comparingInt(PendingQueue::revision))
                .toList());
    }

    private static int revision(PendingFeatures pending) {
        return pending.getClaim().getRevision();
    }
}
