package io.claimstream.benchmarks.search;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.domain.feature.FeatureSetV1;
import io.claimstream.feedback.figures.Days;
import io.claimstream.feedback.figures.Figures;
import io.claimstream.feedback.figures.Scope;
import io.claimstream.feedback.figures.Step;
import io.claimstream.feedback.view.Claim.Status;
import io.claimstream.feedback.view.ClaimPage;
import io.claimstream.feedback.view.ClaimSearch;
import io.claimstream.feedback.view.ClaimSearch.Holding;
import io.claimstream.feedback.view.ClaimSearch.Order;
import io.claimstream.feedback.view.ClaimSearch.Place;
import io.claimstream.feedback.view.ClaimSummary.Verdict;
import io.claimstream.feedback.view.ReadModel;
import io.claimstream.feedback.view.SettledSearch;
import io.claimstream.model.ReviewReason;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** What is asked, each time of something else. Not thread-safe. */
final class Questions {

    private static final List<Order> ORDERS = List.of(Order.values());
    private static final List<ReviewReason> REASONS = List.of(ReviewReason.TOO_UNCERTAIN, ReviewReason.UNSEEN_CATEGORY);
    private static final int PAGE = 50;
    /** As the API counts what waits. */
    private static final int MOST_COUNTED = 10_001;

    /** As many settled claims on either side of an estimate as the API compares. */
    private static final int MOST_COMPARED = 250;

    private static final Instant NOW = Instant.parse("2025-12-31T12:00:00Z");
    private static final Holding HOLDS_NOTHING = new Holding(Optional.of("user:" + ManyReasons.ADJUSTERS), NOW);
    private static final Days MONTH = new Days(ManyClaims.TODAY.minusDays(29), ManyClaims.TODAY);

    private final ReadModel readModel;
    private final Figures figures;
    private final int claims;
    private final Random random;
    private final Map<Order, Optional<Place>> last = new HashMap<>();

    /** A kind of question. */
    record Question(String name, Runnable ask) {}

    Questions(ReadModel readModel, Figures figures, int claims, Random random) {
        this.readModel = readModel;
        this.figures = figures;
        this.claims = claims;
        this.random = random;
    }

    /** Every kind. */
    List<Question> all() {
        return List.of(
                new Question("lists", this::list),
                new Question("queue by deadline", () -> page(queue(Order.DEADLINE))),
                new Question("queue by money at risk", () -> page(queue(Order.MONEY_AT_RISK))),
                new Question(
                        "queue of an adjuster",
                        () -> page(queue(order(), Optional.of(someone()), Optional.empty(), PAGE))),
                new Question(
                        "queue of one with nothing",
                        () -> page(queue(order(), Optional.of(HOLDS_NOTHING), Optional.empty(), PAGE))),
                new Question(
                        "queue that is free",
                        () -> page(queue(order(), Optional.of(nobody()), Optional.empty(), PAGE))),
                new Question(
                        "queue by review reason",
                        () -> page(queue(order(), Optional.empty(), Optional.of(reason()), PAGE))),
                new Question(
                        "queue counted",
                        () -> readModel.count(queue(order(), Optional.empty(), Optional.empty(), MOST_COUNTED))),
                new Question(
                        "free queue counted",
                        () -> readModel.count(queue(order(), Optional.of(nobody()), Optional.empty(), MOST_COUNTED))),
                new Question(
                        "reason counted",
                        () -> readModel.count(queue(order(), Optional.empty(), Optional.of(reason()), MOST_COUNTED))),
                new Question("similar past claims", this::similar),
                new Question(
                        "overview",
                        () -> figures.overview(
                                new Scope(insurer().orElse(null), line().orElse(null), null), MONTH, ManyClaims.TODAY)),
                new Question("usage", () -> figures.usage(insurer().orElse(null), MONTH, Step.MONTH)));
    }

    private void page(ClaimSearch search) {
        if (readModel.claims(search).claims().size() > search.limit()) {
            throw new IllegalStateException("Expected a page of " + search.limit() + " claims at most.");
        }
    }

    private void similar() {
        SettledSearch search = new SettledSearch(
                new ClaimKey(anyInsurer(), "c-" + (1 + random.nextInt(claims))),
                line().orElse("MOTOR_INJURY"),
                "GBP",
                FeatureSetV1.VERSION,
                BigDecimal.valueOf(100L + random.nextInt(90_000)),
                MOST_COMPARED);
        if (readModel.settledNear(search).isEmpty()) {
            throw new IllegalStateException("Expected settled claims near " + search + ".");
        }
    }

    private void list() {
        Order order = ORDERS.get(random.nextInt(ORDERS.size()));
        ClaimPage page = readModel.claims(anyList(order));
        last.put(order, page.last());
    }

    private ClaimSearch anyList(Order order) {
        boolean isQueue = order == Order.DEADLINE || order == Order.MONEY_AT_RISK;
        return new ClaimSearch(
                insurer(),
                order == Order.NEWEST && random.nextInt(3) == 0 ? Optional.of(Status.REJECTED) : Optional.empty(),
                isQueue ? Optional.of(random.nextBoolean() ? Verdict.OPEN : Verdict.SETTLED) : Optional.empty(),
                line(),
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

    private ClaimSearch queue(Order order) {
        return queue(order, Optional.empty(), Optional.empty(), PAGE);
    }

    private ClaimSearch queue(Order order, Optional<Holding> holding, Optional<ReviewReason> reason, int limit) {
        return new ClaimSearch(
                insurer(),
                Optional.empty(),
                Optional.of(Verdict.OPEN),
                line(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                holding,
                reason,
                order,
                Optional.empty(),
                limit);
    }

    /** Three times of four a single one. */
    private Optional<String> insurer() {
        return random.nextInt(4) == 0 ? Optional.empty() : Optional.of(anyInsurer());
    }

    private String anyInsurer() {
        return ManyClaims.INSURERS.get(random.nextInt(ManyClaims.INSURERS.size()));
    }

    private Optional<String> line() {
        return random.nextInt(3) == 0 ? Optional.of("MOTOR_DAMAGE") : Optional.empty();
    }

    private Order order() {
        return random.nextBoolean() ? Order.DEADLINE : Order.MONEY_AT_RISK;
    }

    private ReviewReason reason() {
        return REASONS.get(random.nextInt(REASONS.size()));
    }

    private Holding someone() {
        return new Holding(Optional.of("user:" + random.nextInt(ManyReasons.ADJUSTERS)), NOW);
    }

    private static Holding nobody() {
        return new Holding(Optional.empty(), NOW);
    }
}
