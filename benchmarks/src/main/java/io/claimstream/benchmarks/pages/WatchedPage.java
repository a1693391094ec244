package io.claimstream.benchmarks.pages;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import io.claimstream.benchmarks.pages.PagesReport.Watched;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The queue in a browser, watched while somebody goes through it by keyboard. Not thread-safe. */
final class WatchedPage implements AutoCloseable {

    private static final double MILLION = 1e6;
    /** As fast as a hand that holds the key down slowly. */
    private static final int BETWEEN_KEYS_MILLIS = 250;

    private final BrowserContext context;
    private final Page page;
    private final CDPSession session;

    WatchedPage(Browser browser, URI root, Person person) {
        this.context = browser.newContext();
        context.addCookies(List.of(new Cookie(Person.COOKIE, person.session()).setUrl(root.toString())));
        context.addInitScript(script());
        this.page = context.newPage();
        this.session = context.newCDPSession(page);
        session.send("Performance.enable");
        page.navigate(root.resolve("/queue").toString());
    }

    /** Watches for some seconds, and then collects what is left over. */
    Watched watch(String name, int seconds) {
        session.send("HeapProfiler.collectGarbage");
        Map<String, Double> before = metrics();
        page.evaluate("watch.begin()");
        long began = System.nanoTime();
        boolean isDown = true;
        while (System.nanoTime() - began < TimeUnit.SECONDS.toNanos(seconds)) {
            page.keyboard().press(isDown ? "j" : "k");
            isDown = !isDown;
            page.waitForTimeout(BETWEEN_KEYS_MILLIS);
        }
        Map<?, ?> counted = (Map<?, ?>) Objects.requireNonNull(page.evaluate("watch.counted()"));
        double took = (System.nanoTime() - began) / 1e9;
        Map<String, Double> after = metrics();
        session.send("HeapProfiler.collectGarbage");
        return new Watched(
                name,
                took,
                number(counted, "told") / took,
                (int) number(counted, "longTasks"),
                number(counted, "longestTask"),
                number(counted, "slowestKey"),
                number(counted, "missed") / Math.max(1, number(counted, "missed") + number(counted, "frames")),
                (metric(after, "TaskDuration") - metric(before, "TaskDuration")) / took,
                metric(before, "JSHeapUsedSize") / MILLION,
                metric(metrics(), "JSHeapUsedSize") / MILLION);
    }

    private Map<String, Double> metrics() {
        return session.send("Performance.getMetrics").getAsJsonArray("metrics").asList().stream()
                .map(JsonElement::getAsJsonObject)
                .collect(Collectors.toMap((JsonObject it) -> it.get("name").getAsString(), it -> it.get("value")
                        .getAsDouble()));
    }

    private static double metric(Map<String, Double> metrics, String name) {
        return Objects.requireNonNull(metrics.get(name), name);
    }

    private static double number(Map<?, ?> counted, String name) {
        return ((Number) Objects.requireNonNull(counted.get(name), name)).doubleValue();
    }

    private static String script() {
        try (InputStream in = WatchedPage.class.getResourceAsStream("watch.js")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
