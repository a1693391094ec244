package io.claimstream.feedback.http;

import io.javalin.http.Context;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers only for names that are its own. A page of someone else may have its name lead to this machine, and its scripts would then ask this API as if it were
 * theirs. Where the API is served to others and no names are set, any name is taken: nobody knows here how it is reached.
 */
final class HostGuard {

    /** A name or an address of IPv4, or one of IPv6 in brackets; and a port. */
    private static final Pattern HOST = Pattern.compile("(\\[[0-9a-f:.]+]|[a-z0-9._-]+)(?::[0-9]{1,5})?");

    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(?:\\.[0-9]{1,3}){3}|\\[::1]");

    /** Whoever watches the service may ask by any name: nothing of a claim stands there. */
    private static final Set<String> OPEN = Set.of("/livez", "/readyz", "/startupz", "/metrics");

    private final Set<String> names;
    private final String served;
    private final boolean takesAny;

    /** @param served the address that the API is served on */
    HostGuard(Set<String> names, String served) {
        this.names = names;
        this.served = served.toLowerCase(Locale.ROOT);
        this.takesAny = names.isEmpty() && !isLoopback(this.served);
    }

    /** @throws ProblemException when the request is for someone else */
    void check(Context context) {
        if (takesAny || OPEN.contains(context.path())) {
            return;
        }
        boolean isOwn =
                Optional.ofNullable(context.header("Host")).filter(this::isOwn).isPresent();
        if (!isOwn) {
            throw new ProblemException(
                    ProblemCode.MISDIRECTED,
                    "Expected a Host that is served here; the setting api.hosts names others.");
        }
    }

    private boolean isOwn(String header) {
        Matcher host = HOST.matcher(header.toLowerCase(Locale.ROOT));
        if (!host.matches()) {
            return false;
        }
        String name = host.group(1);
        return isLoopback(name)
                || name.equals(served)
                || names.contains(name)
                || names.contains(header.toLowerCase(Locale.ROOT));
    }

    private static boolean isLoopback(String name) {
        return LOOPBACK.matcher(name).matches() || name.equals("::1");
    }
}
