package io.claimstream.benchmarks.pages;

import io.claimstream.benchmarks.pages.PagesReport.Asked;
import io.claimstream.benchmarks.pages.PagesReport.Watched;
import io.claimstream.benchmarks.report.JsonLine;
import io.claimstream.launcher.instance.AllInOne;
import io.claimstream.platform.database.Database;
import io.claimstream.schemas.serde.EventSerdes;
import io.claimstream.testkit.browser.Chromium;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the queue page. */
@Command(
        name = "pages",
        mixinStandardHelpOptions = true,
        description =
                "Asks for the queue while 100,000 claims wait, and watches it in a browser while 2,000 events a second"
                        + " come.")
public final class PagesCommand implements Callable<Integer> {

    private static final int CLAIMS = 100_000;
    private static final int QUICK_CLAIMS = 5_000;
    private static final int TIMES = 500;
    private static final int QUICK_TIMES = 30;
    private static final int PER_SECOND = 2_000;
    private static final int SECONDS = 20;
    private static final int QUICK_SECONDS = 5;

    @Option(names = "--quick", description = "5,000 claims and 5 seconds instead of 100,000 and 20.")
    private boolean isQuick;

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (Instance started = Instance.start()) {
            AllInOne instance = started.running();
            URI root = instance.addresses().api();
            Person person = Person.join(
                    root,
                    instance.settings().dataPath(""),
                    Map.of("role", "ADJUSTER", "insurer", WaitingClaims.INSURER),
                    "adjuster");
            PagesReport report = measure(instance, root, person);
            System.out.print(report.toTable());
            System.out.println(JsonLine.of(report));
            return report.goals().met() ? 0 : 1;
        }
    }

    private PagesReport measure(AllInOne instance, URI root, Person person) throws IOException, InterruptedException {
        int claims = isQuick ? QUICK_CLAIMS : CLAIMS;
        // The embedded database is open to the whole process.
        try (Database database = Database.open(instance.settings())) {
            System.err.println("making " + claims + " claims up that wait");
            QueueQuestions questions = new QueueQuestions(person, WaitingClaims.fill(database.jdbi(), claims));
            System.err.println("asking for the queue");
            List<Asked> asked = questions.ask(isQuick ? QUICK_TIMES : TIMES);
            return PagesReport.of(claims, asked, questions.rows(), watch(instance, root, person));
        }
    }

    private List<Watched> watch(AllInOne instance, URI root, Person person) throws InterruptedException {
        int seconds = isQuick ? QUICK_SECONDS : SECONDS;
        List<Watched> watched = new ArrayList<>();
        try (Chromium chromium = Chromium.start();
                WatchedPage page = new WatchedPage(chromium.browser(), root, person)) {
            System.err.println("watching the page, " + seconds + " seconds twice");
            watched.add(page.watch("no events", seconds));
            EventSerdes serdes = new EventSerdes(instance.schemas());
            EventLoad events = new EventLoad(instance.addresses().kafka(), serdes, PER_SECOND, seconds);
            watched.add(page.watch("2,000 events/s", seconds));
            events.await();
        }
        return watched;
    }
}
