package io.claimstream.feedback.http;

import io.javalin.http.Context;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether what a browser sends comes from a page of ours. It matters most where nobody is signed in yet, and so no token of a session can prove it: else a page of
 * someone else could sign its reader in as someone else.
 */
final class SameOrigin {

    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

    private SameOrigin() {}

    /** @throws ProblemException when another page sends it */
    static void require(Context context) {
        if (!isOwn(context)) {
            throw new ProblemException(ProblemCode.CSRF_TOKEN_MISSING, "Expected a form of this address.");
        }
    }

    /** Browsers say it themselves; older ones name the origin only. What is no browser says neither, and has no session either that others could use. */
    private static boolean isOwn(Context context) {
        Optional<String> site = Optional.ofNullable(context.header("Sec-Fetch-Site"));
        Optional<String> origin = Optional.ofNullable(context.header("Origin"));
        return site.map(OWN_SITES::contains).orElseGet(() -> origin.map(it -> isHost(it, context.header("Host")))
                .orElse(true));
    }

    private static boolean isHost(String origin, @Nullable String host) {
        try {
            String authority = URI.create(origin).getRawAuthority();
            return authority != null
                    && host != null
                    && authority.toLowerCase(Locale.ROOT).equals(host.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
