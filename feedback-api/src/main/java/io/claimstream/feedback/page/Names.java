package io.claimstream.feedback.page;

import io.claimstream.feedback.account.Accounts;
import io.claimstream.feedback.account.User;
import io.claimstream.feedback.figures.Agreement;
import io.claimstream.feedback.view.ClaimSummary.Decision;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What people call those who act, by the names that stand in events. Thread-safe. */
public final class Names implements UnaryOperator<String> {

    private static final String PERSON = "user:";
    private static final String KEY = "key:";
    private static final String COMMAND_LINE = "cli";

    /** What follows is the run or the watch that did it, which the reason beside it tells. */
    private static final String TRAINER = "retrain-worker";

    private final Accounts accounts;

    public Names(Accounts accounts) {
        this.accounts = accounts;
    }

    /** Both names of a decision that a second person approved. */
    @Override
    public String apply(String actor) {
        return Arrays.stream(actor.split(Agreement.APPROVED_BY, -1))
                .map(this::one)
                .collect(Collectors.joining(Agreement.APPROVED_BY));
    }

    private String one(String actor) {
        if (actor.startsWith(PERSON)) {
            return accounts.ofId(actor.substring(PERSON.length()))
                    .map(User::displayName)
                    .orElse(actor);
        }
        if (actor.startsWith(Decision.POLICY)) {
            return "the acceptance policy " + actor.substring(Decision.POLICY.length());
        }
        if (actor.equals(COMMAND_LINE)) {
            return "the command line";
        }
        if (actor.startsWith(TRAINER)) {
            return "the retrain worker";
        }
        return actor.startsWith(KEY) ? "API key " + actor.substring(KEY.length()) : actor;
    }
}
