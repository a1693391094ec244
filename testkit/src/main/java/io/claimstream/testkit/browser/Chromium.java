package io.claimstream.testkit.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * The chromium of the machine without a window, driven by Playwright. It takes a second or two to start: one for a class of tests. Closing ends it and its driver. Not
 * thread-safe.
 */
public final class Chromium implements AutoCloseable {

    private static final String MISSING =
            "No chromium was found, so no page was tried in a browser. Install it (Debian: apt-get install chromium),"
                    + " or name one by the variable "
                    + ChromiumFinder.VARIABLE + ".";

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Path program) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        this.playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
        try {
            this.browser = playwright
                    .chromium()
                    .launch(new LaunchOptions()
                            .setExecutablePath(program)
                            .setHeadless(true)
                            // Letters of one shape on every screen, so that pictures are alike.
                            .setArgs(List.of("--disable-gpu", "--font-render-hinting=none")));
        } catch (RuntimeException e) {
            playwright.close();
            throw e;
        }
    }

    /**
     * Starts it.
     *
     * @throws IllegalStateException when there is none
     */
    public static Chromium start() {
        return new Chromium(ChromiumFinder.find(System.getenv()).orElseThrow(() -> new IllegalStateException(MISSING)));
    }

    /** Starts it for a test. Where there is none the test is skipped and says so; in continuous integration (variable {@code CI}) it fails. */
    public static Chromium forTests() {
        return new Chromium(ChromiumFinder.find(System.getenv()).orElseGet(Chromium::missing));
    }

    /** What contexts and pages are made of. */
    public Browser browser() {
        return browser;
    }

    private static Path missing() {
        if (System.getenv("CI") != null) {
            return Assertions.fail(MISSING);
        }
        System.err.println("WARNING: " + MISSING);
        return Assumptions.abort(MISSING);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
