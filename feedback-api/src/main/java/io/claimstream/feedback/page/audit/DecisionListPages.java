package io.claimstream.feedback.page.audit;

import io.claimstream.feedback.http.ApiPorts;
import io.claimstream.feedback.http.Authentication;
import io.claimstream.feedback.http.DecisionQuery;
import io.claimstream.feedback.http.PagePorts;
import io.claimstream.feedback.http.PageRoute;
import io.claimstream.feedback.http.Query;
import io.claimstream.feedback.http.Spreadsheet;
import io.claimstream.feedback.page.Addresses;
import io.claimstream.feedback.page.Names;
import io.claimstream.feedback.page.Reader;
import io.claimstream.feedback.page.Readers;
import io.claimstream.feedback.page.Screen;
import io.claimstream.feedback.view.ClaimSummary.Scored;
import io.claimstream.feedback.view.DecidedScore;
import io.claimstream.feedback.view.DecisionSearch;
import io.claimstream.feedback.view.Feedback;
import io.claimstream.feedback.view.ReadModel;
import io.javalin.http.Context;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Live scores with what was decided on each, how contests of it ended and what second persons declined, as a page and as a file. */
public final class DecisionListPages {

    static final List<String> HEADINGS = List.of(
            "scored_at",
            "insurer",
            "claim_id",
            "revision",
            "score_id",
            "model_version",
            "currency",
            "estimate",
            "lower",
            "upper",
            "said",
            "amount",
            "actor",
            "recorded_at",
            "automatic",
            "taken_back");

    private static final String PATH = "/audit/decisions";
    private static final int PAGE = 50;
    private static final int MOST_IN_A_FILE = 10_000;
    private static final List<String> PARAMETERS = List.of("model", "insurer", "from", "to");

    private final ApiPorts ports;
    private final ReadModel readModel;
    private final Names names;
    private final Screen screen;

    public DecisionListPages(PagePorts ports, Screen screen, Names names) {
        this.ports = ports.api();
        this.readModel = ports.api().readModel();
        this.names = names;
        this.screen = screen;
    }

    public List<PageRoute> routes() {
        return List.of(PageRoute.get(PATH, this::list, "listDecisions"));
    }

    /**
     * A score.
     *
     * @param story the trail of its claim
     * @param interval in words
     * @param words what was said of it, then how contests of it ended, and then what second persons declined
     */
    public record Line(
            String at,
            String claimId,
            String insurer,
            String story,
            String revision,
            String model,
            String estimate,
            String interval,
            List<Word> words) {}

    /**
     * What somebody said of a score, or a policy.
     *
     * @param isAutomatic whether it was a policy
     * @param isTakenBack whether it counts no more
     */
    public record Word(String what, String by, String at, boolean isAutomatic, boolean isTakenBack) {}

    private void list(Context context) {
        Optional<String> tidied = Addresses.tidied(context);
        if (tidied.isPresent()) {
            Screen.goOn(context, tidied.get());
            return;
        }
        if (Spreadsheet.isAsked(context)) {
            Spreadsheet.answer(context, "decisions", HEADINGS, file(find(context, MOST_IN_A_FILE)));
            return;
        }
        List<DecidedScore> page = find(context, PAGE);
        String query = Addresses.query(context, List.of("after", Spreadsheet.PARAMETER));
        screen.show(
                context,
                "Decisions",
                "audit/decisions.jte",
                Map.of(
                        "lines",
                        lines(context, page),
                        "chosen",
                        chosen(context),
                        "hasInsurers",
                        Authentication.caller(context).insurer() == null,
                        "next",
                        page.size() == PAGE ? PATH + "?" + DecisionQuery.next(context, page.get(PAGE - 1)) : "",
                        "file",
                        PATH + "?" + (query.isEmpty() ? "" : query + "&") + Spreadsheet.PARAMETER + "=csv"));
    }

    /** Days are the reader's. */
    private List<DecidedScore> find(Context context, int limit) {
        Reader reader = Readers.of(context);
        Optional<DecisionSearch> search = DecisionQuery.read(
                context,
                Query.date(context, "from").map(it -> begin(it, reader)),
                Query.date(context, "to").map(it -> begin(it.plusDays(1), reader)),
                limit);
        return search.map(readModel::decisions).orElse(List.of());
    }

