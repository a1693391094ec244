package io.claimstream.feedback.page.claims;

import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.http.ApiPorts;
import io.claimstream.feedback.http.Authentication;
import io.claimstream.feedback.http.ClaimQuery;
import io.claimstream.feedback.http.PagePorts;
import io.claimstream.feedback.http.PageRoute;
import io.claimstream.feedback.http.Query;
import io.claimstream.feedback.page.Addresses;
import io.claimstream.feedback.page.Reader;
import io.claimstream.feedback.page.Readers;
import io.claimstream.feedback.page.Screen;
import io.claimstream.feedback.view.ClaimPage;
import io.claimstream.feedback.view.ClaimSearch;
import io.claimstream.feedback.view.ClaimSearch.Order;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every claim, searched and sorted as the address says, a page at a time. */
public final class ClaimListPages {

    static final String PATH = "/claims";

    private static final String AFTER = "after";
    private static final String CLAIM_ID = "claimId";
    private static final String SORT = "sort";

    private final ApiPorts ports;
    private final Screen screen;

    public ClaimListPages(PagePorts ports, Screen screen) {
        this.ports = ports.api();
        this.screen = screen;
    }

    /** The pages. */
    public List<PageRoute> routes() {
        return List.of(PageRoute.get(PATH, this::list, "listClaims").labelled("Claims"));
    }

    private void list(Context context) {
        Optional<String> elsewhere = byClaimId(context).or(() -> Addresses.tidied(context));
        if (elsewhere.isPresent()) {
            Screen.goOn(context, elsewhere.get());
            return;
        }
        Optional<ClaimSearch> search = search(context);
        ClaimPage page =
                search.map(ports.readModel()::claims).orElseGet(() -> new ClaimPage(List.of(), Optional.empty()));
        screen.show(context, "Claims", "claims/list.jte", Map.of("view", view(context, search, page)));
    }

    /** Claim ids are looked for in their own order only: that is what the address says then. */
    private static Optional<String> byClaimId(Context context) {
        boolean isAsked =
                Query.parameter(context, CLAIM_ID).filter(it -> !it.isBlank()).isPresent();
        return isAsked && !Query.parameter(context, SORT).equals(Optional.of(CLAIM_ID))
                ? Optional.of(PATH + "?" + SORT + "=" + CLAIM_ID + "&" + Addresses.query(context, List.of(SORT, AFTER)))
                : Optional.empty();
    }

    private static Optional<ClaimSearch> search(Context context) {
        Reader reader = Readers.of(context);
        return ClaimQuery.read(context)
                .map(it -> it.within(
                        Query.date(context, "from").map(day -> start(day, reader)),
                        Query.date(context, "to").map(day -> start(day.plusDays(1), reader))));
    }

    private static Instant start(LocalDate day, Reader reader) {
        return day.atStartOfDay(reader.zone()).toInstant();
    }

    private ClaimListView view(Context context, Optional<ClaimSearch> search, ClaimPage page) {
        Caller caller = Authentication.caller(context);
        boolean hasInsurers = caller.insurer() == null;
        ClaimFilter filter = ClaimFilter.of(context, search, hasInsurers);
        Reader reader = Readers.of(context);
        Instant now = ports.clock().instant();
        String same = Addresses.query(context, List.of(AFTER));
        return new ClaimListView(
                filter,
                page.claims().stream()
                        .map(it -> ClaimRow.of(it, reader, now, hasInsurers))
                        .toList(),
                sorted(context, search.map(ClaimSearch::order).orElse(Order.NEWEST)),
                page.last()
                        .map(it ->
                                PATH + "?" + AFTER + "=" + ClaimQuery.cursor(it) + (same.isEmpty() ? "" : "&" + same))
                        .orElse(""),
                Query.parameter(context, AFTER).isPresent() ? PATH + Addresses.behind(same) : "");
    }

    /** Where each column leads that the list may be sorted by. */
    private static Map<String, ClaimListView.Sorting> sorted(Context context, Order now) {
        // The beginning of a claim id is looked for in the order of claim ids only.
        String same = Addresses.query(context, List.of(AFTER, SORT, CLAIM_ID));
        String others = same.isEmpty() ? "" : "&" + same;
        String byId = Addresses.query(context, List.of(AFTER, SORT));
        return Map.of(
                CLAIM_ID,
                new ClaimListView.Sorting(
                        PATH + "?sort=claimId" + (byId.isEmpty() ? "" : "&" + byId),
                        now == Order.CLAIM_ID ? "ascending" : ""),
                "submittedAt",
                new ClaimListView.Sorting(PATH + Addresses.behind(same), now == Order.NEWEST ? "descending" : ""),
                "deadline",
                new ClaimListView.Sorting(PATH + "?sort=deadline" + others, now == Order.DEADLINE ? "ascending" : ""),
                "estimate",
                new ClaimListView.Sorting(PATH + "?sort=-estimate" + others, now == Order.ESTIMATE ? "descending" : ""),
                "moneyAtRisk",
                new ClaimListView.Sorting(
                        PATH + "?sort=-moneyAtRisk" + others, now == Order.MONEY_AT_RISK ? "descending" : ""));
    }
}
