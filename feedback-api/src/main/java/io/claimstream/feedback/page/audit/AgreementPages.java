package io.claimstream.feedback.page.audit;

import io.claimstream.feedback.figures.Agreement;
import io.claimstream.feedback.figures.AgreementSums;
import io.claimstream.feedback.figures.BiasWatch;
import io.claimstream.feedback.figures.Days;
import io.claimstream.feedback.figures.SettledSums;
import io.claimstream.feedback.http.AgreementDesk;
import io.claimstream.feedback.http.Authentication;
import io.claimstream.feedback.http.ExerciseDesk;
import io.claimstream.feedback.http.PagePorts;
import io.claimstream.feedback.http.PageRoute;
import io.claimstream.feedback.http.Query;
import io.claimstream.feedback.http.Spreadsheet;
import io.claimstream.feedback.page.Addresses;
import io.claimstream.feedback.page.Names;
import io.claimstream.feedback.page.Reader;
import io.claimstream.feedback.page.Readers;
import io.claimstream.feedback.page.Screen;
import io.claimstream.model.statistics.Measured;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How people decided beside the model, as a page and as a file. */
public final class AgreementPages {

    static final List<String> HEADINGS = List.of(
            "by", "name", "decisions", "agreed", "raised", "lowered", "agreement", "quick", "off", "closer", "watch");

    private static final String PATH = "/audit/agreement";

    private final AgreementDesk desk;
    private final ExerciseDesk exercises;
    private final Names names;
    private final Screen screen;

    public AgreementPages(PagePorts ports, Screen screen, Names names) {
        this.desk = new AgreementDesk(ports.api());
        this.exercises = ports.exercises();
        this.names = names;
        this.screen = screen;
    }

    public List<PageRoute> routes() {
        return List.of(PageRoute.get(PATH, this::show, "showAgreement"));
    }

    /**
     * A line of a table; shares with their intervals, or how many cases there are where those are too few.
     *
     * @param watch what to look at, in words
     */
    public record Line(
            String name,
            String decisions,
            String agreement,
            String change,
            String quick,
            String off,
            String closer,
            List<String> watch) {}

    private void show(Context context) {
        Optional<String> tidied = Addresses.tidied(context);
        if (tidied.isPresent()) {
            Screen.goOn(context, tidied.get());
            return;
        }
        Days days = desk.days(context);
        Agreement agreement = desk.find(context);
        if (Spreadsheet.isAsked(context)) {
            Spreadsheet.answer(context, "agreement-" + days.from() + "-" + days.to(), HEADINGS, file(agreement));
            return;
        }
        Reader reader = Readers.of(context);
        String query = Addresses.query(context, List.of(Spreadsheet.PARAMETER));
        screen.show(
                context,
                "Agreement",
                "audit/agreement.jte",
                Map.of(
                        "days",
                        days,
                        "people",
                        agreement.people().entrySet().stream()
                                .map(it -> line(names.apply(it.getKey()), it.getValue(), agreement.watch(it), reader))
                                .toList(),
                        "versions",
                        agreement.versions().entrySet().stream()
                                .map(it -> line(it.getKey(), it.getValue(), List.of(), reader))
                                .toList(),
                        "total",
                        line("Together", agreement.total(), List.of(), reader),
                        "exercises",
                        ExercisedLine.of(exercises.agreement(context), names, reader),
                        "automatic",
                        reader.count(agreement.automatic()),
                        "hasInsurers",
                        Authentication.caller(context).insurer() == null,
                        "insurer",
                        Query.parameter(context, "insurer").orElse(""),
                        "file",
                        PATH + "?" + (query.isEmpty() ? "" : query + "&") + Spreadsheet.PARAMETER + "=csv"));
    }

    private static Line line(String name, AgreementSums sums, List<BiasWatch> watch, Reader reader) {
        return new Line(
                name,
                reader.count(sums.decisions()),
                share(sums.agreement(), sums.decisions(), reader),
                sums.meanChange().map(reader::share).orElseGet(() -> few(sums.changed(), reader)),
                share(sums.quickShare(), sums.seen(), reader),
                share(sums.offShare(), sums.agreedPaid(), reader),
                share(sums.closerShare(), sums.changedPaid(), reader),
                watch.stream().map(AgreementPages::words).toList());
    }

    static String share(Optional<Measured> share, long rows, Reader reader) {
        return share.map(it -> reader.share(it.value()) + interval(it, reader)).orElseGet(() -> few(rows, reader));
    }

    private static String interval(Measured share, Reader reader) {
        Double lower = share.lower();
        Double upper = share.upper();
        return lower == null || upper == null ? "" : " (" + reader.share(lower) + " to " + reader.share(upper) + ")";
    }

    private static String few(long rows, Reader reader) {
        return rows == 0 ? Reader.NONE : "of " + reader.count(rows) + ", fewer than " + SettledSums.LEAST;
    }

    private static String words(BiasWatch watch) {
        return switch (watch) {
            case AGREES_MORE -> "Agrees more often than the others";
            case AGREES_QUICKLY -> "Mostly agrees before the reasons can be read";
            case AGREES_WITH_WRONG -> "Agrees with wrong estimates more often than the others";
        };
    }

    private static List<List<Object>> file(Agreement agreement) {
        List<List<Object>> rows = new ArrayList<>();
        agreement
                .people()
                .entrySet()
                .forEach(it -> rows.add(row("person", it.getKey(), it.getValue(), agreement.watch(it))));
        agreement.versions().forEach((version, sums) -> rows.add(row("model version", version, sums, List.of())));
        return rows;
    }

    private static List<Object> row(String by, String name, AgreementSums sums, List<BiasWatch> watch) {
        return List.of(
                by,
                name,
                sums.decisions(),
                sums.agreed(),
                sums.raised(),
                sums.lowered(),
                value(sums.agreement()),
                value(sums.quickShare()),
                value(sums.offShare()),
                value(sums.closerShare()),
                String.join(" ", watch.stream().map(BiasWatch::name).toList()));
    }

    private static Object value(Optional<Measured> share) {
        return share.<Object>map(Measured::value).orElse("");
    }
}
