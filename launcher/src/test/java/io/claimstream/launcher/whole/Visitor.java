package io.claimstream.launcher.whole;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.claimstream.testkit.browser.Chromium;
import io.claimstream.testkit.browser.PageCheck;

/** Somebody in front of a browser of their own, signed in. Not thread-safe. */
final class Visitor implements AutoCloseable {

    private static final String PASSWORD = "correct horse battery";

    private final BrowserContext context;
    private final PageCheck check;
    private final String root;

    private Visitor(BrowserContext context, PageCheck check, String root) {
        this.context = context;
        this.check = check;
        this.root = root;
    }

    /**
     * Takes up an invitation, as its letter says: opens the link, and makes an account on the page it leads to.
     *
     * @param link works once, below {@code /v1}
     * @param login also the name that others see
     */
    static Visitor invited(Chromium chromium, String root, String link, String login) {
        BrowserContext context = chromium.browser()
                .newContext(new NewContextOptions().setLocale("en-GB").setTimezoneId("Europe/London"));
        PageCheck check = PageCheck.in(context);
        Visitor visitor = new Visitor(context, check, root);
        visitor.open(link);
        // The first field has the focus.
        visitor.type(login);
        visitor.press("Tab").type(login + "@example.org");
        visitor.press("Tab").type(PASSWORD);
        visitor.press("Tab").type(PASSWORD);
        visitor.press("Enter");
        assertThat(visitor.page().locator(".who")).containsText(login);
        return visitor;
    }

    Page page() {
        return check.page();
    }

    PageCheck check() {
        return check;
    }

    /** Goes to an address of the instance. */
    Visitor open(String path) {
        check.open(root + path);
        return this;
    }

    Visitor press(String key) {
        page().keyboard().press(key);
        return this;
    }

    Visitor type(String text) {
        page().keyboard().type(text);
        return this;
    }

    /** What has the focus. */
    Locator focused() {
        return page().locator("*:focus");
    }

    @Override
    public void close() {
        context.close();
    }
}
