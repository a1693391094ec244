package io.claimstream.launcher.importing;

import io.claimstream.launcher.importing.ClaimState.Outcome;
import io.claimstream.launcher.importing.ImportJournal.Done;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/**
 * Follows a submitted row to its end: rejected, scored, or scored and settled. A row whose claim died counts as rejected, but stays out of the
 * journal: put back by an operator it may be scored yet, so another import asks again.
 */
final class RowEnding {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

    private final ClaimsApi api;
    private final ImportJournal journal;
    private final Stall stall;

    RowEnding(ClaimsApi api, ImportJournal journal, Stall stall) {
        this.api = api;
        this.journal = journal;
        this.stall = stall;
    }

    /** Waits for the outcome, records the settlement and notes both. */
    Done await(ImportedRow row) throws InterruptedException {
        Duration pause = FIRST_PAUSE;
        while (true) {
            Optional<ClaimState> state = api.find(row.insurer(), row.claimId());
            if (outcome(state) == Outcome.DEAD_LETTERED) {
                stall.moved();
                return Done.REJECTED;
            }
            Optional<Done> done = end(row, state);
            if (done.isPresent()) {
                stall.moved();
                journal.note(row, done.get());
                return done.get();
            }
            stall.check();
            Thread.sleep(pause.toMillis());
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private Optional<Done> end(ImportedRow row, Optional<ClaimState> state) throws InterruptedException {
        Outcome outcome = outcome(state);
        if (outcome == Outcome.PENDING) {
            return Optional.empty();
        }
        if (outcome == Outcome.REJECTED) {
            return Optional.of(Done.REJECTED);
        }
        return row.settlement().isEmpty()
                ? Optional.of(Done.SCORED)
                : settle(row, row.settlement().get(), state);
    }

    private static Outcome outcome(Optional<ClaimState> state) {
        return state.map(ClaimState::outcome).orElse(Outcome.PENDING);
    }

    private Optional<Done> settle(ImportedRow row, BigDecimal amount, Optional<ClaimState> state)
            throws InterruptedException {
        boolean known = state.flatMap(ClaimState::settlement)
                .filter(standing -> standing.compareTo(amount) == 0)
                .isPresent();
        if (known) {
            return Optional.of(Done.SETTLED);
        }
        Optional<String> scoreId = state.flatMap(ClaimState::scoreId);
        return scoreId.isPresent() && api.settle(scoreId.get(), row.claimId(), amount)
                ? Optional.of(Done.SETTLED)
                : Optional.empty();
    }
}
