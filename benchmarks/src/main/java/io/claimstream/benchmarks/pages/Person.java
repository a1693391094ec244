package io.claimstream.benchmarks.pages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Somebody who is signed in at a running instance. Not thread-safe. */
final class Person {

    static final String COOKIE = "claimstream";

    private static final JsonMapper JSON = new JsonMapper();
    private static final String PASSWORD = "correct horse battery";

    private final HttpClient http;
    private final URI root;
    private final String session;

    private Person(HttpClient http, URI root, String session) {
        this.http = http;
        this.root = root;
        this.session = session;
    }

    /**
     * Makes an account and signs in.
     *
     * @param root address of the instance
     * @param dataDir its data directory, with the key of its command line
     * @param scope role and insurer, as an invitation has them
     * @param name as others see it; the login is made of it
     */
    static Person join(URI root, Path dataDir, Map<String, String> scope, String name)
            throws IOException, InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        String key = Files.readString(dataDir.resolve("secrets/cli.key")).strip();
        JsonNode invitation = JSON.readTree(send(
                        http,
                        HttpRequest.newBuilder(root.resolve("/v1/invitations")).header("X-Api-Key", key),
                        Map.copyOf(scope))
                .body());
        String login = name.toLowerCase(Locale.ROOT).replace(' ', '.');
        Map<String, String> account = Map.of("login", login, "displayName", name, "password", PASSWORD);
        send(http, HttpRequest.newBuilder(root.resolve(invitation.path("link").asText())), account);
        HttpResponse<String> session = send(
                http,
                HttpRequest.newBuilder(root.resolve("/v1/sessions")),
                Map.of("login", login, "password", PASSWORD));
        String cookie = session.headers().firstValue("Set-Cookie").orElseThrow();
        return new Person(http, root, cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';')));
    }

    /** The value of the cookie {@value #COOKIE}. */
    String session() {
        return session;
    }

    /** A page, or a part of one, which must be there. */
    String get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(root.resolve(path))
                        .header("Accept", "text/html")
                        .header("Cookie", COOKIE + "=" + session)
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("Expected " + path + " to be shown, but got " + answer.statusCode() + ".");
        }
        return answer.body();
    }

    private static HttpResponse<String> send(HttpClient http, HttpRequest.Builder request, Map<String, String> body)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                request.header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 201) {
            throw new IllegalStateException("Expected 201, but got " + answer.statusCode() + ": " + answer.body());
        }
        return answer;
    }
}
