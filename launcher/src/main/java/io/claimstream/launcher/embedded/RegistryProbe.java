package io.claimstream.launcher.embedded;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks a registry whether it is up, and sets its compatibility rule. */
final class RegistryProbe {

    private static final String COMPATIBILITY = "FULL_TRANSITIVE";
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final URI api;

    RegistryProbe(URI api) {
        this.api = api;
    }

    /** Whether the registry answers; waits a moment before it says no. */
    boolean answers() {
        try {
            return send(HttpRequest.newBuilder(resolve("/subjects"))).statusCode() == 200 || pause();
        } catch (IOException e) {
            return pause();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Makes the registry refuse what would break readers or writers of any earlier version. */
    void requireCompatibility() {
        try {
            HttpResponse<String> answer = send(HttpRequest.newBuilder(resolve("/config"))
                    .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                    .PUT(BodyPublishers.ofString("{\"compatibility\":\"" + COMPATIBILITY + "\"}")));
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("Expected the schema registry to take compatibility " + COMPATIBILITY
                        + ", but it answered " + answer.statusCode() + ".");
            }
        } catch (IOException e) {
            throw new IllegalStateException("Expected the schema registry to answer, but it did not.", e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.timeout(Duration.ofSeconds(5)).build(), BodyHandlers.ofString());
    }

    private URI resolve(String path) {
        return URI.create(api + path);
    }

    private static boolean pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
            return false;
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("Interrupted while the schema registry started.", e);
    }
}
