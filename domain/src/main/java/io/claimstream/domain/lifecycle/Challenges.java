package io.claimstream.domain.lifecycle;

import io.claimstream.event.ModelDeployment;
import java.time.Instant;
import java.util.Optional;

/**
 * The challenges of a slot, folded move by move: at most one is under way. Whatever changes the champion, or pins it, takes a canary back to
 * shadow, so that a roll back leaves no claim to a version that nobody chose. Immutable.
 *
 * @param begun how many have begun
 * @param current the one under way
 */
public record Challenges(int begun, Optional<Challenge> current) {

    /** Before any move. */
    public static final Challenges NONE = new Challenges(0, Optional.empty());

    /** The challenges after one more move of the slot. */
    public Challenges after(ModelDeployment move) {
        String version = move.getVersion();
        return switch (move.getAction()) {
            case SHADOWED -> challengedBy(move, 0);
            case CANARY_STARTED -> challengedBy(move, move.getShare().orElse(0.0));
            case RETIRED, REFUSED -> isCurrent(version) ? ended(move) : this;
            case PROMOTED, PINNED, ROLLED_BACK, UNPINNED -> isCurrent(version) ? over() : opposed(move);
            default -> this;
        };
    }

    private boolean isCurrent(String version) {
        return current.filter(it -> it.version().equals(version)).isPresent();
    }

    private Challenges challengedBy(ModelDeployment move, double share) {
        return isCurrent(move.getVersion())
                ? goingOn(current.orElseThrow(), share)
                : next(move.getVersion(), move.getAt(), share);
    }

    private Challenges next(String version, Instant since, double share) {
        return new Challenges(begun + 1, Optional.of(new Challenge(version, begun + 1, since, share)));
    }

    private Challenges goingOn(Challenge it, double share) {
        return new Challenges(begun, Optional.of(new Challenge(it.version(), it.number(), it.since(), share)));
    }

    /** A version that was held back for another reason than the gates stays what it was. */
    private Challenges ended(ModelDeployment move) {
        return SlotFold.isHeldBack(move) ? this : over();
    }

    private Challenges over() {
        return new Challenges(begun, Optional.empty());
    }

    private Challenges opposed(ModelDeployment move) {
        boolean isOther =
                !move.getPreviousVersion().orElse(SlotHistory.BASELINE).equals(move.getVersion());
        return current.map(it -> isOther ? next(it.version(), move.getAt(), 0) : goingOn(it, 0))
                .orElse(this);
    }
}
