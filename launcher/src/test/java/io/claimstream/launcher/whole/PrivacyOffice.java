package io.claimstream.launcher.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

/** A privacy officer who is signed in to a running instance. */
final class PrivacyOffice {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String root;
    private final Map<String, String> session;

    /** Takes an invitation up, and signs in. */
    static PrivacyOffice invited(LiveApi api, String root, String login) throws Exception {
        String link = api.post(201, "/v1/invitations", "{\"role\":\"PRIVACY_OFFICER\"}")
                .path("link")
                .asText();
        String password = "correct horse battery staple";
        String path = "/v1" + URI.create(link).getPath().replaceFirst("^/v1", "");
        PrivacyOffice nobody = new PrivacyOffice(root, Map.of());
        nobody.send(
                201,
                "POST",
                path,
                "{\"login\":\"%s\",\"displayName\":\"%s\",\"password\":\"%s\"}".formatted(login, login, password));
        HttpResponse<String> signedIn = nobody.answer(
                "POST", "/v1/sessions", "{\"login\":\"%s\",\"password\":\"%s\"}".formatted(login, password));
        assertThat(signedIn.statusCode()).as(signedIn.body()).isEqualTo(201);
        String cookie =
                signedIn.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
        String token = JSON.readTree(signedIn.body()).path("csrfToken").asText();
        return new PrivacyOffice(root, Map.of("Cookie", cookie, "X-CSRF-Token", token));
    }

    private PrivacyOffice(String root, Map<String, String> session) {
        this.root = root;
        this.session = session;
    }

    /** Asks for an erasure; the answer must have a status. */
    JsonNode ask(int status, String body) throws Exception {
        return send(status, "POST", "/v1/privacy/erasures", body);
    }

    /** Confirms one; the answer must have a status. */
    JsonNode confirm(int status, String erasureId) throws Exception {
        return send(status, "POST", "/v1/privacy/erasures/" + erasureId + "/confirm", "{}");
    }

    /** Any request; the answer must have a status. */
    JsonNode send(int status, String method, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = answer(method, path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return answer.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer.body());
    }

    private HttpResponse<String> answer(String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root + path))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body));
        session.forEach(request::header);
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
