package io.claimstream.benchmarks.search;

import io.claimstream.benchmarks.search.Questions.Question;
import io.claimstream.feedback.figures.Figures;
import io.claimstream.feedback.view.JdbiReadModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.HdrHistogram.Histogram;
import org.jdbi.v3.core.Jdbi;

/** Asks one kind of question after the other, each about something drawn at random, while one claim after the other changes. */
final class SearchRun {

    private static final int WARM_UP = 100;
    private static final long CHANGE_MILLIS = 10;

    private final Jdbi jdbi;
    private final int claims;
    private final Random random;
    private final List<Question> questions;

    SearchRun(Jdbi jdbi, int claims, long seed) {
        this.jdbi = jdbi;
        this.claims = claims;
        this.random = new Random(seed);
        this.questions = new Questions(new JdbiReadModel(jdbi), new Figures(jdbi), claims, random).all();
    }

    /** @param times how often each is asked */
    SearchReport measure(Dialect dialect, int times) throws InterruptedException {
        AtomicBoolean ended = new AtomicBoolean();
        Thread changes = new Thread(() -> change(ended), "changes");
        changes.setDaemon(true);
        changes.start();
        try {
            Histogram rows = new Histogram(3);
            List<SearchReport.Asked> asked = new ArrayList<>();
            for (Question question : questions) {
                System.err.println("asking: " + question.name());
                asked.add(SearchReport.Asked.of(question.name(), ask(question, times, rows)));
            }
            return SearchReport.of(dialect, claims, asked, rows);
        } finally {
            ended.set(true);
            changes.join(TimeUnit.SECONDS.toMillis(10));
        }
    }

    private Histogram ask(Question question, int times, Histogram rows) {
        for (int i = 0; i < Math.min(WARM_UP, times); i++) {
            question.ask().run();
        }
        Histogram asked = new Histogram(3);
        for (int i = 0; i < times; i++) {
            asked.recordValue(nanos(question.ask()));
            rows.recordValue(nanos(this::readOne));
        }
        return asked;
    }

    private void change(AtomicBoolean ended) {
        Random chosen = new Random(1);
        try {
            while (!ended.get()) {
                ManyClaims.change(jdbi, 1L + chosen.nextInt(claims));
                TimeUnit.MILLISECONDS.sleep(CHANGE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long nanos(Runnable work) {
        long from = System.nanoTime();
        work.run();
        return System.nanoTime() - from;
    }

    /** The reference: one row by its primary key. */
    private void readOne() {
        jdbi.useHandle(
                handle -> handle.createQuery("select * from view_claim where insurer = :insurer and claim_id = :id")
                        .bind("insurer", "acme")
                        .bind("id", "c-" + (1 + random.nextInt(claims)))
                        .mapToMap()
                        .findOne());
    }
}
