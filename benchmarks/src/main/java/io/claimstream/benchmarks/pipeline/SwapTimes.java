package io.claimstream.benchmarks.pipeline;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The times of single swaps, from the sums that the scoring processor's metrics keep of them. Not thread-safe. */
final class SwapTimes {

    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int LOOK_EVERY_MILLIS = 50;

    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpRequest request;
    private final List<Double> pauses = new ArrayList<>();
    private final List<Double> delays = new ArrayList<>();
    private Sums before;

    /** Counts and seconds of every swap so far. */
    private record Sums(double pauses, double pauseSeconds, double delays, double delaySeconds) {}

    SwapTimes(URI metrics) throws InterruptedException {
        this.request =
                HttpRequest.newBuilder(metrics).timeout(Duration.ofSeconds(5)).build();
        this.before = look();
    }

    /**
     * Waits until one more swap is done and settled, and notes its times.
     *
     * @throws IllegalStateException when none is for long
     */
    void awaitSwap() throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        Sums now = look();
        while (now.delays() < before.delays() + 1 || now.pauses() < before.pauses() + 1) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Expected a swap within " + LONGEST.toSeconds() + " s, but none came.");
            }
            Thread.sleep(LOOK_EVERY_MILLIS);
            now = look();
        }
        pauses.add(1_000 * (now.pauseSeconds() - before.pauseSeconds()));
        delays.add(1_000 * (now.delaySeconds() - before.delaySeconds()));
        before = now;
    }

    /**
     * Waits until a version is in service.
     *
     * @throws IllegalStateException when it is not for long
     */
    void awaitVersion(String version) throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (!text().contains("version=\"" + version + "\"")) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Expected model " + version + " to be in service by now.");
            }
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
    }

    /** Milliseconds of each swap. */
    double[] pauses() {
        return pauses.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Milliseconds of each swap. */
    double[] delays() {
        return delays.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private Sums look() throws InterruptedException {
        String text = text();
        return new Sums(
                value(text, "claimstream_scoring_swap_pause_seconds_count"),
                value(text, "claimstream_scoring_swap_pause_seconds_sum"),
                value(text, "claimstream_scoring_activation_delay_seconds_count"),
                value(text, "claimstream_scoring_activation_delay_seconds_sum"));
    }

    private String text() throws InterruptedException {
        try {
            return http.send(request, BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new IllegalStateException("Expected the scoring processor to answer at " + request.uri() + ".", e);
        }
    }

    private static double value(String text, String name) {
        Matcher matcher = Pattern.compile("^" + name + "(?:\\{[^}]*})? (\\S+)$", Pattern.MULTILINE)
                .matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("Expected the scoring processor to tell " + name + ".");
        }
        return Double.parseDouble(matcher.group(1));
    }
}
