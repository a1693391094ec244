package io.claimstream.feedback.page;

import java.util.Optional;
import java.util.regex.Pattern;

/** An address of ours to go on to. What stands behind {@code next} may come from anywhere, and must not lead elsewhere. */
public final class LocalAddress {

    /** One slash, and then neither another nor a backslash, which browsers take for one: either would begin the name of a host. */
    private static final Pattern FORM = Pattern.compile("/(?![/\\\\])[\\x21-\\x7e]{0,500}");

    private LocalAddress() {}

    /** The address, where it is one of ours; without a backslash anywhere. */
    public static Optional<String> of(String text) {
        return Optional.of(text)
                .filter(it -> FORM.matcher(it).matches() && it.indexOf('\\') < 0 && !it.startsWith("/v1/"));
    }
}
