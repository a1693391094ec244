package io.claimstream.feedback.approval;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.feedback.access.Caller;
import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What waits for a second person or did, as far as a caller may see it: the newest first, and of one claim or version. Thread-safe. */
public final class ApprovalLists {

    private static final int MOST_OF_ONE = 500;

    private final Jdbi jdbi;
    private final Clock clock;

    ApprovalLists(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /**
     * What waits and the caller may see, the newest first.
     *
     * @param limit the most to answer with
     */
    public List<Approval> waiting(Caller caller, int limit) {
        return newest(caller, Standing.WAITING, null, limit);
    }

    /**
     * What waits no more and the caller may see, the newest first.
     *
     * @param after the last one seen; null to begin
     * @param limit the most to answer with
     */
    public List<Approval> ended(Caller caller, @Nullable Approval after, int limit) {
        return newest(caller, Standing.ENDED, after, limit);
    }

    private List<Approval> newest(Caller caller, Standing standing, @Nullable Approval after, int limit) {
        return jdbi.withHandle(handle -> ApprovalTable.newest(
                handle,
                caller.insurer(),
                Approvals.seenBy(caller),
                standing.condition(),
                after,
                clock.instant(),
                limit));
    }

    /** Whether something waits; the condition is one on the table, at a time {@code :now}. */
    private enum Standing {
        WAITING("state = 'WAITING' and expires_at > :now"),
        ENDED("(state <> 'WAITING' or expires_at <= :now)");

        private final String condition;

        Standing(String condition) {
            this.condition = condition;
        }

        String condition() {
            return condition;
        }
    }

    /** What the caller may see of what was asked about a claim, the oldest first; {@value #MOST_OF_ONE} at most. */
    public List<Approval> ofClaim(Caller caller, ClaimKey claim) {
        return jdbi.withHandle(handle -> ApprovalTable.ofClaim(handle, claim, MOST_OF_ONE)).stream()
                .filter(it -> Approvals.isSeen(caller, it))
                .toList();
    }

    /** What the caller may see of what was asked about a model version, the oldest first; {@value #MOST_OF_ONE} at most. */
    public List<Approval> ofVersion(Caller caller, String version) {
        return jdbi.withHandle(handle -> ApprovalTable.ofVersion(handle, version, MOST_OF_ONE)).stream()
                .filter(it -> Approvals.isSeen(caller, it))
                .toList();
    }
}
