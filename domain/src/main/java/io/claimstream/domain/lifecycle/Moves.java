package io.claimstream.domain.lifecycle;

import static io.claimstream.domain.lifecycle.SlotHistory.BASELINE;

import io.claimstream.domain.lifecycle.Decision.Move;
import io.claimstream.domain.lifecycle.Decision.Refusal;
import io.claimstream.event.DeploymentAction;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which moves are legal in a slot now. Decides only: what it decides becomes true by an event on models.deployments.v1. Immutable.
 */
public final class Moves {

    private static final String VERSION = "/version";
    private static final String KIND = "/kind";
    private static final String LIST = "'models list' shows the versions of each slot.";

    private final SlotHistory slot;
    private final SlotHistory everyInsurer;
    private final Function<String, Optional<Published>> published;

    /**
     * @param slot the slot to move in
     * @param everyInsurer the slot that it follows when it has nothing of its own; itself unless it is an insurer's
     * @param published what the model topics hold of a version; empty for one that was never published
     */
    public Moves(SlotHistory slot, SlotHistory everyInsurer, Function<String, Optional<Published>> published) {
        this.slot = slot;
        this.everyInsurer = everyInsurer;
        this.published = published;
    }

    /** A person puts a version in service. */
    public Decision promote(Optional<String> version) {
        if (slot.isPinned()) {
            return pinned();
        }
        return version.map(it -> place(it, DeploymentAction.PROMOTED)).orElseGet(() -> unnamed("promote"));
    }

    /** The worker puts a version in service that passed the gates. */
    public Decision promoteByItself(String version) {
        if (slot.isPinned()) {
            return pinned();
        }
        boolean isTakenOut = slot.stateOf(version) instanceof VersionState.Retired retired
                && retired.how() != VersionState.Retired.How.SUPERSEDED;
        return isTakenOut
                ? new Refusal(
                        RefusalCode.TAKEN_OUT_BY_HAND,
                        VERSION,
                        version + " was rolled back from, retired or not proven better before.",
                        "'models promote' puts it in service all the same.")
                : new Move(DeploymentAction.PROMOTED, version, Optional.empty());
    }

    /** A person keeps the slot on a version: the named one, else what serves it now. */
    public Decision pin(Optional<String> version) {
        Optional<String> wanted = version.or(slot::champion).or(everyInsurer::champion);
        if (wanted.isEmpty()) {
            return new Refusal(
                    RefusalCode.NO_VERSION,
                    VERSION,
                    "No version is named, and the baseline is in service.",
                    "Name the version to stay on. " + LIST);
        }
        boolean isThereAlready = wanted.equals(slot.champion());
        if (isThereAlready && slot.isPinned()) {
            return new Refusal(
                    RefusalCode.PINNED,
                    VERSION,
                    "The slot is pinned to " + wanted.get() + " already.",
                    "Nothing is to be done.");
        }
        return isThereAlready
                ? new Move(DeploymentAction.PINNED, wanted.get(), calibration(wanted.get()))
                : place(wanted.get(), DeploymentAction.PINNED);
    }

    /** A person lets the slot move again; an insurer's slot follows that of every insurer from then on. */
    public Decision unpin() {
        if (!slot.isPinned()) {
            return new Refusal(
                    RefusalCode.NOT_PINNED, KIND, "The slot is not pinned.", "'models list' shows which slots are.");
        }
        Optional<String> stays = slot.slot().getInsurer().isPresent() ? Optional.empty() : slot.champion();
        return new Move(DeploymentAction.UNPINNED, stays.orElse(BASELINE), stays.flatMap(this::calibration));
    }

    /** A person withdraws the champion and returns to what was in service before: the named one, else the one before it, else the baseline. */
    public Decision rollBack(Optional<String> version) {
        Optional<String> target = version.or(slot::returnsTo);
        boolean isBaselineAlready = slot.champion().isEmpty();
        if (isBaselineAlready || target.isEmpty()) {
            return new Refusal(
                    RefusalCode.NOTHING_TO_ROLL_BACK,
                    KIND,
                    "No model of the slot's own is in service.",
                    "'models promote' puts a version in service.");
        }
        if (target.get().equals(BASELINE)) {
            return new Move(DeploymentAction.ROLLED_BACK, BASELINE, Optional.empty());
        }
        Decision decision = place(target.get(), DeploymentAction.ROLLED_BACK);
        // What never decided anything needs the care of a promotion: a second person where one is wanted, and no haste.
        boolean isKnown = slot.wasInService(target.get()) || everyInsurer.wasInService(target.get());
        return decision.fold(move -> isKnown ? move : neverInService(move.version()), refusal -> refusal);
    }

    private static Refusal neverInService(String version) {
        return new Refusal(
                RefusalCode.NEVER_IN_SERVICE,
                VERSION,
                version + " was never in service here, so there is no way back to it.",
                "'models promote' puts it in service.");
    }

