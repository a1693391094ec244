package io.claimstream.feedback.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** Files that are packaged with the service, its own and those of WebJars. One that is missing is a fault of the build. */
public final class Packaged {

    private Packaged() {}

    /**
     * What stands in a file.
     *
     * @param path with a slash at its beginning
     */
    public static byte[] bytes(String path) {
        try (InputStream file = open(path)) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to read " + path, e);
        }
    }

    /**
     * Where the files of a WebJar stand, of the version that is packaged, with a slash at the end.
     *
     * @param group such as {@code org.webjars.npm}
     * @param artifact such as {@code htmx.org}
     */
    public static String webjar(String group, String artifact) {
        String path = "/META-INF/maven/" + group + "/" + artifact + "/pom.properties";
        Properties properties = new Properties();
        try (InputStream file = open(path)) {
            properties.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to read " + path, e);
        }
        String version = Objects.requireNonNull(properties.getProperty("version"), "version");
        return "/META-INF/resources/webjars/" + artifact + "/" + version + "/";
    }

    private static InputStream open(String path) {
        return Objects.requireNonNull(Packaged.class.getResourceAsStream(path), path);
    }
}
