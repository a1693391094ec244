package io.claimstream.domain.lifecycle;

import io.claimstream.event.DeploymentAction;
import io.claimstream.event.ModelDeployment;
import io.claimstream.event.ModelSlot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that models.deployments.v1 says of one slot, folded in its order: who is champion, who was when, where each version stands.
 * A slot of one insurer without a champion of its own follows the slot of every insurer. Immutable.
 */
public final class SlotHistory {

    /** Stands for no model at all: the sum of the heads of loss, or in an insurer's slot what every insurer has. */
    public static final String BASELINE = "baseline";

    private final ModelSlot slot;
    private final List<ModelDeployment> moves;
    private final List<Term> terms;
    private final Map<String, VersionState> states;
    private final List<String> returns;
    private final Challenges challenges;
    private final boolean pinned;

    /**
     * A time in which one version, or the baseline, is in service.
     *
     * @param version the version, or {@link #BASELINE}
     * @param from when it began, as the event says
     * @param move the event that began it
     */
    public record Term(String version, Instant from, ModelDeployment move) {}

    private SlotHistory(ModelSlot slot, List<ModelDeployment> moves, SlotFold fold) {
        this.slot = slot;
        this.moves = List.copyOf(moves);
        this.terms = List.copyOf(fold.terms());
        this.states = Collections.unmodifiableMap(new LinkedHashMap<>(fold.states()));
        this.returns = List.copyOf(fold.returns());
        this.challenges = fold.challenges();
        this.pinned = fold.isPinned();
    }

    /**
     * The history of a slot.
     *
     * @param log moves in the order of the topic; those in other slots are passed over
     */
    public static SlotHistory of(ModelSlot slot, List<ModelDeployment> log) {
        List<ModelDeployment> own =
                log.stream().filter(move -> move.getSlot().equals(slot)).toList();
        SlotFold fold = new SlotFold(slot);
        own.forEach(fold::take);
        return new SlotHistory(slot, own, fold);
    }

    /** The history with one more move of this slot. */
    public SlotHistory after(ModelDeployment move) {
        List<ModelDeployment> more = new ArrayList<>(moves);
        more.add(move);
        return of(slot, more);
    }

    public ModelSlot slot() {
        return slot;
    }

    /** Every event of the slot, refusals too, in order. */
    public List<ModelDeployment> moves() {
        return moves;
    }

    /** The version in service; empty while it is the baseline, or in an insurer's slot what every insurer has. */
    public Optional<String> champion() {
        return term().map(Term::version).filter(version -> !version.equals(BASELINE));
    }

    /** The term under way; empty before any move. */
    public Optional<Term> term() {
        return terms.isEmpty() ? Optional.empty() : Optional.of(terms.get(terms.size() - 1));
    }

    /** The term under way at a time, by the times that the events say, in the order of the log; empty before any move. */
    public Optional<Term> termAt(Instant time) {
        return terms.stream().filter(term -> !term.from().isAfter(time)).reduce((earlier, later) -> later);
    }

    /** Terms in order. */
    public List<Term> terms() {
        return terms;
    }

    /** Whether a version is or was champion of this slot. */
    public boolean wasInService(String version) {
        return terms.stream().anyMatch(term -> term.version().equals(version));
    }

    /** Where each version that was ever moved stands. */
    public Map<String, VersionState> states() {
        return states;
    }

    /** Where a published version stands. */
    public VersionState stateOf(String version) {
        return states.getOrDefault(version, new VersionState.Candidate());
    }

    /** The challenger under way; empty for none. */
    public Optional<Challenge> challenge() {
        return challenges.current();
    }

    /** Whether a person decided that the slot stays on what it has. */
    public boolean isPinned() {
        return pinned;
    }

    /** Whether a version was rolled back from without a command. */
    boolean wasWithdrawnByItself(String version) {
        return moves.stream()
                .anyMatch(move -> move.getAction() == DeploymentAction.ROLLED_BACK
                        && move.getCommandId().isEmpty()
                        && move.getPreviousVersion().filter(version::equals).isPresent());
    }

    /** Where a roll back goes that names no version: the champion before, or the baseline; empty when the baseline is in service. */
    public Optional<String> returnsTo() {
        return champion().map(version -> returns.isEmpty() ? BASELINE : returns.get(0));
    }
}
