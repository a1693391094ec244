package io.claimstream.feedback.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.RequestOptions;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.contract.ApiContract;
import io.claimstream.feedback.contract.Operation;
import io.claimstream.feedback.http.PageRoute;
import io.claimstream.testkit.browser.Chromium;
import io.claimstream.testkit.browser.PageCheck;
import io.javalin.http.HandlerType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every page that the site has, looked at by somebody who may see it: what {@link PageCheck} asks holds for all of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryPageIT {

    /** Who looks at a page: the first of them who may. */
    private static final List<Role> READERS = List.of(
            Role.ADMINISTRATOR,
            Role.ADJUSTER,
            Role.ML_ENGINEER,
            Role.OPERATOR,
            Role.AUDITOR,
            Role.FINANCE,
            Role.PRODUCER);

    private static final Map<String, Operation> OPERATIONS =
            ApiContract.load().operations().stream().collect(Collectors.toMap(Operation::id, Function.identity()));

    /** What a claim has to state, but for what is chosen. */
    private static final Map<String, String> CLAIM = Map.of(
            "insurer", "acme",
            "revision", "1",
            "submittingSystem", "desk",
            "policy", "P-1",
            "claimant", "M-1");

    private static final String FORM_NAME = "form.correct input[name='requestId']";

    private final Map<Role, String> sessions = new EnumMap<>(Role.class);
    private Fixture fixture;
    private PageAddresses addresses;
    private Chromium chromium;

    @BeforeAll
    void open(@TempDir Path folder) throws Exception {
        chromium = Chromium.forTests();
        fixture = new Fixture(folder);
        addresses = new PageAddresses(fixture);
    }

    @AfterAll
    void close() {
        if (fixture != null) {
            fixture.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    private Stream<PageRoute> routes() {
        return fixture.api().pages().stream().filter(it -> it.method().equals(HandlerType.GET));
    }

    /** Every address of a whole page; parts of pages, files, and what leads elsewhere are looked at where pages use them. */
    List<Arguments> visits() throws Exception {
        List<Arguments> visits = new ArrayList<>();
        for (PageRoute route : routes().toList()) {
            for (String address : addresses.allOf(route).toList()) {
                if (isWhole(route, address)) {
                    visits.add(arguments(address, route));
                }
            }
        }
        return visits;
    }

    @Test
    void shouldKnowWhereEveryPageIs() {
        assertThat(routes().filter(it -> addresses.of(it).isEmpty()).map(PageRoute::path))
                .as("Pages that no browser looks at: say in PageAddresses where the fixture has them")
                .containsExactly(PageAddresses.SENT);
    }

    @Test
    void shouldBeFitWhereAFormWasSent() throws Exception {
        try (BrowserContext context = contextOf(Optional.of(Role.ADJUSTER))) {
            // Given
            PageCheck check = PageCheck.in(context);
            Page page = check.page();

            // When
            submit(page, "c-in-a-browser");
            String sent = page.locator("#result[hx-get]").getAttribute("hx-get");
            page.navigate(fixture.root() + sent);
            check.settle();

            // Then
            assertThat(check.faults()).as("faults of %s", sent).isEmpty();
        }
    }

    @Test
    void shouldLeaveTheFocusInTheFormWhileAClaimIsScored() throws Exception {
        try (BrowserContext context = contextOf(Optional.of(Role.ADJUSTER))) {
            // Given
            Page page = PageCheck.in(context).page();
            submit(page, "c-another");
            page.locator("#result[hx-get]").waitFor();
            page.locator("[id='policy']").focus();

            // When
            for (int looks = 0; looks < 2; looks++) {
                page.waitForResponse(it -> it.url().contains("/submit/sent/"), () -> {});
            }

            // Then
            assertThat(page.evaluate("document.activeElement.id")).isEqualTo("policy");
        }
    }

    /** Fills the form for a claim in and sends it. Nothing scores it here. */
    private void submit(Page page, String claimId) {
        page.navigate(fixture.root() + "/submit");
        CLAIM.forEach((field, text) -> page.locator("[id='" + field + "']").fill(text));
        page.locator("#claimId").fill(claimId);
        page.locator("#lineOfBusiness").selectOption("MOTOR_INJURY");
        page.locator("#currency").selectOption("GBP");
        page.getByText("Submit and score", new Page.GetByTextOptions().setExact(true))
                .click();
    }

    @Test
    void shouldKeepWhatIsTypedUntilTheReasonsCome() throws Exception {
        try (BrowserContext context = contextOf(Optional.of(Role.ADJUSTER))) {
            // Given
            String claim = fixture.root() + fixture.addresses().get("/claims/{insurer}/<claimId>");
            Page page = PageCheck.in(context).open(claim).page();
            List<Route> held = new ArrayList<>();
            page.route("**/reasons*", held::add);
            page.navigate(claim);
            page.getByText("Decide otherwise").click();
            page.locator("#amount").fill("1500.00");
            String requestId = page.locator(FORM_NAME).inputValue();

            // When
            page.waitForCondition(() -> !held.isEmpty());
            held.get(0).resume();
            page.locator("#reasons ol").first().waitFor();

            // Then
            assertThat(page.locator("#amount").inputValue()).isEqualTo("1500.00");
            assertThat(page.locator(FORM_NAME).inputValue()).isEqualTo(requestId);
        }
    }

    @Test
    void shouldTakeEachPageOfTheNavigationForAPage() throws Exception {
        for (PageRoute route : routes().filter(it -> !it.label().isEmpty()).toList()) {
            assertThat(isWhole(route, route.path())).as(route.path()).isTrue();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("visits")
    void shouldBeFitForEveryone(String address, PageRoute route) throws Exception {
        try (BrowserContext context = contextOf(reader(route))) {
            // Given
            PageCheck check = PageCheck.in(context);

            // When
            Response answer = Objects.requireNonNull(check.page().navigate(fixture.root() + address));
            check.settle();

            // Then
            assertThat(answer.status()).as("status of %s", address).isEqualTo(200);
            assertThat(check.faults()).as("faults of %s", address).isEmpty();
        }
    }

    @Test
    void shouldBeFitWhereNothingIs() throws Exception {
        try (BrowserContext context = contextOf(Optional.of(Role.ADJUSTER))) {
            // Given
            PageCheck check = PageCheck.in(context).open(fixture.root() + "/nowhere");

            // Then
            assertThat(check.faults()).singleElement().asString().contains("console", "404");
        }
    }

    /** An answer that is a page or a problem, rather than a part, a file or the way to another page. */
    private boolean isWhole(PageRoute route, String address) throws Exception {
        try (BrowserContext context = contextOf(reader(route))) {
            APIResponse answer = context.request()
                    .get(
                            fixture.root() + address,
                            RequestOptions.create().setMaxRedirects(0).setHeader("Accept", "text/html"));
            return answer.status() >= 400
                    || answer.headers().getOrDefault("location", "").startsWith("/sign-in")
                    || (!answer.headers().containsKey("content-disposition")
                            && answer.text().startsWith("<!doctype html>"));
        }
    }

    private static Optional<Role> reader(PageRoute route) {
        List<Operation> operations = route.operations().stream()
                .map(id -> Objects.requireNonNull(OPERATIONS.get(id), id))
                .toList();
        if (operations.stream().allMatch(it -> it.roles().isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(READERS.stream()
                .filter(role -> operations.stream().allMatch(it -> it.allows(role)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Nobody may see " + route.path() + ".")));
    }

    /** A window of somebody, or of nobody known. */
    private BrowserContext contextOf(Optional<Role> role) throws Exception {
        NewContextOptions options = new NewContextOptions().setLocale("en-GB").setTimezoneId("Europe/London");
        if (role.isPresent()) {
            options.setStorageState(session(role.get()));
        }
        return chromium.browser().newContext(options);
    }

    /** Signs in as people do, once for each role. */
    private String session(Role role) throws Exception {
        String known = sessions.get(role);
        if (known != null) {
            return known;
        }
        String login = role.name().toLowerCase(Locale.ROOT);
        fixture.join(role, login);
        try (BrowserContext context = chromium.browser().newContext()) {
            Page page = context.newPage();
            page.navigate(fixture.root() + "/sign-in");
            page.getByLabel("Login").fill(login);
            page.getByLabel("Password").fill(Fixture.PASSWORD);
            page.keyboard().press("Enter");
            page.waitForURL(it -> !it.contains("/sign-in"));
            String state = context.storageState();
            sessions.put(role, state);
            return state;
        }
    }
}
