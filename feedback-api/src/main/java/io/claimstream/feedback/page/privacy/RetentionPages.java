package io.claimstream.feedback.page.privacy;

import io.claimstream.feedback.http.PagePorts;
import io.claimstream.feedback.http.PageRoute;
import io.claimstream.feedback.page.Navigation;
import io.claimstream.feedback.page.Reader;
import io.claimstream.feedback.page.Readers;
import io.claimstream.feedback.page.Screen;
import io.claimstream.feedback.retention.RetentionReport;
import io.claimstream.feedback.retention.RetentionReport.Line;
import io.claimstream.platform.retention.Retention;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What is kept how long and why, and how far that is carried out. */
public final class RetentionPages {

    private static final String PATH = PrivacyTabs.RETENTION;

    private final RetentionReport report;
    private final Screen screen;
    private final Navigation navigation;

    public RetentionPages(PagePorts ports, Screen screen, Navigation navigation) {
        this.report = ports.privacy().retention();
        this.screen = screen;
        this.navigation = navigation;
    }

    public List<PageRoute> routes() {
        return List.of(PageRoute.get(PATH, this::show, "showRetention"));
    }

    private void show(Context context) {
        List<Line> lines = report.lines();
        Reader reader = Readers.of(context);
        Predicate<Line> isLimited = it -> it.retention().applied() == Retention.Applied.JOB;
        screen.show(
                context,
                "Retention",
                "privacy/retention.jte",
                Map.of(
                        "tabs",
                        PrivacyTabs.of(context, navigation, PATH),
                        "limited",
                        lines(lines, isLimited, reader),
                        "others",
                        lines(lines, isLimited.negate(), reader),
                        "overdue",
                        lines(lines, Line::isOverdue, reader)));
    }

    private static List<RetentionLine> lines(List<Line> lines, Predicate<Line> which, Reader reader) {
        return lines.stream()
                .filter(which)
                .map(it -> RetentionLine.of(it, reader))
                .toList();
    }
}