    /**
     * The worker withdraws a champion that breaks its bounds and returns to the one before it: once for each version, so that a person who
     * puts it back has the last word.
     *
     * @param isBaselineCloser whether the baseline was closer on the claims that broke them; it is returned to only then
     */
    public Decision rollBackByItself(String version, boolean isBaselineCloser) {
        if (!slot.champion().equals(Optional.of(version))) {
            return new Refusal(
                    RefusalCode.CHAMPION_CHANGED,
                    VERSION,
                    version + " is not in service any more.",
                    "Nothing is to be done.");
        }
        if (slot.isPinned()) {
            return pinned();
        }
        if (slot.wasWithdrawnByItself(version)) {
            return new Refusal(
                    RefusalCode.PUT_BACK_BY_HAND,
                    VERSION,
                    version + " was rolled back from before and put back by hand.",
                    "'models rollback' withdraws it.");
        }
        if (slot.returnsTo().equals(Optional.of(BASELINE)) && !isBaselineCloser) {
            return new Refusal(
                    RefusalCode.NOTHING_BETTER,
                    VERSION,
                    "Only the baseline is there to return to, and it was further off on the same claims.",
                    "'models train' makes another; 'models rollback' returns to the baseline all the same.");
        }
        return rollBack(Optional.empty());
    }

    /** A person has a version that is not in service no longer be returned to, nor promoted by itself. */
    public Decision retire(Optional<String> version) {
        if (version.isEmpty()) {
            return unnamed("retire");
        }
        String name = version.get();
        if (published.apply(name).isEmpty()) {
            return unknown(name);
        }
        Decision legal = new Move(DeploymentAction.RETIRED, name, Optional.empty());
        return slot.stateOf(name)
                .fold(new VersionState.Cases<>(
                        candidate -> legal,
                        challenger -> legal,
                        champion -> new Refusal(
                                RefusalCode.IN_SERVICE,
                                VERSION,
                                name + " is in service.",
                                "'models rollback' or 'models promote' puts another in its place first."),
                        retired -> retired.how() == VersionState.Retired.How.BY_HAND
                                ? new Refusal(
                                        RefusalCode.ALREADY_RETIRED,
                                        VERSION,
                                        name + " is retired already.",
                                        "Nothing is to be done.")
                                : legal,
                        refused -> refusedByGates(name)));
    }

    /** Which moves of challengers are legal. */
    public ChallengeMoves challenges() {
        return new ChallengeMoves(slot, this);
    }

    private Decision place(String version, DeploymentAction action) {
        Optional<Refusal> unfit = unfit(version);
        return unfit.isPresent() ? unfit.get() : new Move(action, version, calibration(version));
    }

    /** Why a version can neither go into service nor challenge what is; empty when it can. */
    Optional<Refusal> unfit(String version) {
        if (version.equals(BASELINE)) {
            return Optional.of(new Refusal(
                    RefusalCode.WRONG_SLOT,
                    VERSION,
                    "The baseline is no model.",
                    "'models rollback --to baseline' takes the champion out of service."));
        }
        Optional<Published> found = published.apply(version);
        return found.isEmpty()
                ? Optional.of(unknown(version))
                : unfit(version, found.get()).or(() -> settled(version));
    }

    private Optional<Refusal> unfit(String version, Published found) {
        if (!found.fits(slot.slot())) {
            return Optional.of(new Refusal(
                    RefusalCode.WRONG_SLOT,
                    VERSION,
                    version + " is for " + name(found) + ".",
                    "Choose a version of this slot. " + LIST));
        }
        if (!found.whole()) {
            return Optional.of(new Refusal(
                    RefusalCode.INCOMPLETE_VERSION,
                    VERSION,
                    "Parts of " + version + " are missing on the model topics.",
                    "Choose another version, or train anew."));
        }
        return found.calibration().isPresent()
                ? Optional.empty()
                : Optional.of(new Refusal(
                        RefusalCode.NOT_CALIBRATED,
                        VERSION,
                        version + " was never calibrated, so it could not say how sure it is.",
                        "Choose another version, or train anew."));
    }

    /** What the state of a version rules out. */
    private Optional<Refusal> settled(String version) {
        return slot.stateOf(version)
                .fold(new VersionState.Cases<>(
                        candidate -> Optional.empty(),
                        challenger -> Optional.empty(),
                        champion -> Optional.of(new Refusal(
                                RefusalCode.ALREADY_CHAMPION,
                                VERSION,
                                version + " is in service already.",
                                "Nothing is to be done.")),
                        retired -> Optional.empty(),
                        refused -> Optional.of(refusedByGates(version))));
    }

    Optional<Integer> calibration(String version) {
        return published.apply(version).flatMap(Published::calibration);
    }

    Refusal unnamed(String verb) {
        return new Refusal(
                RefusalCode.NO_VERSION, VERSION, "No version is named.", "Name one to " + verb + ". " + LIST);
    }

    Refusal pinned() {
        return new Refusal(
                RefusalCode.PINNED,
                KIND,
                "The slot is pinned to " + slot.champion().orElse(BASELINE) + ".",
                "'models unpin' lets it move again.");
    }

    private static Refusal unknown(String version) {
        return new Refusal(
                RefusalCode.UNKNOWN_VERSION, VERSION, "No version " + version + " was ever published.", LIST);
    }

    private static Refusal refusedByGates(String version) {
        return new Refusal(
                RefusalCode.REFUSED_BY_GATES,
                VERSION,
                "The gates refused " + version + ".",
                "'models history' says why; train anew once there are more labels.");
    }

    private static String name(Published found) {
        return found.slot().getLineOfBusiness()
                + " in " + found.slot().getCurrency()
                + found.slot().getInsurer().map(insurer -> " of " + insurer).orElse("");
    }
}
