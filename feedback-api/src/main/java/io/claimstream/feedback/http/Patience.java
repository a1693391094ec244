package io.claimstream.feedback.http;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long an outcome is waited for.
 *
 * @param longest the longest, and what is granted to whoever asks for nothing else
 */
record Patience(Duration longest) {

    private static final Pattern WAIT = Pattern.compile("(?:^|[,;]\\s*)wait=(\\d{1,4})(?=$|[\\s,;])");

    /** What the caller prefers (RFC 7240), as long as it is not longer. */
    Duration of(Context context) {
        Optional<String> preference = Optional.ofNullable(context.header("Prefer"));
        Matcher wait = WAIT.matcher(preference.orElse(""));
        if (!wait.find()) {
            return longest;
        }
        Duration asked = Duration.ofSeconds(Long.parseLong(wait.group(1)));
        Duration patience = asked.compareTo(longest) < 0 ? asked : longest;
        context.header("Preference-Applied", "wait=" + patience.toSeconds());
        return patience;
    }
}
