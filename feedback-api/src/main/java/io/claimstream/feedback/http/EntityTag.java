package io.claimstream.feedback.http;

import io.javalin.http.Context;

/**
 * Names a state of a resource, as the header {@code ETag}: a change says with {@code If-Match} which state it is of.
 *
 * @param value the tag with its quotes
 */
record EntityTag(String value) {

    /** The tag of a version that is counted. */
    static EntityTag of(long version) {
        return new EntityTag("\"" + version + "\"");
    }

    /** Tells the caller. */
    void tell(Context context) {
        context.header("ETag", value);
    }
}
