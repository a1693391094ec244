package io.claimstream.feedback.page;

import io.javalin.http.Context;
import java.util.Objects;

/** Where the reader's browser has found these pages. */
public final class OwnAddress {

    private OwnAddress() {}

    /** Scheme, host and port, without a slash at the end. A form says it: behind a proxy only the browser knows by which scheme it came. */
    public static String of(Context context) {
        return Objects.requireNonNullElse(context.header("Origin"), context.scheme() + "://" + context.host());
    }
}
