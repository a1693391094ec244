package io.claimstream.platform.config;

import java.util.regex.Pattern;

/** Texts as they may be shown: addresses without the passwords that may stand in them. */
final class Shown {

    private static final Pattern USER = Pattern.compile("(://)[^/@\\s]+@");
    private static final Pattern PARAMETER =
            Pattern.compile("(?i)([?&;][^=&;]*(?:password|secret|token)[^=&;]*=)[^&;]+");

    private Shown() {}

    static String of(String text) {
        String withoutUser = USER.matcher(text).replaceAll("$1" + Settings.MASK + "@");
        return PARAMETER.matcher(withoutUser).replaceAll("$1" + Settings.MASK);
    }

    /** Whether something of a text may not be shown. */
    static boolean hides(String text) {
        return !of(text).equals(text);
    }
}
