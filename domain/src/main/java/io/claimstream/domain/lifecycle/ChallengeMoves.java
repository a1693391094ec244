package io.claimstream.domain.lifecycle;

import io.claimstream.domain.lifecycle.Decision.Move;
import io.claimstream.domain.lifecycle.Decision.Refusal;
import io.claimstream.event.DeploymentAction;
import java.util.Optional;

/**
 * Which moves of challengers are legal in a slot now. A challenger needs a champion to beat and a slot that may move. Decides only, as
 * {@link Moves} does. Immutable.
 */
public final class ChallengeMoves {

    private static final String VERSION = "/version";

    private final SlotHistory slot;
    private final Moves moves;

    ChallengeMoves(SlotHistory slot, Moves moves) {
        this.slot = slot;
        this.moves = moves;
    }

    /** A person has a version score beside the champion, without effect; a canary goes back to that. */
    public Decision shadow(Optional<String> version) {
        return challenge(version, new Move(DeploymentAction.SHADOWED, version.orElse(""), Optional.empty()));
    }

    /** A person has a version decide a share of the claims. */
    public Decision canary(Optional<String> version, Optional<Double> share) {
        return share.filter(it -> it > 0 && it < 1).isEmpty()
                ? new Refusal(
                        RefusalCode.BAD_SHARE,
                        "/share",
                        "A canary decides a share of the claims above 0 and below 1.",
                        "Name one, such as 0.1.")
                : challenge(
                        version,
                        new Move(DeploymentAction.CANARY_STARTED, version.orElse(""), Optional.empty(), share));
    }

    /** The worker has a version that passed the gates score beside the champion. */
    public Decision shadowByItself(String version) {
        Move move = new Move(DeploymentAction.SHADOWED, version, Optional.empty());
        return closed().or(() -> already(move)).<Decision>map(it -> it).orElseGet(() -> moves.promoteByItself(version)
                .fold(promotion -> move, refusal -> refusal));
    }

    /** The worker has a challenger that is proven better decide a share of the claims. */
    public Decision canaryByItself(String version, double share) {
        return ofChallenger(
                new Move(DeploymentAction.CANARY_STARTED, version, moves.calibration(version), Optional.of(share)));
    }

    /** The worker puts a challenger in service that is proven better. */
    public Decision promoteByItself(String version) {
        return ofChallenger(new Move(DeploymentAction.PROMOTED, version, moves.calibration(version)));
    }

    /** The worker ends a challenge that proved nothing. */
    public Decision endByItself(String version) {
        return isChallenger(version)
                ? new Move(DeploymentAction.RETIRED, version, Optional.empty())
                : noChallenger(version);
    }

    private Decision challenge(Optional<String> version, Move wanted) {
        Optional<Refusal> refusal = closed().or(
                        () -> version.isEmpty() ? Optional.of(moves.unnamed("challenge")) : Optional.empty())
                .or(() -> moves.unfit(wanted.version()))
                .or(() -> already(wanted));
        return refusal.isPresent()
                ? refusal.get()
                : new Move(wanted.action(), wanted.version(), moves.calibration(wanted.version()), wanted.share());
    }

    private Decision ofChallenger(Move move) {
        if (!isChallenger(move.version())) {
            return noChallenger(move.version());
        }
        return slot.isPinned() ? moves.pinned() : move;
    }

    private boolean isChallenger(String version) {
        return slot.challenge().filter(it -> it.version().equals(version)).isPresent();
    }

    /** Why nothing can challenge in this slot. */
    private Optional<Refusal> closed() {
        if (slot.slot().getInsurer().isPresent()) {
            return Optional.of(new Refusal(
                    RefusalCode.INSURER_SLOT,
                    "/slot/insurer",
                    "Models challenge each other for every insurer.",
                    "Ask again without an insurer; 'models pin' chooses a model for one."));
        }
        if (slot.isPinned()) {
            return Optional.of(moves.pinned());
        }
        return slot.champion().isPresent()
                ? Optional.empty()
                : Optional.of(new Refusal(
                        RefusalCode.NO_CHAMPION,
                        "/kind",
                        "Only the baseline is in service, so that there is no champion to challenge.",
                        "'models promote' puts the version in service."));
    }

    private Optional<Refusal> already(Move wanted) {
        return slot.challenge()
                .filter(it -> it.version().equals(wanted.version())
                        && it.share() == wanted.share().orElse(0.0))
                .map(it -> new Refusal(
                        RefusalCode.ALREADY_CHALLENGER,
                        VERSION,
                        wanted.version() + " challenges the champion in this way already.",
                        "Nothing is to be done."));
    }

    private static Refusal noChallenger(String version) {
        return new Refusal(
                RefusalCode.NOT_CHALLENGER,
                VERSION,
                version + " does not challenge the champion any more.",
                "Nothing is to be done.");
    }
}
