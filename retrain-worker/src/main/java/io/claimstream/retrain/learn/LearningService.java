package io.claimstream.retrain.learn;

import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.database.Database;
import io.claimstream.platform.service.Health;
import io.claimstream.platform.service.Service;
import io.claimstream.platform.service.ServiceContext;
import io.claimstream.platform.streams.FailureBackoff;
import io.claimstream.platform.streams.FailureText;
import io.claimstream.platform.topic.TopicAdmin;
import io.claimstream.retrain.RetrainConfig;
import io.claimstream.retrain.publish.ModelPublisher;
import io.claimstream.retrain.run.TrainingRuns;
import io.claimstream.retrain.shadow.TrialTable;
import io.claimstream.schemas.Topics;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The learning loop in a thread of its own. It waits for its turn, works while it has it, and starts afresh after a failure of the
 * world; a bug ends it. Thread-safe.
 */
public final class LearningService implements Service {

    /** The consumer group in which instances take turns. */
    public static final String GROUP = CommandQueue.GROUP;

    /** Transactional id of what is published. */
    public static final String TRANSACTIONAL_ID = ModelPublisher.TRANSACTIONAL_ID;

    private static final Logger LOGGER = LoggerFactory.getLogger(LearningService.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final long CLOSE_MILLIS = 9_000;

    private final ServiceContext context;
    private final FailureBackoff backoff;
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private final AtomicReference<String> initialRefused = new AtomicReference<>("");
    private final CountDownLatch closing = new CountDownLatch(1);
    private final LearningTurns turns;
    private final Thread thread;

    public LearningService(ServiceContext context, RetrainConfig config, LearningMeters meters) {
        this.context = context;
        this.turns = new LearningTurns(context, config, meters, initialRefused::set);
        this.backoff = new FailureBackoff(context.clock());
        this.thread = new Thread(this::run, "retrain-learning");
        thread.setDaemon(true);
    }

    @Override
    public String name() {
        return "learning";
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public Health health() {
        if (stopped.isCompletedExceptionally()) {
            return Health.of(Health.Check.failed(name(), "a bug ended the learning loop; the log says where"));
        }
        Health health = Health.of(backoff.cause()
                .map(cause -> Health.Check.waiting(name(), cause))
                .orElseGet(() -> Health.Check.up(name())));
        String refused = Objects.requireNonNull(initialRefused.get());
        return refused.isEmpty() ? health : health.and(Health.of(Health.Check.degraded("initial-model", refused)));
    }

    @Override
    public CompletionStage<Void> stopped() {
        return stopped;
    }

    /** Ends the loop and, if one is under way, the training; its run is closed as interrupted by the next turn. */
    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        stopped.complete(null);
    }

    private void run() {
        while (!isClosing()) {
            try {
                learn();
            } catch (RuntimeException e) {
                Optional<String> cause = LearningFailure.cause(e);
                if (cause.isEmpty()) {
                    LOGGER.atError().addKeyValue("error", FailureText.of(e)).log("learning loop failed");
                    stopped.completeExceptionally(e);
                    return;
                }
                pause(cause.get());
            }
        }
    }

    private void learn() {
        Settings settings = context.settings();
        if (settings.get(CommonSettings.TOPICS_CREATE)) {
            try (TopicAdmin admin = TopicAdmin.of(settings)) {
                admin.ensure(Topics.ALL);
            }
        }
        try (Database database = openDatabase();
                CommandQueue commands = new CommandQueue(settings, context.serdes())) {
            TrainingRuns runs = new TrainingRuns(database.jdbi());
            TrialTable trials = new TrialTable(database.jdbi());
            while (!isClosing()) {
                if (commands.hasTurn()) {
                    takeTurn(commands, runs, trials);
                } else {
                    commands.poll(POLL, true).ifPresent(commands::putBack);
                }
            }
        }
    }

    private void takeTurn(CommandQueue commands, TrainingRuns runs, TrialTable trials) {
        LOGGER.atInfo().log("turn taken");
        try (LearningTurn turn = turns.begin(commands, runs, trials)) {
            commands.beginTurn();
            turn.closeBooks();
            while (!isClosing() && commands.hasTurn()) {
                turn.step(commands.poll(POLL, turn.hasRoom()));
            }
        }
    }

    private Database openDatabase() {
        try {
            return Database.open(context.settings());
        } catch (RuntimeException e) {
            throw new JdbiException("Expected to open the database.", e) {};
        }
    }

    private void pause(String cause) {
        backoff.failed(cause);
        LOGGER.atWarn().addKeyValue("cause", cause).log("learning waits");
        try {
            if (closing.await(backoff.pause().toMillis(), TimeUnit.MILLISECONDS)) {
                LOGGER.atDebug().log("pause ended by close");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }
}
