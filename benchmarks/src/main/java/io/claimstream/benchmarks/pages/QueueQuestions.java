package io.claimstream.benchmarks.pages;

import io.claimstream.benchmarks.pages.PagesReport.Asked;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;

/** Asks the server for the queue and its parts, as the browser of an adjuster does, and reads one row by its key in turns. */
final class QueueQuestions {

    private static final Pattern NEXT = Pattern.compile("hx-get=\"(/queue/rows[^\"]*)\"");
    private static final Pattern ARRIVALS = Pattern.compile("hx-get=\"(/queue/arrivals[^\"]*)\"");
    private static final int WARM_UP = 50;

    private final Person person;
    private final WaitingClaims claims;
    private final Histogram rows = new Histogram(3);
    private String next = "";

    QueueQuestions(Person person, WaitingClaims claims) {
        this.person = person;
        this.claims = claims;
    }

    /** One question, which may change what the next is. */
    private interface Question {
        void ask() throws IOException, InterruptedException;
    }

    /** @param times how often each is asked */
    List<Asked> ask(int times) throws IOException, InterruptedException {
        String page = person.get("/queue");
        String arrivals = link(ARRIVALS, page);
        next = link(NEXT, page);
        List<Asked> asked = new ArrayList<>();
        asked.add(measure("first page", times, () -> person.get("/queue")));
        asked.add(measure("by money at risk", times, () -> person.get("/queue?sort=-moneyAtRisk")));
        asked.add(measure("by review reason", times, () -> person.get("/queue?reviewReason=TOO_UNCERTAIN")));
        asked.add(measure("mine", times, () -> person.get("/queue?assignee=me")));
        asked.add(measure("next rows, ever deeper", times, () -> next = link(NEXT, person.get(next))));
        String deepest = next;
        asked.add(measure("rows that deep", times, () -> person.get(deepest)));
        asked.add(measure("arrivals", times, () -> person.get(arrivals)));
        return asked;
    }

    /** What one row took, over all turns. */
    Histogram rows() {
        return rows;
    }

    private Asked measure(String name, int times, Question question) throws IOException, InterruptedException {
        for (int i = 0; i < Math.min(times, WARM_UP); i++) {
            question.ask();
        }
        Histogram asked = new Histogram(3);
        for (int i = 0; i < times; i++) {
            long from = System.nanoTime();
            question.ask();
            long between = System.nanoTime();
            claims.readOne();
            asked.recordValue(between - from);
            rows.recordValue(System.nanoTime() - between);
        }
        return Asked.of(name, asked);
    }

    private static String link(Pattern pattern, String html) {
        Matcher found = pattern.matcher(html);
        if (!found.find()) {
            throw new IllegalStateException("Expected a page with " + pattern + ".");
        }
        return found.group(1).replace("&amp;", "&");
    }
}
