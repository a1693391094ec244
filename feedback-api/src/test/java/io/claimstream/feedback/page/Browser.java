package io.claimstream.feedback.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.feedback.http.ApiUnderTest;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** As much of a browser as pages need without their scripts: cookies, forms, and no redirect by itself. Not thread-safe. */
public final class Browser {

    public static final String PASSWORD = "correct horse battery";

    private final ApiUnderTest api;
    private final Map<String, String> cookies = new HashMap<>();
    private final Map<String, String> headers = new HashMap<>(Map.of("Accept", "text/html,*/*;q=0.8"));

    public Browser(ApiUnderTest api) {
        this.api = api;
    }

    /** Someone with an account, who is signed in. */
    public static Browser of(ApiUnderTest api, String rootKey, String scope, String login) throws Exception {
        String link = ApiUnderTest.json(api.post("/v1/invitations", rootKey, scope))
                .path("link")
                .asText();
        Browser browser = new Browser(api);
        HttpResponse<String> joined = browser.post(
                link.substring("/v1".length()),
                Map.of("login", login, "displayName", "A Name", "password", PASSWORD, "repeated", PASSWORD));
        assertThat(joined.statusCode()).as(joined.body()).isEqualTo(303);
        assertThat(browser.cookies).containsKey("claimstream");
        return browser;
    }

    public boolean isSignedIn() {
        return cookies.containsKey("claimstream");
    }

    /** The same one, which sends a header more. */
    public Browser with(String header, String value) {
        Browser other = new Browser(api);
        other.cookies.putAll(cookies);
        other.headers.putAll(headers);
        other.headers.put(header, value);
        return other;
    }

    public Browser cookie(String name, String value) {
        cookies.put(name, value);
        return this;
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(api.request(path).GET());
    }

    /** The page at an address, which must be there. */
    public Document page(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Jsoup.parse(answer.body());
    }

    /** Sends a form without the token of the session. */
    public HttpResponse<String> post(String path, Map<String, String> fields) throws IOException, InterruptedException {
        String form = fields.entrySet().stream()
                .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(api.request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    /** Sends a form with the token of the session, as its pages have it. */
    public HttpResponse<String> submit(String path, Map<String, String> fields)
            throws IOException, InterruptedException {
        Map<String, String> all = new HashMap<>(fields);
        all.put("csrf", csrf());
        return post(path, all);
    }

    /** Sends a form with a file, as its page has it, with the token of the session in the address. */
    public HttpResponse<String> upload(String path, Map<String, String> fields, String fileName, String content)
            throws IOException, InterruptedException {
        String boundary = "a-boundary";
        StringBuilder body = new StringBuilder();
        fields.forEach((name, value) -> body.append("--" + boundary + "\r\nContent-Disposition: form-data; name=\"")
                .append(name)
                .append("\"\r\n\r\n")
                .append(value)
                .append("\r\n"));
        body.append("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"")
                .append(fileName)
                .append("\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .append(content)
                .append("\r\n--" + boundary + "--\r\n");
        String address = path + (path.contains("?") ? "&" : "?") + "csrf=" + csrf();
        return send(api.request(address)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.ofString(body.toString())));
    }

    /** The token of the session, as a page has it. */
    public String csrf() throws IOException, InterruptedException {
        return page("/account").body().attr("data-csrf");
    }

    public HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        headers.forEach(request::header);
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(it -> it.getKey() + "=" + it.getValue())
                            .collect(Collectors.joining("; ")));
        }
        HttpResponse<String> answer = api.browsers().send(request.build(), BodyHandlers.ofString());
        answer.headers().allValues("Set-Cookie").forEach(this::keep);
        return answer;
    }

    private void keep(String header) {
        String[] pair = header.split(";", 2)[0].split("=", 2);
        if (header.contains("Max-Age=0")) {
            cookies.remove(pair[0]);
        } else {
            cookies.put(pair[0], pair[1]);
        }
    }
}
