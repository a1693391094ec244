package io.claimstream.feedback.page.audit;

import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.audit.AuditAction;
import io.claimstream.feedback.audit.AuditEntry;
import io.claimstream.feedback.audit.AuditFilter;
import io.claimstream.feedback.audit.AuditTrail;
import io.claimstream.feedback.audit.AuditedEntry;
import io.claimstream.feedback.http.AuditQuery;
import io.claimstream.feedback.http.Authentication;
import io.claimstream.feedback.http.PagePorts;
import io.claimstream.feedback.http.PageRoute;
import io.claimstream.feedback.http.Query;
import io.claimstream.feedback.http.Spreadsheet;
import io.claimstream.feedback.page.Addresses;
import io.claimstream.feedback.page.Names;
import io.claimstream.feedback.page.Navigation;
import io.claimstream.feedback.page.Reader;
import io.claimstream.feedback.page.Readers;
import io.claimstream.feedback.page.Screen;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The audit trail: who changed what, and what was refused. */
public final class AuditPages {

    private static final String PATH = "/audit";
    private static final int PAGE = 50;
    private static final int MOST_IN_A_FILE = 10_000;
    private static final List<String> PARAMETERS = List.of("actor", "action", "resource", "from", "to");

    private final AuditTrail audit;
    private final Navigation navigation;
    private final Names names;
    private final Screen screen;

    public AuditPages(PagePorts ports, Screen screen, Navigation navigation, Names names) {
        this.audit = ports.api().access().audit();
        this.navigation = navigation;
        this.names = names;
        this.screen = screen;
    }

    public List<PageRoute> routes() {
        return List.of(PageRoute.get(PATH, this::trail, "listAudit").labelled("Audit"));
    }

    /**
     * An entry, in words.
     *
     * @param actor who, as it stands in the trail
     * @param link the page of what it is about; blank for none
     * @param changes how it was before and after, field by field
     */
    public record Line(
            String at,
            String who,
            String actor,
            String what,
            boolean isRefused,
            String on,
            String link,
            String insurer,
            List<Changes.Change> changes) {}

    private void trail(Context context) {
        Optional<String> tidied = Addresses.tidied(context);
        if (tidied.isPresent()) {
            Screen.goOn(context, tidied.get());
            return;
        }
        AuditFilter filter = filter(context);
        if (Spreadsheet.isAsked(context)) {
            file(context, filter);
            return;
        }
        List<AuditedEntry> page = audit.page(filter, after(context), PAGE);
        String query = Addresses.query(context, List.of("after", Spreadsheet.PARAMETER));
        screen.show(
                context,
                "Audit",
                "audit/audit.jte",
                Map.of(
                        "lines",
                        lines(context, page),
                        "chosen",
                        chosen(context),
                        "actions",
                        ActionWords.choices(),
                        "next",
                        page.size() == PAGE
                                ? with(query, "after=" + page.get(PAGE - 1).id())
                                : "",
                        "file",
                        with(query, Spreadsheet.PARAMETER + "=csv")));
    }

    private static String with(String query, String more) {
        return PATH + "?" + (query.isEmpty() ? "" : query + "&") + more;
    }

    private static Map<String, String> chosen(Context context) {
        Map<String, String> chosen = new HashMap<>();
        PARAMETERS.forEach(it -> chosen.put(it, Query.parameter(context, it).orElse("")));
        return chosen;
    }

    private static long after(Context context) {
        return Query.parameter(context, "after")
                .map(text -> {
                    if (!text.matches("[0-9]{1,18}")) {
                        throw Query.wrong("after", "what the link to the next page says");
                    }
                    return Long.parseLong(text);
                })
                .orElse(Long.MAX_VALUE);
    }

    /** Days are the reader's. */
    private static AuditFilter filter(Context context) {
        Reader reader = Readers.of(context);
        return new AuditFilter(
                Query.parameter(context, "actor").orElse(null),
                Query.oneOf(context, "action", AuditAction.values()).orElse(null),
                Query.date(context, "from").map(it -> begin(it, reader)).orElse(null),
                Query.date(context, "to")
                        .map(it -> begin(it.plusDays(1), reader))
                        .orElse(null),
                Authentication.caller(context).insurer(),
                Query.parameter(context, "resource").map(AuditQuery::resources).orElse(List.of()));
    }

    private static Instant begin(LocalDate day, Reader reader) {
        return day.atStartOfDay(reader.zone()).toInstant();
    }

    private List<Line> lines(Context context, List<AuditedEntry> page) {
        Caller caller = Authentication.caller(context);
        AuditLinks links = new AuditLinks(navigation, caller.role());
        Reader reader = Readers.of(context);
        Map<String, String> known = new HashMap<>();
        UnaryOperator<String> called = actor -> known.computeIfAbsent(actor, names);
        return page.stream().map(it -> line(it, links, reader, called)).toList();
    }

    private static Line line(AuditedEntry audited, AuditLinks links, Reader reader, UnaryOperator<String> called) {
        AuditEntry entry = audited.entry();
        return new Line(
                reader.time(audited.at()),
                called.apply(entry.actor()),
                entry.actor(),
                ActionWords.of(entry.action()),
                entry.outcome() == AuditEntry.Outcome.REFUSED,
                entry.resource(),
                links.page(entry),
                Optional.ofNullable(entry.insurer()).orElse("all"),
                Changes.of(entry.states()));
    }

    /** The newest of what is asked for. */
    private void file(Context context, AuditFilter filter) {
        List<List<Object>> rows = audit.page(filter, Long.MAX_VALUE, MOST_IN_A_FILE).stream()
                .map(it -> row(it, it.entry()))
                .toList();
        Spreadsheet.answer(
                context,
                "audit",
                List.of("at", "actor", "action", "resource", "outcome", "insurer", "before", "after", "trace_id"),
                rows);
    }

    private static List<Object> row(AuditedEntry audited, AuditEntry entry) {
        return List.of(
                audited.at().toString(),
                entry.actor(),
                entry.action().name(),
                entry.resource(),
                entry.outcome().name(),
                Optional.ofNullable(entry.insurer()).orElse(""),
                Changes.line(entry.states().before()),
                Changes.line(entry.states().after()),
                entry.traceId());
    }
}
