package io.claimstream.feedback;

import io.claimstream.feedback.access.KeyRecord.Scope;
import io.claimstream.feedback.access.KeyRegister;
import io.claimstream.feedback.account.Accounts;
import io.claimstream.feedback.queue.Colleagues;
import java.util.Optional;

/** Keys and accounts by the names that stand in events. Thread-safe. */
public final class KnownColleagues implements Colleagues {

    private static final String KEY = "key:";
    private static final String USER = "user:";

    private final KeyRegister keys;
    private final Accounts accounts;

    public KnownColleagues(KeyRegister keys, Accounts accounts) {
        this.keys = keys;
        this.accounts = accounts;
    }

    @Override
    public Optional<Scope> scope(String actor) {
        if (actor.startsWith(KEY)) {
            return keys.scope(actor.substring(KEY.length()));
        }
        return actor.startsWith(USER) ? accounts.scope(actor.substring(USER.length())) : Optional.empty();
    }

    @Override
    public boolean knows(String actor) {
        return actor.startsWith(KEY) || actor.startsWith(USER);
    }
}
