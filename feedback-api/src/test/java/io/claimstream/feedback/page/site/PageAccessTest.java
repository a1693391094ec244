package io.claimstream.feedback.page.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.feedback.Facts;
import io.claimstream.feedback.TestAccess;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.contract.ApiContract;
import io.claimstream.feedback.contract.Operation;
import io.claimstream.feedback.http.ApiUnderTest;
import io.claimstream.feedback.http.PageRoute;
import io.claimstream.feedback.page.Browser;
import io.claimstream.feedback.page.Screen;
import io.claimstream.schemas.TrustedEvents;
import io.javalin.http.HandlerType;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every cell of the matrix role × page, as the contract has the operations that the page shows. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageAccessTest {

    static {
        TrustedEvents.trust();
    }

    private static final Map<String, Operation> OPERATIONS =
            ApiContract.load().operations().stream().collect(Collectors.toMap(Operation::id, Function.identity()));

    private final ApiUnderTest api =
            new ApiUnderTest(it -> TestAccess.of(it.database(), it.clock(), presented -> Optional.of(presented)
                    .filter("root"::equals)
                    .map(key -> new Caller("cli", Role.ADMINISTRATOR))));
    private final Map<Role, Browser> people = new EnumMap<>(Role.class);

    @BeforeAll
    void signIn() throws Exception {
        api.readModel().withScore("c-1", 1);
        for (Role role : Role.values()) {
            people.put(
                    role,
                    Browser.of(
                            api,
                            "root",
                            "{\"role\":\"" + role + "\"}",
                            role.name().toLowerCase(Locale.ROOT)));
        }
    }

    @AfterAll
    void close() {
        api.close();
    }

    private Browser person(Role role) {
        return Objects.requireNonNull(people.get(role));
    }

    private static Operation operation(String id) {
        return Objects.requireNonNull(OPERATIONS.get(id), id);
    }

    private List<PageRoute> pages() {
        return api.pages();
    }

    private Stream<PageRoute> closed() {
        return pages().stream().filter(it -> it.operations().stream()
                .anyMatch(id -> operation(id).roles().isPresent()));
    }

    Stream<Arguments> cells() {
        return closed().filter(it -> !it.path().equals("/sign-out"))
                .flatMap(it -> Arrays.stream(Role.values()).map(role -> Arguments.of(it, role)));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void shouldLetThroughWhomTheContractNames(PageRoute page, Role role) throws Exception {
        // When
        HttpResponse<String> answer = ask(person(role), page);

        // Then
        boolean isAllowed =
                page.operations().stream().allMatch(id -> operation(id).allows(role));
        assertThat(answer.statusCode() == 403)
                .as("%s %s for %s answers %d", page.method(), page.path(), role, answer.statusCode())
                .isEqualTo(!isAllowed);
        assertThat(answer.statusCode()).isLessThan(500);
        assertThat(answer.headers().firstValue("Location").orElse("")).doesNotStartWith("/sign-in");
    }

    @Test
    void shouldSendWhoIsNotSignedInToSignInAndBack() throws Exception {
        for (PageRoute page : closed().toList()) {
            // When
            HttpResponse<String> answer = ask(new Browser(api), page);

            // Then
            assertThat(answer.statusCode()).as(page.path()).isEqualTo(303);
            assertThat(answer.headers().firstValue("Location").orElseThrow()).startsWith("/sign-in");
        }
        assertThat(new Browser(api)
                        .get("/queue?currency=GBP&sort=-moneyAtRisk")
                        .headers()
                        .firstValue("Location"))
                .contains("/sign-in?next=%2Fqueue%3Fcurrency%3DGBP%26sort%3D-moneyAtRisk");
    }

    @Test
    void shouldTellAScriptToGoToSignIn() throws Exception {
        // When
        HttpResponse<String> answer =
                new Browser(api).with("HX-Request", "true").get("/queue/rows");

        // Then
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("HX-Redirect")).contains("/sign-in");
    }

    @Test
    void shouldShowOperationsThatThereAreAndOnlyFilesWithoutOne() {
        assertThat(pages()).allSatisfy(it -> assertThat(OPERATIONS.keySet()).containsAll(it.operations()));
        assertThat(pages())
                .filteredOn(it -> it.operations().isEmpty())
                .extracting(PageRoute::path)
                .containsExactly("/assets/{version}/{file}");
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void shouldLeadOnlyToPagesThatTheRoleMaySee(Role role) throws Exception {
        // Given
        Browser browser = person(role);

        // When
        String first = browser.get("/").headers().firstValue("Location").orElseThrow();
        Document page = browser.page(first);

        // Then
        List<String> links = page.select("nav a").eachAttr("href");
        assertThat(links).startsWith(first);
        assertThat(page.select(".who a").attr("href")).isEqualTo("/account");
        assertThat(page.select("nav > ul > li")).hasSizeLessThanOrEqualTo(7);
        for (String link : links) {
            assertThat(browser.get(link).statusCode()).as(link).isEqualTo(200);
        }
        assertThat(page.select("nav a[aria-current=page]").eachAttr("href")).containsExactly(first);
    }

    @Test
    void shouldSayWhichPartOfAnAddressIsWrongAndLeadBack() throws Exception {
        // When
        Document sort = Jsoup.parse(person(Role.ADJUSTER).get("/queue?sort=zz").body());
        Document early = Jsoup.parse(person(Role.ADMINISTRATOR)
                .get("/finance?from=2026-03-02&to=2026-03-01")
                .body());

        // Then
        assertThat(sort.select("main").text()).contains("Expected sort to be one of");
        assertThat(sort.select("main a").eachAttr("href")).containsExactly("/queue", "/");
        assertThat(early.select("main a").eachAttr("href")).containsExactly("/finance", "/");
        assertThat(early.select("main").text()).doesNotContain("places listed");
    }

    @Test
    void shouldFoldWhatHasNoRoomInTheNavigationAndSayWhereOneIs() throws Exception {
        // When
        Document users = person(Role.ADMINISTRATOR).page("/keys");
        Document queue = person(Role.ADMINISTRATOR).page("/queue");
        Document runs = person(Role.ML_ENGINEER).page("/runs");

        // Then
        assertThat(users.select("nav details summary").text()).isEqualTo("More: Users");
        assertThat(users.select("nav details a[aria-current=page]").attr("href"))
                .isEqualTo("/users");
        assertThat(queue.select("nav details summary").text()).isEqualTo("More");
        assertThat(queue.select("nav details a").eachText()).contains("Audit", "Webhooks", "Users");
        assertThat(runs.select("nav a[aria-current=page]").text()).isEqualTo("Models");
        assertThat(runs.select("nav details")).isEmpty();
    }

    @Test
    void shouldTakeNoFormWithoutTheTokenOfItsSession() throws Exception {
        // Given
        Browser ann = person(Role.ADJUSTER);
        String others = person(Role.ADMINISTRATOR).csrf();

        // Then
        for (PageRoute page :
                closed().filter(it -> it.method().equals(HandlerType.POST)).toList()) {
            String path = address(page);
            assertThat(ann.post(path, Map.of()).statusCode()).as(path).isEqualTo(403);
            assertThat(ann.post(path, Map.of("csrf", others)).statusCode())
                    .as(path)
                    .isEqualTo(403);
        }
        assertThat(ann.get("/account").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldTakeNoFormOfAnotherOrigin() throws Exception {
        // Given
        Map<String, String> form = Map.of("login", "adjuster", "password", Browser.PASSWORD);

        // When
        HttpResponse<String> bySite =
                new Browser(api).with("Sec-Fetch-Site", "cross-site").post("/sign-in", form);
        HttpResponse<String> byOrigin =
                new Browser(api).with("Origin", "https://evil.example").post("/sign-in", form);
        HttpResponse<String> hidden = new Browser(api).with("Origin", "null").post("/sign-in", form);
        HttpResponse<String> own = new Browser(api)
                .with("Origin", "http://127.0.0.1:" + api.port())
                .post("/sign-in", form);

        // Then
        assertThat(List.of(bySite.statusCode(), byOrigin.statusCode(), hidden.statusCode()))
                .containsOnly(403);
        assertThat(own.statusCode()).isEqualTo(303);
    }

    @Test
    void shouldAllowNothingInline() throws Exception {
        for (String path : List.of("/sign-in", "/nowhere")) {
            HttpResponse<String> answer = new Browser(api).get(path);
            assertThat(answer.headers().firstValue("Content-Security-Policy"))
                    .as(path)
                    .contains(Screen.POLICY);
        }
        for (PageRoute page :
                pages().stream().filter(it -> !it.label().isEmpty()).toList()) {
            Document shown = person(Role.ADMINISTRATOR).page(page.path());
            assertThat(shown.select("script:not([src]), style, [style]"))
                    .as(page.path())
                    .isEmpty();
            assertThat(shown.getAllElements().stream()
                            .flatMap(it -> it.attributes().asList().stream())
                            .map(Attribute::getKey)
                            .filter(it -> it.startsWith("on") || it.startsWith("hx-on")))
                    .isEmpty();
        }
        assertThat(Screen.POLICY).doesNotContain("unsafe").doesNotContain("*").contains("default-src 'none'");
    }

    @Test
    void shouldServeFilesForGoodUnderAnAddressOfTheirOwn() throws Exception {
        // Given
        Browser browser = new Browser(api);
        Document page = browser.page("/sign-in");
        List<String> files = Stream.concat(
                        page.select("script[src]").eachAttr("src").stream(),
                        page.select("link[href]").eachAttr("href").stream())
                .toList();

        // Then
        assertThat(files).hasSize(4);
        for (String file : files) {
            HttpResponse<String> answer = browser.get(file);
            assertThat(answer.statusCode()).as(file).isEqualTo(200);
            assertThat(answer.headers().firstValue("Cache-Control")).contains("public, max-age=31536000, immutable");
            HttpResponse<String> again = new Browser(api)
                    .with("If-None-Match", answer.headers().firstValue("ETag").orElseThrow())
                    .get(file);
            assertThat(again.statusCode()).isEqualTo(304);
            assertThat(browser.get(file.replaceFirst("/assets/\\w+/", "/assets/older/"))
                            .headers()
                            .firstValue("Cache-Control"))
                    .contains("no-cache");
        }
        assertThat(browser.get("/assets/older/nothing.js").statusCode()).isEqualTo(404);
    }

    @Test
    void shouldSayInHtmlWhatIsNowhere() throws Exception {
        // When
        HttpResponse<String> page = person(Role.AUDITOR).get("/nowhere/%3Cscript%3E");
        HttpResponse<String> api404 = new Browser(api).get("/v1/nowhere");
        HttpResponse<String> machine =
                new Browser(api).with("Accept", "application/json").get("/nowhere");

        // Then
        assertThat(page.statusCode()).isEqualTo(404);
        Element heading = Jsoup.parse(page.body()).selectFirst("h1");
        assertThat(heading).isNotNull();
        assertThat(heading.text()).isEqualTo("There is nothing here");
        assertThat(Jsoup.parse(page.body()).select("main").text()).contains("No page has this address");
        assertThat(Jsoup.parse(page.body()).select("nav a")).isNotEmpty();
        assertThat(api404.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(machine.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
    }

    @Test
    void shouldKeepRefusalsInTheAuditTrail() throws Exception {
        // Given: only so many are kept a minute, and the cells of the matrix are more.
        api.clock().pass(Duration.ofMinutes(1));

        // When
        assertThat(person(Role.FINANCE).get("/queue").statusCode()).isEqualTo(403);

        // Then
        assertThat(api.get("/v1/audit?action=ACCESS_REFUSED", "root").body()).contains("GET /queue");
    }

    @Test
    void shouldTryAgainByItselfWhileViewsAreMadeAnew() throws Exception {
        // Given
        api.upkeep().ask(handle -> {});

        // When
        HttpResponse<String> answer = person(Role.ADJUSTER).get("/queue");
        int account = person(Role.ADJUSTER).get("/account").statusCode();
        api.upkeep().end();

        // Then
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(Jsoup.parse(answer.body()).select("meta[http-equiv=refresh]"))
                .hasSize(1);
        assertThat(account).isEqualTo(200);
    }

    private static HttpResponse<String> ask(Browser browser, PageRoute page) throws Exception {
        String path = address(page);
        if (page.method().equals(HandlerType.GET)) {
            return browser.get(path);
        }
        return browser.isSignedIn() ? browser.submit(path, Map.of()) : browser.post(path, Map.of());
    }

    private static String address(PageRoute page) {
        return page.path()
                .replace("{insurer}", Facts.INSURER)
                .replace("<claimId>", "c-1")
                .replaceAll("[{<]\\w+[}>]", "x");
    }
}
