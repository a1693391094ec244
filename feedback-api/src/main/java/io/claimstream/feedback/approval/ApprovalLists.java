package io.claimstream.feedback.approval;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.approval.Matter.Subject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What waits for a second person or did, as far as a caller may see it: by time, and of one claim or version. Thread-safe. */
public final class ApprovalLists {

    private static final int MOST_OF_ONE = 500;
    private static final int AT_ONCE = 500;

    private final Jdbi jdbi;
    private final Clock clock;

    ApprovalLists(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /**
     * What waits and the caller may see, what ends first before the rest.
     *
     * @param after the last one seen; null to begin
     * @param limit the most to answer with
     */
    public List<Approval> waiting(Caller caller, @Nullable Approval after, int limit) {
        return jdbi.withHandle(handle ->
                WaitingTable.page(handle, caller.insurer(), Approvals.seenBy(caller), after, clock.instant(), limit));
    }

    /** What the caller may see of the commands that wait, the newest first; 20 at most. */
    public List<Approval> commandsWaiting(Caller caller, WaitingCommands wanted) {
        return Approvals.seenBy(caller).contains(Subject.COMMAND)
                ? jdbi.withHandle(handle -> WaitingTable.commands(handle, caller.insurer(), wanted, clock.instant()))
                : List.of();
    }

    /**
     * What waits no more and the caller may see, the newest first.
     *
     * @param after the last one seen; null to begin
     * @param limit the most to answer with
     */
    public List<Approval> ended(Caller caller, @Nullable Approval after, int limit) {
        return jdbi.withHandle(handle ->
                ApprovalTable.ended(handle, caller.insurer(), Approvals.seenBy(caller), after, clock.instant(), limit));
    }

    /** What the caller may see of what was asked about a claim, the oldest first; {@value #MOST_OF_ONE} at most. */
    public List<Approval> ofClaim(Caller caller, ClaimKey claim) {
        return jdbi.withHandle(handle -> ApprovalTable.ofClaim(handle, claim, MOST_OF_ONE)).stream()
                .filter(it -> Approvals.isSeen(caller, it))
                .toList();
    }

    /** Decisions on claims that a second person declined, by the score that they were about; of each what was declined first before the rest. */
    public Map<String, List<Approval>> declined(List<String> scoreIds) {
        Map<String, List<Approval>> declined = new HashMap<>();
        for (int from = 0; from < scoreIds.size(); from += AT_ONCE) {
            List<String> some = scoreIds.subList(from, Math.min(scoreIds.size(), from + AT_ONCE));
            jdbi.withHandle(handle -> DeclinedDecisions.ofScores(handle, some)).forEach(it -> it.matter()
                    .fold(command -> Optional.<String>empty(), decision -> Optional.of(decision.scoreId()))
                    .ifPresent(score -> declined.computeIfAbsent(score, none -> new ArrayList<>())
                            .add(it)));
        }
        return declined;
    }

    /** What the caller may see of what was asked about a model version, the oldest first; {@value #MOST_OF_ONE} at most. */
    public List<Approval> ofVersion(Caller caller, String version) {
        return jdbi.withHandle(handle -> ApprovalTable.ofVersion(handle, version, MOST_OF_ONE)).stream()
                .filter(it -> Approvals.isSeen(caller, it))
                .toList();
    }
}
