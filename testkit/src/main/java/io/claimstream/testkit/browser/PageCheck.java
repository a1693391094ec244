package io.claimstream.testkit.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * What every page promises, asked of one in a browser: nothing serious for axe-core in light and in dark, no error on the console, nothing against its
 * Content-Security-Policy, no scrolling to the side on a narrow screen, every control reached by Tab with a mark that is seen, and little script. Not thread-safe.
 */
public final class PageCheck {

    /** Most bytes of script that a page may load, as they come over the wire. */
    static final int SCRIPT_BYTES = 200 * 1024;

    private static final int WIDTH = 1280;
    private static final int HEIGHT = 900;
    /** As much as a screen of 1280 pixels has at 200 %. */
    private static final int NARROW = 640;

    private static final int PATIENCE_MILLIS = 20_000;

    private final Page page;
    private final List<String> noted = new ArrayList<>();
    private final List<Request> scripts = new ArrayList<>();

    private PageCheck(Page page) {
        this.page = page;
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                noted.add("console: " + message.text() + " at " + message.location());
            }
        });
        page.onPageError(error -> noted.add("script: " + error));
        page.onRequestFinished(request -> {
            if (request.resourceType().equals("script")) {
                scripts.add(request);
            }
        });
    }

    /** Opens an empty page, whose faults are noted from then on. */
    public static PageCheck in(BrowserContext context) {
        context.addInitScript(text("checks.js"));
        Page page = context.newPage();
        page.setViewportSize(WIDTH, HEIGHT);
        page.setDefaultTimeout(PATIENCE_MILLIS);
        return new PageCheck(page);
    }

    public Page page() {
        return page;
    }

    /** Goes to an address and waits until everything is there that the page asks for by itself. */
    public PageCheck open(String address) {
        page.navigate(address);
        return settle();
    }

    /** Waits until everything is there that the page asks for by itself. */
    public PageCheck settle() {
        page.waitForFunction("() => pageChecks.isSettled()");
        return this;
    }

    /** Everything that is wrong with the page as it stands, in words; empty when all is well. */
    public List<String> faults() {
        List<String> faults = new ArrayList<>();
        page.evaluate(text("/axe.min.js"));
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            // Without motion colours are what they become, at once.
            page.emulateMedia(
                    new Page.EmulateMediaOptions().setColorScheme(scheme).setReducedMotion(ReducedMotion.REDUCE));
            ask("axe()", faults, "axe-core, " + scheme.name().toLowerCase(Locale.ROOT) + ": ");
        }
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        walk(faults);
        page.setViewportSize(NARROW, HEIGHT);
        ask("tooWide()", faults, "scrolls to the side at " + NARROW + " pixels: ");
        page.setViewportSize(WIDTH, HEIGHT);
        int bytes = scripts.stream()
                .mapToInt(script -> script.sizes().responseBodySize)
                .sum();
        if (bytes > SCRIPT_BYTES) {
            faults.add("script: " + bytes + " bytes, more than " + SCRIPT_BYTES);
        }
        ask("violations()", faults, "Content-Security-Policy: ");
        faults.addAll(noted);
        return faults;
    }

    /** Goes through the page by Tab, once around. */
    private void walk(List<String> faults) {
        page.evaluate("pageChecks.forget()");
        // Twice at most: the walk begins wherever the focus was put by the page.
        for (int round = 0; round < 2 && !list("unreached()").isEmpty(); round++) {
            int controls = ((Number) page.evaluate("pageChecks.controls()")).intValue();
            for (int i = 0; i <= controls; i++) {
                page.keyboard().press("Tab");
            }
        }
        ask("unreached()", faults, "not reached by Tab: ");
        ask("unmarked()", faults, "focus is not seen on: ");
    }

    private void ask(String check, List<String> faults, String what) {
        list(check).forEach(it -> faults.add(what + it));
    }

    private List<String> list(String check) {
        Object answer = Objects.requireNonNull(page.evaluate("() => pageChecks." + check));
        return ((List<?>) answer).stream().map(String::valueOf).toList();
    }

    private static String text(String resource) {
        try (InputStream in = PageCheck.class.getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
