package io.claimstream.benchmarks.search;

import io.claimstream.feedback.view.Claim.Status;
import io.claimstream.feedback.view.ClaimPage;
import io.claimstream.feedback.view.ClaimSearch;
import io.claimstream.feedback.view.ClaimSearch.Order;
import io.claimstream.feedback.view.ClaimSearch.Place;
import io.claimstream.feedback.view.ClaimSummary.Verdict;
import io.claimstream.feedback.view.ReadModel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.HdrHistogram.Histogram;
import org.jdbi.v3.core.Jdbi;

/** Asks for pages of claims at random, each followed by the next page half of the time, while one claim after the other changes. */
final class SearchRun {

    private static final List<Order> ORDERS = List.of(Order.values());
    private static final int PAGE = 50;
    private static final int WARM_UP = 100;
    private static final long CHANGE_MILLIS = 10;

    private final Jdbi jdbi;
    private final ReadModel readModel;
    private final int claims;
    private final Random random;
    private final Map<Order, Optional<Place>> last = new HashMap<>();

    SearchRun(Jdbi jdbi, ReadModel readModel, int claims, long seed) {
        this.jdbi = jdbi;
        this.readModel = readModel;
        this.claims = claims;
        this.random = new Random(seed);
    }

    SearchReport measure(int questions) throws InterruptedException {
        AtomicBoolean ended = new AtomicBoolean();
        Thread changes = new Thread(() -> change(ended), "changes");
        changes.setDaemon(true);
        changes.start();
        try {
            for (int i = 0; i < WARM_UP; i++) {
                ask();
            }
            Histogram lists = new Histogram(3);
            Histogram rows = new Histogram(3);
            for (int i = 0; i < questions; i++) {
                lists.recordValue(nanos(this::ask));
                rows.recordValue(nanos(this::readOne));
            }
            return SearchReport.of(claims, questions, lists, rows);
        } finally {
            ended.set(true);
            changes.join(TimeUnit.SECONDS.toMillis(10));
        }
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

    private void ask() {
        Order order = ORDERS.get(random.nextInt(ORDERS.size()));
        ClaimPage page = readModel.claims(question(order));
        last.put(order, page.last());
    }

    private ClaimSearch question(Order order) {
        boolean isQueue = order == Order.DEADLINE || order == Order.MONEY_AT_RISK;
        return new ClaimSearch(
                random.nextInt(4) == 0
                        ? Optional.empty()
                        : Optional.of(ManyClaims.INSURERS.get(random.nextInt(ManyClaims.INSURERS.size()))),
                order == Order.NEWEST && random.nextInt(3) == 0 ? Optional.of(Status.REJECTED) : Optional.empty(),
                isQueue ? Optional.of(random.nextBoolean() ? Verdict.OPEN : Verdict.SETTLED) : Optional.empty(),
                random.nextInt(3) == 0 ? Optional.of("MOTOR_DAMAGE") : Optional.empty(),
                Optional.empty(),
                order == Order.CLAIM_ID && random.nextBoolean()
                        ? Optional.of("c-" + (1 + random.nextInt(claims)))
                        : Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                order,
                random.nextBoolean() ? last.getOrDefault(order, Optional.empty()) : Optional.empty(),
                PAGE);
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
