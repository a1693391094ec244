package io.claimstream.feedback;

import io.claimstream.feedback.access.KeyRecord.Scope;
import io.claimstream.feedback.access.KeyRegister;
import io.claimstream.feedback.account.Accounts;
import io.claimstream.feedback.queue.Colleagues;
import io.claimstream.feedback.queue.SignedIn;
import java.util.Optional;

/** Keys, accounts and people of an identity provider by the names that stand in events. Thread-safe. */
public final class KnownColleagues implements Colleagues {

    private static final String KEY = "key:";
    private static final String USER = "user:";

    private final KeyRegister keys;
    private final Accounts accounts;
    private final SignedIn signedIn;

    /** @param signedIn those whom only an identity provider knows */
    public KnownColleagues(KeyRegister keys, Accounts accounts, SignedIn signedIn) {
        this.keys = keys;
        this.accounts = accounts;
        this.signedIn = signedIn;
    }

    @Override
    public Optional<Scope> scope(String actor) {
        if (actor.startsWith(KEY)) {
            return keys.scope(actor.substring(KEY.length()));
        }
        return actor.startsWith(USER) ? accounts.scope(actor.substring(USER.length())) : signedIn.scope(actor);
    }
}
