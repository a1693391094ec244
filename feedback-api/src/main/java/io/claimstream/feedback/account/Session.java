package io.claimstream.feedback.account;

import io.claimstream.feedback.access.Token;
import java.time.Instant;

/**
 * A person who is signed in.
 *
 * @param token what the browser sends along: a secret
 * @param expiresAt when it ends, however busy
 */
public record Session(User user, Token token, Instant expiresAt) {

    private static final String CSRF = "csrf";

    /** What a page must send along with a change, and what a page of someone else cannot know. It follows from the token. */
    public String csrfToken() {
        return token.derived(CSRF);
    }
}
