package io.claimstream.feedback.http;

import static java.util.Map.entry;

import io.claimstream.feedback.billing.EmbeddedFonts;
import io.claimstream.feedback.contract.ApiContract;
import io.claimstream.feedback.contract.Operation;
import io.claimstream.feedback.http.ApiServer.Limits;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every route of the API: the operations of the contract, each with its handler. */
final class FeedbackRoutes {

    private static final Map<String, String> SECURITY_HEADERS = Map.of(
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Cache-Control", "no-store");

    private final ClaimHandlers claims;
    private final ClaimListHandlers lists;
    private final BatchHandlers batches;
    private final BatchLineHandlers batchLines;
    private final Idempotency idempotency;
    private final ScoringHandlers scoring;
    private final EstimateHandlers estimates;
    private final FeedbackHandlers feedback;
    private final FeedbackListHandlers feedbackLists;
    private final RevisionHandlers revisions;
    private final QueueHandlers queue;
    private final AuthorityHandlers authority;
    private final LetterProfileHandlers profiles;
    private final AcceptanceHandlers acceptance;
    private final ModelHandlers models;
    private final UploadHandlers uploads;
    private final ReportHandlers reports;
    private final RescoreHandlers rescores;
    private final ExplanationHandlers explanations;
    private final ContestHandlers contested;
    private final ExerciseHandlers exercises;
    private final ReadModelHandlers views;
    private final FigureHandlers figures;
    private final ModelCardHandlers cards;
    private final DatasetHandlers datasets;
    private final TrustHandlers trust;
    private final DriftHandlers drift;
    private final HealthHandlers health;
    private final ApiContract contract = ApiContract.load();
    private final DocumentHandlers documents = new DocumentHandlers(contract);
    private final FormHandlers forms = new FormHandlers(contract);
    private final AccessRoutes access;
    private final HostGuard hosts;
    private final CrossOrigin origins;
    private final ExportHandlers exports;
    private final RetentionHandlers retention;
    private final EventHandlers events;
    private final WebhookHandlers webhooks;
    private final LetterHandlers letters;
    private final OperationsHandlers operations;
    private final BillingHandlers billing;
    private final PrivacyHandlers privacy;
    private final PageGate pages;

    FeedbackRoutes(ApiPorts ports, Limits limits, Exposure exposure, Function<PagePorts, Pages> pages) {
        this.hosts = new HostGuard(exposure.hosts(), limits.host());
        this.origins = new CrossOrigin(exposure.origins());
        RequestBody body = new RequestBody(limits.maxBodyBytes());
        this.claims = new ClaimHandlers(ports, body);
        this.lists = new ClaimListHandlers(ports);
        OwnBatches own = new OwnBatches(ports, claims);
        this.batches = new BatchHandlers(ports, own);
        this.batchLines = new BatchLineHandlers(ports, own);
        this.idempotency = new Idempotency(ports.ledger(), body);
        this.scoring = new ScoringHandlers(ports, body, limits.patience());
        this.estimates = new EstimateHandlers(ports, body, limits.patience());
        DecisionDesk decisions = new DecisionDesk(ports);
        this.feedback = new FeedbackHandlers(ports, body, decisions);
        this.feedbackLists = new FeedbackListHandlers(ports);
        this.revisions = new RevisionHandlers(ports, body, feedbackLists);
        ClaimantDesk claimants = new ClaimantDesk(ports);
        ContestDesk contests = new ContestDesk(ports, decisions, claimants);
        QueueDesk waiting = new QueueDesk(ports);
        this.queue = new QueueHandlers(waiting, contests, body);
        ModelDesks desks = new ModelDesks(
                new OrderDesk(ports),
                new ModelUploads(ports, limits.maxUploadBytes()),
                new WithdrawnDesk(ports),
                new KnownModels(ports));
        this.models = new ModelHandlers(ports, body, desks.orders());
        this.uploads = new UploadHandlers(desks.uploads(), ports.executor());
        this.reports = new ReportHandlers(ports);
        this.rescores = new RescoreHandlers(ports, body, feedback, desks.withdrawn());
        ExplanationDesk why = new ExplanationDesk(ports);
        SimilarDesk similar = new SimilarDesk(ports);
        EmbeddedFonts fonts = EmbeddedFonts.read();
        ClaimantLetters letterForms = new ClaimantLetters(fonts);
        this.explanations = new ExplanationHandlers(
                new ExplanationHandlers.Desks(why, similar, claimants, letterForms), body, ports.executor());
        this.contested = new ContestHandlers(contests, letterForms, body, ports.executor());
        ExerciseDesk exercising = new ExerciseDesk(ports);
        this.exercises = new ExerciseHandlers(ports, exercising, body);
        this.views = new ReadModelHandlers(ports);
        this.figures = new FigureHandlers(ports);
        this.cards = new ModelCardHandlers(ports);
        this.datasets = new DatasetHandlers(ports, desks.known());
        this.trust = new TrustHandlers(ports);
        DriftDesk changes = new DriftDesk(ports);
        this.drift = new DriftHandlers(changes);
        this.health = new HealthHandlers(ports);
        this.access = new AccessRoutes(ports, body);
        OfficePorts office = access.office();
        this.authority = new AuthorityHandlers(office.policies(), body);
        this.profiles = new LetterProfileHandlers(office.policies(), body);
        this.acceptance = new AcceptanceHandlers(ports, office.policies(), body);
        this.webhooks = new WebhookHandlers(ports, office.webhooks(), body);
        LetterDesk unanswered = new LetterDesk(ports);
        this.letters = new LetterHandlers(unanswered, body);
        OperationsDesk running = new OperationsDesk(ports);
        this.operations = new OperationsHandlers(running);
        BillingDesk bills = new BillingDesk(ports);
        BillingFiles papers = new BillingFiles(fonts);
        this.billing = new BillingHandlers(bills, papers, body);
        PrivacyDesks kept = PrivacyDesks.of(ports);
        this.exports = new ExportHandlers(kept.exports());
        this.retention = new RetentionHandlers(ports);
        this.privacy = new PrivacyHandlers(kept.erasing(), body);
        this.events = new EventHandlers(ports, access.authentication());
        PagePorts shown = new PagePorts(
                ports,
                access.accounts(),
                waiting,
                decisions,
                unanswered,
                running,
                changes,
                why,
                similar,
                desks,
                bills,
                papers,
                new ClaimantPorts(claimants, letterForms, contests),
                kept,
                exercising,
                office,
                new FormBody(body),
                contract);
        this.pages = new PageGate(contract, access.authentication(), views, pages.apply(shown));
    }

    void register(RoutesConfig routes) {
        routes.before(FeedbackRoutes::prepare);
        routes.before(hosts::check);
        routes.before(origins::check);
        routes.before("/v1/*", access.authentication()::check);

        Map<String, Handler> handlers = new HashMap<>(handlers());
        handlers.putAll(access.handlers());
        handlers.putAll(queue.handlers());
        handlers.putAll(acceptance.handlers());
        handlers.putAll(explanations.handlers());
        handlers.putAll(contested.handlers());
        handlers.putAll(exercises.handlers());
        handlers.putAll(figures.handlers());
        handlers.putAll(datasets.handlers());
        handlers.putAll(forms.handlers());
        handlers.putAll(trust.handlers());
        handlers.putAll(drift.handlers());
        handlers.putAll(events.handlers());
        handlers.putAll(webhooks.handlers());
        handlers.putAll(letters.handlers());
        handlers.putAll(operations.handlers());
        handlers.putAll(billing.handlers());
        handlers.putAll(exports.handlers());
        handlers.putAll(retention.handlers());
        handlers.putAll(privacy.handlers());
        requireSame(handlers.keySet());
        routes.after(access.audit()::keepRefusal);
        routes.after("/v1/*", idempotency::end);
        OwnAddresses own = new OwnAddresses(contract.operations());
        contract.operations()
                .forEach(it -> routes.addHttpHandler(
                        HandlerType.findOrCreate(it.method()),
                        it.path(),
                        TracedRequests.during(own.guarded(
                                it,
                                Authorization.of(it, views.guarded(it, idempotency.of(it, handler(handlers, it))))))));

        pages.register(routes);

        routes.exception(HttpResponseException.class, this::refused);
        routes.exception(Exception.class, (failure, context) -> answer(context, Answers.problemOf(context, failure)));
    }

    /** Ends what would go on for ever. */
    void end() {
        events.end();
    }

    private Map<String, Handler> handlers() {
        return Map.ofEntries(
                entry("submitClaim", claims::submit),
                entry("listClaims", lists::list),
                entry("showClaim", claims::show),
                entry("listBatches", batches::list),
                entry("submitBatch", batches::submit),
                entry("showBatch", batches::show),
                entry("listBatchLines", batchLines::lines),
                entry("scoreClaim", scoring::score),
                entry("estimateSettlement", estimates::estimate),
                entry("showScore", rescores::showScore),
                entry("rescoreScore", rescores::ask),
                entry("giveFeedback", feedback::give),
                entry("listFeedback", feedbackLists::list),
                entry("showFeedback", feedbackLists::show),
                entry("reviseFeedback", revisions::revise),
                entry("showAuthority", authority::show),
                entry("changeAuthority", authority::change),
                entry("showLetterProfile", profiles::show),
                entry("changeLetterProfile", profiles::change),
                entry("listModels", models::list),
                entry("uploadModel", uploads::upload),
                entry("showModel", cards::show),
                entry("showReport", reports::show),
                entry("showSlotHistory", models::history),
                entry("commandModel", models::command),
                entry("showCommand", models::showCommand),
                entry("listWithdrawn", models::withdrawn),
                entry("rescoreWithdrawn", rescores::askAll),
                entry("showRescoring", rescores::progress),
                entry("listRescored", rescores::list),
                entry("showReadModel", views::show),
                entry("rebuildReadModel", views::rebuild),
                entry("livez", health::live),
                entry("readyz", health::ready),
                entry("startupz", health::started),
                entry("metrics", health::metrics),
                entry("openapiYaml", documents::yaml),
                entry("openapiJson", documents::json),
                entry("apiDocs", documents::page),
                entry("apiDocsFile", documents::file));
    }

    private static Handler handler(Map<String, Handler> handlers, Operation operation) {
        return Objects.requireNonNull(handlers.get(operation.id()), operation.id());
    }

    /** The contract and the code name the same operations. */
    private void requireSame(Set<String> handled) {
        Set<String> promised = contract.operations().stream().map(Operation::id).collect(Collectors.toSet());
        if (!promised.equals(handled)) {
            throw new IllegalStateException("Expected a handler for each operation of openapi.yaml: " + promised
                    + ", but got " + handled + ".");
        }
    }

    private static void prepare(Context context) {
        TracedRequests.begin(context);
        SECURITY_HEADERS.forEach(context::header);
    }

    /** What Javalin itself refuses. */
    private void refused(HttpResponseException failure, Context context) {
        if (failure instanceof MethodNotAllowedResponse) {
            String allowed = allowed(failure.getDetails());
            context.header("Allow", allowed);
            answer(context, Problem.of(ProblemCode.METHOD_NOT_ALLOWED, "Expected one of " + allowed + "."));
        } else if (failure.getStatus() == 404) {
            answer(context, Problem.of(ProblemCode.NOT_FOUND, Pages.NOWHERE));
        } else if (failure.getStatus() == 413) {
            answer(context, Problem.of(ProblemCode.BODY_TOO_LARGE, "Expected a smaller body."));
        } else if (failure.getStatus() < 500) {
            answer(context, Problem.of(ProblemCode.BAD_REQUEST, "Expected another request."));
        } else {
            answer(context, Answers.problemOf(context, failure));
        }
    }

    private void answer(Context context, Problem problem) {
        if (pages.shows(context, problem)) {
            pages.show(context, problem);
        } else {
            Answers.problem(context, problem);
        }
    }

    private static String allowed(Map<String, String> details) {
        Set<String> methods = new TreeSet<>();
        details.values().forEach(value -> {
            for (String method : value.split("[^A-Z]+", -1)) {
                if (!method.isEmpty()) {
                    methods.add(method);
                }
            }
        });
        return String.join(", ", methods);
    }
}
