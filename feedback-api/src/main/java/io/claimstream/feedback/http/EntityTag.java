package io.claimstream.feedback.http;

import io.javalin.http.Context;
import java.util.regex.Pattern;

/**
 * Names a version of something that is edited, as a strong {@code ETag}. It moves with every edit, and with nothing else that an answer shows beside it.
 *
 * @param opaque what stands between the quotes: visible ASCII without quotes
 */
record EntityTag(String opaque) {

    private static final Pattern FORM = Pattern.compile("[\\x21\\x23-\\x7e]{1,300}");

    EntityTag {
        if (!FORM.matcher(opaque).matches()) {
            throw new IllegalArgumentException("Expected visible ASCII without quotes.");
        }
    }

    /** Of something whose edits are counted. */
    static EntityTag of(long version) {
        return new EntityTag(Long.toString(version));
    }

    /** As it stands in the header. */
    String text() {
        return '"' + opaque + '"';
    }

    void into(Context context) {
        context.header("ETag", text());
    }
}
