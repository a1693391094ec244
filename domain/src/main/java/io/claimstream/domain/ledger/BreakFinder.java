package io.claimstream.domain.ledger;

import io.claimstream.domain.ledger.Fault.Kind;
import io.claimstream.schemas.Topics;
import java.util.List;

/** Says what happened where a chain breaks: everything before a place is whole, and what stands at it is not what follows. Pure. */
final class BreakFinder {

    private final int partition;
    private final List<Link> links;
    private final int at;
    private final String hashBefore;
    private final long expected;

    /**
     * @param at index of the first link that does not follow
     * @param hashBefore hash of the last one that does
     */
    BreakFinder(int partition, List<Link> links, int at, String hashBefore) {
        this.partition = partition;
        this.links = links;
        this.at = at;
        this.hashBefore = hashBefore;
        this.expected = at + 1L;
    }

    Fault fault() {
        Link link = links.get(at);
        boolean comesLater = links.subList(at + 1, links.size()).stream()
                .anyMatch(it -> it.isWhole() && it.follows(expected - 1, hashBefore));
        if (!comesLater && !link.isWhole()) {
            return new Fault(
                    Kind.ENTRY_CHANGED,
                    partition,
                    expected,
                    place(link),
                    "expected what hashes to " + link.stated() + ", but it hashes to " + link.computed());
        }
        if (link.partition() != partition) {
            return inserted(link, "it says that it belongs to chain " + link.partition());
        }
        if (link.sequence() < expected) {
            return again(link);
        }
        if (comesLater) {
            return isMoved(link)
                    ? fault(Kind.ENTRY_REORDERED, link, "expected entry " + expected + ", which comes later")
                    : inserted(link, "entry " + expected + " follows later, and nothing follows this one");
        }
        return link.sequence() > expected ? missing(link) : unlike(link);
    }

    /** A number that was there before: either this one or the earlier one is not the service's. */
    private Fault again(Link link) {
        Link earlier = links.get((int) Math.max(link.sequence(), 1) - 1);
        boolean isEarlierFollowed = follower(earlier);
        return !isEarlierFollowed && follower(link)
                ? inserted(earlier, "another entry of this number is the one that the chain goes on from")
                : inserted(link, "an entry of this number stands before it");
    }

    /** In the right place, but it names another entry before it. */
    private Fault unlike(Link link) {
        boolean isVouchedFor = at + 1 == links.size() || follower(link);
        if (at > 0 && isVouchedFor) {
            Link before = links.get(at - 1);
            return fault(
                    Kind.ENTRY_CHANGED,
                    before,
                    "expected what hashes to " + link.previous() + ", as the entry after it says, but it hashes to "
                            + before.computed());
        }
        return fault(
                Kind.ENTRY_CHANGED,
                link,
                "expected it to name " + hashBefore + " before it, but it names " + link.previous());
    }

    private Fault missing(Link link) {
        long last = link.sequence() - 1;
        return new Fault(
                Kind.ENTRY_MISSING,
                partition,
                expected,
                place(link),
                "expected entry " + expected + ", but " + link.sequence() + " stands there: "
                        + (last == expected ? "it is gone" : "entries " + expected + " to " + last + " are gone"));
    }

    /** Written by the service, but at another place: the chain goes on from it, or up to it, and nothing else has its number. */
    private boolean isMoved(Link link) {
        boolean isOnly =
                links.stream().filter(it -> it.sequence() == link.sequence()).count() == 1;
        return isOnly
                && link.isWhole()
                && (follower(link) || links.stream().anyMatch(it -> link.follows(it.sequence(), it.stated())));
    }

    private boolean follower(Link link) {
        return links.stream().anyMatch(it -> it.follows(link.sequence(), link.stated()));
    }

    private Fault inserted(Link link, String why) {
        return fault(Kind.ENTRY_INSERTED, link, "expected no such entry: " + why);
    }

    private Fault fault(Kind kind, Link link, String detail) {
        return new Fault(kind, partition, link.sequence(), place(link), detail);
    }

    private String place(Link link) {
        return Topics.DECISIONS_LEDGER.name() + " " + partition + "@" + link.offset();
    }
}