    private static Instant begin(LocalDate day, Reader reader) {
        return day.atStartOfDay(reader.zone()).toInstant();
    }

    private static Map<String, String> chosen(Context context) {
        Map<String, String> chosen = new HashMap<>();
        PARAMETERS.forEach(it -> chosen.put(it, Query.parameter(context, it).orElse("")));
        return chosen;
    }

    private List<Line> lines(Context context, List<DecidedScore> page) {
        Reader reader = Readers.of(context);
        Map<String, String> known = new HashMap<>();
        UnaryOperator<String> called = actor -> known.computeIfAbsent(actor, names);
        Map<String, List<BesideFeedback>> beside = BesideFeedback.of(ports, page);
        return page.stream()
                .map(it -> line(it, beside.getOrDefault(it.score().scoreId(), List.of()), reader, called))
                .toList();
    }

    private static Line line(
            DecidedScore decided, List<BesideFeedback> beside, Reader reader, UnaryOperator<String> called) {
        Scored score = decided.score();
        return new Line(
                reader.time(score.scoredAt()),
                decided.claim().claimId(),
                decided.claim().insurer(),
                Addresses.claimTrail(decided.claim().insurer(), decided.claim().claimId()),
                reader.count(decided.revision()),
                score.modelVersion(),
                reader.money(score.estimate(), score.currency()),
                interval(score, reader),
                Stream.concat(
                                decided.said().stream()
                                        .map(it -> new Word(
                                                what(it, score.currency(), reader),
                                                called.apply(it.actor()),
                                                reader.time(it.recordedAt()),
                                                it.isAutomatic(),
                                                it.withdrawn())),
                                beside.stream()
                                        .map(it -> new Word(
                                                it.what(score.currency(), reader, called),
                                                called.apply(it.actor()),
                                                reader.time(it.at()),
                                                false,
                                                false)))
                        .toList());
    }

    private static String interval(Scored score, Reader reader) {
        BigDecimal lower = score.lower();
        BigDecimal upper = score.upper();
        return lower == null || upper == null
                ? "without an interval"
                : reader.money(lower, score.currency()) + " to " + reader.money(upper, score.currency());
    }

    private static String what(Feedback one, String currency, Reader reader) {
        BigDecimal amount = one.said().amount();
        String money = amount == null ? "" : " " + reader.money(amount, currency);
        return switch (one.said().kind()) {
            case ACCEPTED -> "Agreed";
            case CORRECTED -> "Corrected to" + money;
            case SETTLED -> "Paid" + money;
            case WITHDRAWN -> "Took back what was said before";
            default -> "Said something else";
        };
    }

    /** A row for each that was said, each contest that ended and each that was declined; one without for a score of which there is none. */
    private List<List<Object>> file(List<DecidedScore> scores) {
        List<List<Object>> rows = new ArrayList<>();
        Map<String, List<BesideFeedback>> all = BesideFeedback.of(ports, scores);
        for (DecidedScore decided : scores) {
            List<BesideFeedback> beside = all.getOrDefault(decided.score().scoreId(), List.of());
            if (decided.said().isEmpty() && beside.isEmpty()) {
                rows.add(row(decided, List.of("", "", "", "", "", "")));
            }
            decided.said().forEach(it -> rows.add(row(decided, cells(it))));
            beside.forEach(it -> rows.add(row(decided, cells(it))));
        }
        return rows;
    }

    private static List<Object> row(DecidedScore decided, List<Object> said) {
        Scored score = decided.score();
        List<Object> row = new ArrayList<>(List.of(
                score.scoredAt().toString(),
                decided.claim().insurer(),
                decided.claim().claimId(),
                decided.revision(),
                score.scoreId(),
                score.modelVersion(),
                score.currency(),
                score.estimate(),
                cell(score.lower()),
                cell(score.upper())));
        row.addAll(said);
        return row;
    }

    private static List<Object> cells(Feedback one) {
        return List.of(
                one.said().kind().name(),
                cell(one.said().amount()),
                one.actor(),
                one.recordedAt().toString(),
                one.isAutomatic(),
                one.withdrawn());
    }

    private static List<Object> cells(BesideFeedback one) {
        return List.of(one.kind(), cell(one.amount()), one.actor(), one.at().toString(), false, false);
    }

    private static Object cell(@Nullable BigDecimal amount) {
        return amount == null ? "" : amount;
    }
}
