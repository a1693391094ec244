package io.claimstream.domain.lifecycle;

import static io.claimstream.domain.lifecycle.SlotHistory.BASELINE;

import io.claimstream.domain.lifecycle.SlotHistory.Term;
import io.claimstream.domain.lifecycle.VersionState.Candidate;
import io.claimstream.domain.lifecycle.VersionState.Cases;
import io.claimstream.domain.lifecycle.VersionState.Champion;
import io.claimstream.domain.lifecycle.VersionState.Retired;
import io.claimstream.event.ModelDeployment;
import io.claimstream.event.ModelSlot;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Takes the moves of one slot in order. What a newer writer adds to the events is passed over. Not thread-safe. */
final class SlotFold {

    private static final Cases<VersionState> TO_CHAMPION = new Cases<>(
            Candidate::promote, VersionState.Challenger::promote, it -> it, Retired::reinstate, it -> it.tryAgain()
                    .promote());
    private static final Cases<VersionState> TO_REFUSED =
            new Cases<>(Candidate::refuse, VersionState.Challenger::refuse, it -> it, it -> it, it -> it);
    private static final Cases<VersionState> TO_CHALLENGER =
            new Cases<>(Candidate::challenge, it -> it, it -> it, Retired::challenge, it -> it.tryAgain()
                    .challenge());
    private static final Cases<VersionState> TO_RETIRED =
            new Cases<>(Candidate::retire, VersionState.Challenger::retire, it -> it, Retired::retire, it -> it);
    private static final Cases<VersionState> TO_UNPROVEN =
            new Cases<>(Candidate::retire, VersionState.Challenger::endUnproven, it -> it, Retired::retire, it -> it);

    private static final Set<String> HELD_BACK = Set.of(
            RefusalCode.PINNED.name(),
            RefusalCode.TAKEN_OUT_BY_HAND.name(),
            RefusalCode.ALREADY_CHALLENGER.name(),
            RefusalCode.CHAMPION_CHANGED.name());

    private final boolean isOfInsurer;
    private final Map<String, VersionState> states = new LinkedHashMap<>();
    private final List<Term> terms = new ArrayList<>();
    private final Deque<String> returns = new ArrayDeque<>();
    private Challenges challenges = Challenges.NONE;
    private String champion = BASELINE;
    private boolean pinned;

    SlotFold(ModelSlot slot) {
        this.isOfInsurer = slot.getInsurer().isPresent();
    }

    List<Term> terms() {
        return terms;
    }

    Map<String, VersionState> states() {
        return states;
    }

    /** Earlier champions to which a roll back returns, the latest first. */
    Deque<String> returns() {
        return returns;
    }

    boolean isPinned() {
        return pinned;
    }

    Challenges challenges() {
        return challenges;
    }

    /** Whether a version passed the gates and was refused for another reason. */
    static boolean isHeldBack(ModelDeployment move) {
        return move.getCode().filter(HELD_BACK::contains).isPresent();
    }

    void take(ModelDeployment move) {
        String version = move.getVersion();
        switch (move.getAction()) {
            case PROMOTED -> succeed(move, false);
            case PINNED -> succeed(move, true);
            case ROLLED_BACK -> rollBack(move);
            case UNPINNED -> unpin(move);
            case RETIRED -> retire(move);
            case SHADOWED, CANARY_STARTED -> challenge(version);
            case REFUSED -> refuse(move);
            default -> {
                // A refused command changes nothing, nor does what is not known here.
            }
        }
        challenges = challenges.after(move);
    }

    /** There is one challenger at a time: a newer one takes the place of the one before. */
    private void challenge(String version) {
        challenges
                .current()
                .map(Challenge::version)
                .filter(before -> !before.equals(version))
                .ifPresent(before -> become(before, TO_UNPROVEN));
        become(version, TO_CHALLENGER);
    }

    private void succeed(ModelDeployment move, boolean stays) {
        String version = move.getVersion();
        pinned = stays;
        if (!version.equals(champion)) {
            if (!champion.equals(BASELINE)) {
                returns.remove(champion);
                returns.addFirst(champion);
            }
            replace(Champion::supersede, move);
            returns.remove(version);
        }
    }

    private void rollBack(ModelDeployment move) {
        String version = move.getVersion();
        if (version.equals(BASELINE)) {
            returns.clear();
            pinned = pinned && !isOfInsurer;
        }
        if (returns.contains(version)) {
            // What lies between is passed over for good.
            List<String> passed =
                    returns.stream().takeWhile(it -> !it.equals(version)).toList();
            returns.removeAll(passed);
            returns.remove(version);
        }
        replace(Champion::withdraw, move);
    }

    private void unpin(ModelDeployment move) {
        pinned = false;
        if (isOfInsurer) {
            returns.clear();
            replace(Champion::supersede, move);
        }
    }

    /** What a person retires is not returned to either; a challenge that ends takes no former champion away. */
    private void retire(ModelDeployment move) {
        String version = move.getVersion();
        if (version.equals(champion)) {
            return;
        }
        boolean isByHand = move.getCommandId().isPresent();
        become(version, isByHand ? TO_RETIRED : TO_UNPROVEN);
        if (isByHand) {
            returns.remove(version);
        }
    }

    /** A version that passed the gates and was held back for another reason was not refused by them. */
    private void refuse(ModelDeployment move) {
        if (isHeldBack(move)) {
            states.putIfAbsent(move.getVersion(), new Candidate());
        } else {
            become(move.getVersion(), TO_REFUSED);
        }
    }

    private void replace(Function<Champion, Retired> leave, ModelDeployment move) {
        if (!champion.equals(BASELINE)) {
            states.put(champion, leave.apply(new Champion()));
        }
        champion = move.getVersion();
        if (!champion.equals(BASELINE)) {
            become(champion, TO_CHAMPION);
        }
        terms.add(new Term(champion, move.getAt(), move));
    }

    private void become(String version, Cases<VersionState> moves) {
        states.put(version, states.getOrDefault(version, new Candidate()).fold(moves));
    }
}
