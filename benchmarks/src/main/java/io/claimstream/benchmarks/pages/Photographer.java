package io.claimstream.benchmarks.pages;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Takes pictures of pages, in light and in dark. Not thread-safe. */
final class Photographer {

    private static final int WIDTH = 1200;
    private static final String SETTLED =
            "() => document.readyState === 'complete' && document.querySelector('[aria-busy=true], .htmx-request') ==="
                    + " null";

    private final Browser browser;
    private final URI root;
    private final Person person;

    Photographer(Browser browser, URI root, Person person) {
        this.browser = browser;
        this.root = root;
        this.person = person;
    }

    /** Pictures of one page below a folder: of the same page in light and dark, wherever the links led. */
    List<Path> take(Subject subject, Path folder) throws IOException {
        List<Path> taken = new ArrayList<>();
        Subject shown = subject;
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            try (BrowserContext context = context(scheme, subject.height())) {
                Page page = context.newPage();
                if (!open(page, shown)) {
                    System.err.println(subject.name() + " is not there");
                    return taken;
                }
                Path file = folder.resolve(subject.name() + "-" + scheme.name().toLowerCase(Locale.ROOT) + ".png");
                Files.write(file, page.screenshot());
                taken.add(file);
                shown = subject.at(page.url());
            }
        }
        return taken;
    }

    private boolean open(Page page, Subject subject) {
        Response answer = page.navigate(root.resolve(subject.address()).toString());
        if (answer == null || answer.status() != 200) {
            return false;
        }
        page.waitForFunction(SETTLED);
        for (String link : subject.links()) {
            Locator found = page.locator(link).first();
            if (found.count() == 0) {
                return false;
            }
            found.click();
            page.waitForLoadState();
            page.waitForFunction(SETTLED);
        }
        page.evaluate("scrollTo(0, 0)");
        return true;
    }

    private BrowserContext context(ColorScheme scheme, int height) {
        BrowserContext context = browser.newContext(new NewContextOptions()
                .setViewportSize(WIDTH, height)
                .setLocale("en-GB")
                .setTimezoneId("Europe/London")
                .setColorScheme(scheme)
                .setReducedMotion(ReducedMotion.REDUCE));
        context.addCookies(List.of(
                new Cookie(Person.COOKIE, person.session()).setUrl(root.toString()),
                new Cookie("zone", "Europe/London").setUrl(root.toString())));
        return context;
    }

    /**
     * A page.
     *
     * @param name of the picture
     * @param role who looks
     * @param height of the picture, pixels
     * @param address where to begin
     * @param links what to follow from there, as CSS selectors
     */
    record Subject(String name, String role, int height, String address, List<String> links) {

        Subject {
            links = List.copyOf(links);
        }

        /** The same, at an address that is known. */
        Subject at(String found) {
            return new Subject(name, role, height, found, List.of());
        }
    }
}
