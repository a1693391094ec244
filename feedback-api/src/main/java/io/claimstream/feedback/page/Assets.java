package io.claimstream.feedback.page;

import io.claimstream.feedback.http.Packaged;
import io.claimstream.feedback.http.PageRoute;
import io.claimstream.feedback.http.ProblemCode;
import io.claimstream.feedback.http.ProblemException;
import io.claimstream.model.Sha256;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Style, scripts and the icon. Their address holds a hash of all of them, so that browsers may keep them for good, and one that comes back after an upgrade gets new
 * ones. Read once; thread-safe.
 */
public final class Assets {

    private static final String CSS = "text/css; charset=utf-8";
    private static final String JS = "text/javascript; charset=utf-8";
    private static final List<String> SCRIPTS =
            List.of("claimstream.js", "queue.js", "claim.js", "submit.js", "office.js", "operations.js");
    private static final int HASH_DIGITS = 12;

    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final Map<String, String> types = new HashMap<>();
    private final String version;

    public Assets() {
        add("claimstream.css", CSS, own("claimstream.css"));
        add("icon.svg", "image/svg+xml", own("icon.svg"));
        SCRIPTS.forEach(name -> add(name, JS, own(name)));
        add("htmx.min.js", JS, Packaged.bytes(Packaged.webjar("org.webjars.npm", "htmx.org") + "dist/htmx.min.js"));
        this.version = hash(files.values());
    }

    /** Where they are, without a slash at the end. */
    public String path() {
        return "/assets/" + version;
    }

    /** Their text, for a page that must stand alone. */
    public byte[] bytesOf(String name) {
        return Objects.requireNonNull(files.get(name), name).clone();
    }

    public PageRoute route() {
        return PageRoute.get("/assets/{version}/{file}", this::serve);
    }

    private void serve(Context context) {
        String name = context.pathParam("file");
        byte[] file = files.get(name);
        if (file == null) {
            throw new ProblemException(ProblemCode.NOT_FOUND, "Expected a file of the pages.");
        }
        String tag = '"' + version + '"';
        // A page of another release, for which another instance answered, gets these too, and keeps them no longer than
        // it must.
        boolean isCurrent = context.pathParam("version").equals(version);
        context.header("Cache-Control", isCurrent ? "public, max-age=31536000, immutable" : "no-cache")
                .header("ETag", tag);
        if (tag.equals(context.header("If-None-Match"))) {
            context.status(304);
            return;
        }
        context.contentType(Objects.requireNonNull(types.get(name))).result(file);
    }

    private void add(String name, String type, byte[] bytes) {
        files.put(name, bytes);
        types.put(name, type);
    }

    private static String hash(Collection<byte[]> files) {
        return Sha256.hex(out -> files.forEach(file -> write(out, file))).substring(0, HASH_DIGITS);
    }

    private static void write(OutputStream out, byte[] file) {
        try {
            out.write(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] own(String name) {
        return Packaged.bytes("/io/claimstream/feedback/page/assets/" + name);
    }
}
