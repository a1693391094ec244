package io.claimstream.feedback;

import io.claimstream.event.RecordRef;
import io.claimstream.feedback.access.ApiKeys;
import io.claimstream.feedback.batch.BatchDesk;
import io.claimstream.feedback.billing.Billing;
import io.claimstream.feedback.desk.CommandDesk;
import io.claimstream.feedback.desk.FeedbackDesk;
import io.claimstream.feedback.desk.RescoreDesk;
import io.claimstream.feedback.desk.RevisionDesk;
import io.claimstream.feedback.desk.ScoringDesk;
import io.claimstream.feedback.desk.UploadDesk;
import io.claimstream.feedback.figures.Figures;
import io.claimstream.feedback.http.AccessPorts;
import io.claimstream.feedback.http.ApiPorts;
import io.claimstream.feedback.http.ApiServer;
import io.claimstream.feedback.idempotency.IdempotencyLedger;
import io.claimstream.feedback.page.site.Site;
import io.claimstream.feedback.policy.ClaimedSums;
import io.claimstream.feedback.policy.PolicyMetrics;
import io.claimstream.feedback.policy.PolicyRunner;
import io.claimstream.feedback.publish.ClaimTraces;
import io.claimstream.feedback.publish.KafkaPublisher;
import io.claimstream.feedback.view.Arrivals;
import io.claimstream.feedback.view.JdbiReadModel;
import io.claimstream.feedback.view.JdbiRescores;
import io.claimstream.feedback.view.JdbiUpkeep;
import io.claimstream.feedback.view.Projection;
import io.claimstream.feedback.whatif.WhatIfDesk;
import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.database.Database;
import io.claimstream.platform.records.KafkaPlacedLog;
import io.claimstream.platform.seal.KeyEncryptionKeys;
import io.claimstream.platform.secret.SecretFiles;
import io.claimstream.platform.service.Health;
import io.claimstream.platform.service.KafkaCheck;
import io.claimstream.platform.service.ServiceContext;
import io.claimstream.platform.service.ServiceScrape;
import io.claimstream.platform.topic.TopicAdmin;
import io.claimstream.platform.trace.Tracing;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.registry.SchemaIdsChangedException;
import io.claimstream.schemas.serde.EventSerdes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts of a running feedback-api, opened in order and closed in reverse. */
final class RunningApi implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(RunningApi.class);

    private final ServiceContext context;
    private final FeedbackConfig config;
    private final Consumer<Throwable> failed;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final Arrivals arrivals = new Arrivals();
    private final RunningTls tls;
    private final Database database;
    private final RunningAccess access;
    private final FeedbackMetrics metrics;
    private final RunningClients clients;
    private final ClaimTraces traces;
    private final KafkaPublisher publisher;
    private final Projection claims;
    private final Projection models;
    private final FeedbackDesk desk;
    private final RunningReview review;
    private final PolicyRunner policies;
    private final RunningModels library;
    private final WhatIfDesk whatIf;
    private final RunningEvents events;
    private final RunningOperations operations;
    private final RunningPrivacy privacy;
    private final RunningErasure erasure;
    private final WorldWatch watch;
    private final ApiServer server;

    private RunningApi(ServiceContext context, FeedbackConfig config, Consumer<Throwable> failed, ApiKeysOpener keys) {
        this.context = context;
        this.config = config;
        this.failed = failed;
        this.metrics = new FeedbackMetrics(context.meters(), context.clock());
        try {
            EventSerdes serdes = context.serdes();
            tls = opening(new RunningTls(config, context.clock(), metrics));
            database = opening(Database.open(context.settings()));
            access = new RunningAccess(database.jdbi(), config.access(), context.clock());
            ApiKeys gate = keys.open(database);
            clients = opening(new RunningClients(context));
            Admin admin = opening(Admin.create(clients.properties()));
            traces = new ClaimTraces(opening(Tracing.of(context.settings(), FeedbackService.NAME, context.meters())));
            publisher = opening(new KafkaPublisher(
                    clients.publisher(config.publishTimeout()), serdes, metrics, traces, config.maxWaiting()));
            claims = opening(Projection.ofClaims(world(admin, serdes, "claims")));
            models = opening(Projection.ofModels(world(admin, serdes, "models")));
            desk = new FeedbackDesk(
                    new JdbiReadModel(database.jdbi()), publisher, context.clock(), this::holdsFeedback);
            metrics.watchInFlight(desk::inFlight);
            review = opening(
                    new RunningReview(database.jdbi(), access.audit(), publisher, claims::caughtUp, context.clock()));
            review.measure(context.meters());
            policies = opening(new PolicyRunner(policyWorld(serdes)));
            library = opening(new RunningModels(config.whatIf(), serdes, clients::consumer));
            whatIf = opening(whatIf(serdes));
            events = opening(new RunningEvents(context, config, database.jdbi(), metrics, this::isInReadModel));
            operations = opening(new RunningOperations(
                    context, config, database.jdbi(), access.audit(), clients::properties, clients::consumer));
            privacy = opening(new RunningPrivacy(
                    context, database.jdbi(), access.audit(), clients, new JdbiReadModel(database.jdbi())));
            erasure = opening(new RunningErasure(
                    context, database.jdbi(), access, publisher, clients::properties, claims, models));
            watch = opening(watch(admin));
            server = opening(new ApiServer(
                    config.limits(), config.exposure(), tls.server(), executor -> ports(gate, executor), Site::new));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Opens the keys once the database is there. */
    private interface ApiKeysOpener {
        ApiKeys open(Database database);
    }

    /**
     * Opens every part and serves. When one cannot be opened, those before it are closed again.
     *
     * @param firstStart gets what is shown once
     * @param failed gets the reason when the service cannot go on
     */
    static RunningApi start(
            ServiceContext context, FeedbackConfig config, FirstStart firstStart, Consumer<Throwable> failed) {
        RunningApi api = new RunningApi(context, config, failed, database -> keys(context, database, firstStart));
        try {
            api.claims.start();
            api.models.start();
            api.review.start();
            api.policies.start();
            api.library.start();
            api.events.start();
            api.operations.start();
            api.privacy.start();
            api.erasure.start();
            api.watch.start();
            api.server.start();
            api.tls.start();
            api.access.inviteFirst(config.address(api.port())).ifPresent(firstStart.link());
            return api;
        } catch (RuntimeException e) {
            api.close();
            throw e;
        }
    }

    int port() {
        return server.port();
    }

    Health health() {
        return Health.of(claims.check(), models.check(), library.check(), erasure.check())
                .and(review.health())
                .and(watch.health())
                .and(privacy.health())
                .and(tls.health());
    }

    @Override
    public void close() {
        while (!opened.isEmpty()) {
            AutoCloseable part = opened.pop();
            try {
                part.close();
            } catch (Exception e) {
                LOGGER.atWarn()
                        .addKeyValue("part", part.getClass().getSimpleName())
                        .setCause(e)
                        .log("part not closed");
            }
        }
    }

    private static ApiKeys keys(ServiceContext context, Database database, FirstStart firstStart) {
        ApiKeys keys =
                ApiKeys.open(database.jdbi(), new SecretFiles(context.settings().dataPath("secrets")), context.clock());
        keys.makeFirst().ifPresent(firstStart.key());
        return keys;
    }

    private ApiPorts ports(ApiKeys gate, Executor executor) {
        JdbiReadModel readModel = new JdbiReadModel(database.jdbi());
        CommandDesk commands = new CommandDesk(readModel, publisher, context.clock());
        AccessPorts accessPorts = access.ports(gate);
        return new ApiPorts(
                accessPorts,
                review.ports(accessPorts, config.queueLease(), KeyEncryptionKeys.of(context.settings())),
                publisher,
                desk,
                new RevisionDesk(desk, readModel, executor),
                commands,
                new UploadDesk(publisher, commands),
                new RescoreDesk(new JdbiRescores(database.jdbi()), publisher, context.clock(), executor),
                new ScoringDesk(readModel, publisher, arrivals, executor),
                whatIf,
                new BatchDesk(
                        database.jdbi(),
                        publisher,
                        context.clock(),
                        config.batches(),
                        context.settings().dataPath("batches")),
                events.feed(),
                events.webhooks(),
                operations.letters(),
                operations.ports(),
                new ScorerOffsets(config.scorers()),
                readModel,
                new JdbiUpkeep(database.jdbi(), List.of(claims, models)),
                new Figures(database.jdbi(), config.drift()),
                Billing.of(database.jdbi(), access.audit(), context.clock()),
                privacy.ports(erasure.privacy()),
                new IdempotencyLedger(database.jdbi(), context.clock()),
                claims::caughtUp,
                this::health,
                new ServiceScrape(context.meters(), this::health),
                context.clock(),
                executor);
    }

    private Projection.World world(Admin admin, EventSerdes serdes, String name) {
        return new Projection.World(
                database.jdbi(),
                admin,
                () -> clients.consumer("projection-" + name),
                serdes,
                metrics,
                this::prepare,
                arrivals,
                traces::scored);
    }

    private PolicyRunner.World policyWorld(EventSerdes serdes) {
        return new PolicyRunner.World(
                review.acceptance(),
                review.contests()::isKnown,
                opening(new ClaimedSums(() -> KafkaPlacedLog.of(clients.properties()), serdes))::of,
                desk,
                database.jdbi(),
                () -> clients.consumer("policies"),
                serdes,
                new PolicyRunner.ReadSoFar(
                        new JdbiReadModel(database.jdbi()),
                        claims::caughtUp,
                        it -> claims.holds(new TopicPartition(it.topic(), it.partition()), it.offset())),
                new PolicyMetrics(context.meters()));
    }

    private WhatIfDesk whatIf(EventSerdes serdes) {
        return new WhatIfDesk(
                library.library(),
                new WhatIfDesk.Sources(() -> KafkaPlacedLog.of(clients.properties()), serdes),
                config.whatIf().limits(),
                context.clock());
    }

    private boolean holdsFeedback(RecordRef where) {
        return claims.holds(new TopicPartition(Topics.CLAIMS_FEEDBACK.name(), where.getPartition()), where.getOffset());
    }

    private boolean isInReadModel(TopicPartition partition, long offset) {
        return claims.holds(partition, offset) || models.holds(partition, offset);
    }

    private WorldWatch watch(Admin admin) {
        return new WorldWatch(List.of(
                new WorldWatch.Look(KafkaCheck.NAME, new KafkaCheck(admin)),
                new WorldWatch.Look("database", database::check),
                new WorldWatch.Look(ScorerCheck.NAME, new ScorerCheck(config.scorers()))));
    }

    /** Events written under ids that mean other schemas by now would be rubbish for good: rather stop. */
    private void prepare() {
        try {
            context.verifySchemaIds();
        } catch (SchemaIdsChangedException e) {
            failed.accept(e);
            throw e;
        }
        createTopics();
    }

    private void createTopics() {
        if (context.settings().get(CommonSettings.TOPICS_CREATE)) {
            try (TopicAdmin topics = TopicAdmin.of(context.settings())) {
                topics.ensure(Topics.ALL);
            }
        }
    }

    private <T extends AutoCloseable> T opening(T part) {
        opened.push(part);
        return part;
    }
}
