package io.claimstream.feedback.page;

import io.claimstream.feedback.http.PageRoute;
import io.claimstream.feedback.http.ProblemCode;
import io.claimstream.feedback.http.ProblemException;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/**
 * Style, scripts and the icon. Their address holds a hash of all of them, so that browsers may keep them for good, and one that comes back after an upgrade gets new
 * ones. Read once; thread-safe.
 */
final class Assets {

    private static final String CSS = "text/css; charset=utf-8";
    private static final String JS = "text/javascript; charset=utf-8";
    private static final String WEBJAR = "/META-INF/maven/org.webjars.npm/htmx.org/pom.properties";
    private static final List<String> SCRIPTS = List.of("claimstream.js", "queue.js", "claim.js");
    private static final int HASH_DIGITS = 12;

    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final Map<String, String> types = new HashMap<>();
    private final String version;

    Assets() {
        add("claimstream.css", CSS, own("claimstream.css"));
        add("icon.svg", "image/svg+xml", own("icon.svg"));
        SCRIPTS.forEach(name -> add(name, JS, own(name)));
        String htmx = "/META-INF/resources/webjars/htmx.org/" + webjarVersion() + "/dist/htmx.min.js";
        add("htmx.min.js", JS, bytes(htmx));
        this.version = hash(files.values());
    }

    /** Where they are, without a slash at the end. */
    String path() {
        return "/assets/" + version;
    }

    /** Their text, for a page that must stand alone. */
    byte[] bytesOf(String name) {
        return Objects.requireNonNull(files.get(name), name).clone();
    }

    PageRoute route() {
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

    private static String hash(Iterable<byte[]> files) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            files.forEach(sha256::update);
            return HexFormat.of().formatHex(sha256.digest()).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    private static String webjarVersion() {
        Properties properties = new Properties();
        try (InputStream file = open(WEBJAR)) {
            properties.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to read " + WEBJAR, e);
        }
        return Objects.requireNonNull(properties.getProperty("version"), "version");
    }

    private static byte[] own(String name) {
        return bytes("/io/claimstream/feedback/page/assets/" + name);
    }

    private static byte[] bytes(String path) {
        try (InputStream file = open(path)) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to read " + path, e);
        }
    }

    private static InputStream open(String path) {
        return Objects.requireNonNull(Assets.class.getResourceAsStream(path), path);
    }
}
