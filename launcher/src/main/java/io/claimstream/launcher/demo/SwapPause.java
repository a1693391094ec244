package io.claimstream.launcher.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The longest time a claim waited for its model, swaps included, as the scoring processor's metrics tell it. Not thread-safe. */
final class SwapPause {

    private static final Pattern LONGEST =
            Pattern.compile("^claimstream_scoring_model_wait_seconds_max(?:\\{[^}]*})? (\\S+)$", Pattern.MULTILINE);

    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpRequest request;
    private double maxMillis;

    SwapPause(URI metrics) {
        this.request =
                HttpRequest.newBuilder(metrics).timeout(Duration.ofSeconds(5)).build();
    }

    /** Looks at the metrics; call it now and then, because they forget a maximum after some minutes. */
    void look() throws InterruptedException {
        try {
            Matcher matcher =
                    LONGEST.matcher(http.send(request, BodyHandlers.ofString()).body());
            if (!matcher.find()) {
                throw new IllegalStateException(
                        "Expected the scoring processor to tell how long claims wait for a model.");
            }
            maxMillis = Math.max(maxMillis, 1000 * Double.parseDouble(matcher.group(1)));
        } catch (IOException e) {
            throw new IllegalStateException("Expected the scoring processor to answer at " + request.uri() + ".", e);
        }
    }

    /** The longest wait seen, in milliseconds. */
    double maxMillis() {
        return maxMillis;
    }
}
