package io.claimstream.feedback.http;

import io.javalin.http.Context;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a caller wants to read (RFC 9110, section 12.5.1), as far as this API has a choice: HTML or JSON. */
final class Accepted {

    private static final int SEE_OTHER = 303;

    private Accepted() {}

    /** Whether HTML is wanted more than JSON. Who wants both alike, such as every type, gets JSON. */
    static boolean prefersHtml(@Nullable String accept) {
        return accept != null && quality(accept, "text", "html") > quality(accept, "application", "json");
    }

    /** Sends whoever wants HTML on to a page; whether it did. */
    static boolean sendsOn(Context context, String page) {
        context.res().addHeader("Vary", "Accept");
        if (!prefersHtml(context.header("Accept"))) {
            return false;
        }
        context.status(SEE_OTHER).header("Location", page);
        return true;
    }

    /** The quality of the most specific range that names a type. */
    private static double quality(String accept, String type, String subtype) {
        double quality = 0;
        int specific = 0;
        for (String range : accept.toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] parts = range.split(";", -1);
            int matches = specificity(parts[0].strip(), type, subtype);
            if (matches > specific) {
                specific = matches;
                quality = weight(parts);
            }
        }
        return quality;
    }

    private static int specificity(String range, String type, String subtype) {
        if (range.equals(type + "/" + subtype)) {
            return 3;
        }
        return range.equals(type + "/*") ? 2 : range.equals("*/*") ? 1 : 0;
    }

    private static double weight(String... parts) {
        for (String part : parts) {
            if (part.strip().startsWith("q=")) {
                try {
                    return Double.parseDouble(part.strip().substring(2));
                } catch (NumberFormatException e) {
                    return 0;
                }
            }
        }
        return 1;
    }
}
