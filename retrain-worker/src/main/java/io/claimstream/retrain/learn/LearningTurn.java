package io.claimstream.retrain.learn;

import io.claimstream.event.ModelDeployment;
import io.claimstream.retrain.publish.ModelPublisher;
import io.claimstream.retrain.publish.ModelTopics;
import io.claimstream.retrain.publish.Publication;
import io.claimstream.retrain.run.RunState;
import io.claimstream.retrain.run.SlotName;
import io.claimstream.retrain.run.TrainingRun;
import io.claimstream.retrain.run.TrainingRuns;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time in which this instance has the turn: it looks for reasons to train, takes up commands, has one training at a time done beside it,
 * and publishes the verdicts. Its publisher fences every earlier one, so it may close the books on runs that were cut off. Used by one
 * thread.
 */
final class LearningTurn implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(LearningTurn.class);

    private static final int MOST_TASKS = 100;

    private final CommandQueue commands;
    private final MoveDesk moves;
    private final ModelPublisher publisher;
    private final ModelTopics topics;
    private final TrainingRuns runs;
    private final Triggers triggers;
    private final ChampionWatch watch;
    private final ChallengerWatch challengers;
    private final InitialModel initial;
    private final Runnable moved;
    private final TrainingThread trainings;
    private final Duration promotionDelay;
    private final LearningMeters meters;
    private final Clock clock;
    private final Deque<Task> tasks = new ArrayDeque<>();
    private @Nullable Task current;
    private @Nullable Reached reached;

    /** The verdict on the current task, and when it takes effect. */
    private record Reached(Verdict verdict, Instant due) {}

    /**
     * What a turn works with. The publisher and the thread are closed with it.
     *
     * @param moved told when a model may have moved
     */
    record Tools(
            CommandQueue commands,
            MoveDesk moves,
            ModelPublisher publisher,
            ModelTopics topics,
            TrainingRuns runs,
            Triggers triggers,
            ChampionWatch watch,
            ChallengerWatch challengers,
            InitialModel initial,
            Function<Task, TrainingThread.Work> trainings,
            Runnable moved) {}

    /**
     * @param promotionDelay time from the publication of a model to its promotion
     */
    LearningTurn(Tools tools, Duration promotionDelay, LearningMeters meters, Clock clock) {
        this.commands = tools.commands();
        this.moves = tools.moves();
        this.publisher = tools.publisher();
        this.topics = tools.topics();
        this.runs = tools.runs();
        this.triggers = tools.triggers();
        this.watch = tools.watch();
        this.challengers = tools.challengers();
        this.initial = tools.initial();
        this.moved = tools.moved();
        this.trainings = new TrainingThread(tools.trainings());
        this.promotionDelay = promotionDelay;
        this.meters = meters;
        this.clock = clock;
    }

    /** Whether another command can be taken up. A training under way is no obstacle: a roll back must not wait for it. */
    boolean hasRoom() {
        return tasks.size() < MOST_TASKS;
    }

    /** One step of what is to be done; returns soon. */
    void step(Optional<CommandQueue.Command> command) {
        command.ifPresent(this::takeUp);
        initial.step();
        watch.step();
        challengers.step();
        if (reached != null) {
            finishWhenDue(reached);
        } else if (current != null) {
            trainings.verdict().ifPresent(this::announce);
        } else if (!tasks.isEmpty()) {
            begin(tasks.remove());
        } else {
            tasks.addAll(unchallenged(triggers.due(clock.instant())));
        }
    }

    /** Ends a training under way; its run stays unfinished until the next turn closes the books. */
    @Override
    public void close() {
        trainings.close();
        publisher.close();
    }

    /** Marks what an earlier turn left unfinished: by what it published, which a crash may have kept from the table. */
    void closeBooks() {
        List<TrainingRun> unfinished = runs.unfinished();
        if (unfinished.isEmpty()) {
            return;
        }
        List<ModelDeployment> moves = topics.deployments();
        for (TrainingRun run : unfinished) {
            TrainingRun closed = moves.stream()
                    .filter(move -> move.getActor().equals(Verdict.actor(run)))
                    .findFirst()
                    .map(move -> published(run, move))
                    .orElseGet(() -> run.ended(
                            RunState.INTERRUPTED,
                            "Interrupted: the worker ended or lost its turn first; nothing was promoted.",
                            clock.instant()));
            runs.save(closed);
            TurnLog.tell(closed);
        }
    }

    private static TrainingRun published(TrainingRun run, ModelDeployment move) {
        RunState state =
                switch (move.getAction()) {
                    case PROMOTED -> RunState.PUBLISHED;
                    case SHADOWED -> RunState.CHALLENGING;
                    default -> RunState.REFUSED;
                };
        return run.withModel(move.getVersion(), run.metrics().orElse("{}"))
                .ended(state, move.getReason(), move.getAt());
    }

    private void takeUp(CommandQueue.Command command) {
        if (command.isTraining()) {
            queueTraining(command);
        } else {
            Publication answer = command.asked().map(moves::answer).orElseGet(Publication::nothing);
            publisher.publish(answer, Optional.of(commands.answered(command.offset())));
            moved.run();
        }
    }

    /** What is trained while a challenge is under way would end it before it could prove anything. */
    private List<Task> unchallenged(List<Task> due) {
        return due.stream()
                .filter(task -> !challengers.challenged().contains(task.slot()))
                .toList();
    }

    private void queueTraining(CommandQueue.Command command) {
        List<SlotName> slots = command.slot().map(List::of).orElseGet(() -> List.copyOf(triggers.slots())).stream()
                .filter(slot ->
                        command.asked().filter(it -> moves.isAnswered(it, slot)).isEmpty())
                .toList();
        if (slots.isEmpty()) {
            LOGGER.atInfo()
                    .addKeyValue("offset", command.offset())
                    .log("command asks for nothing that can be done now");
            publisher.publish(Publication.nothing(), Optional.of(commands.answered(command.offset())));
            return;
        }
        commands.takenUp(command);
        for (int i = 0; i < slots.size(); i++) {
            boolean isLast = i == slots.size() - 1;
            tasks.add(new Task(
                    slots.get(i),
                    command.isUpload() ? TrainingRun.Cause.UPLOAD : TrainingRun.Cause.COMMAND,
                    isLast ? OptionalLong.of(command.offset()) : OptionalLong.empty(),
                    command.asked()));
        }
    }

    private void begin(Task task) {
        current = task;
        LOGGER.atInfo()
                .addKeyValue("slot", task.slot())
                .addKeyValue("cause", task.cause())
                .log("training run begins");
        trainings.begin(task);
    }

    /** A model goes ahead of its promotion, so that scorers have checked and loaded it when it takes effect. */
    private void announce(Verdict verdict) {
        Optional<Publication> candidate = verdict.candidate();
        candidate.ifPresent(it -> publisher.publish(it, Optional.empty()));
        Duration delay = candidate.isPresent() ? promotionDelay : Duration.ZERO;
        reached = new Reached(verdict, clock.instant().plus(delay));
        finishWhenDue(reached);
    }

    private void finishWhenDue(Reached it) {
        if (!clock.instant().isBefore(it.due())) {
            reached = null;
            finish(it.verdict());
        }
    }

    private void finish(Verdict reachedVerdict) {
        Task task = current;
        if (task == null) {
            throw new IllegalStateException("Expected a training under way.");
        }
        Optional<ModelPublisher.Answered> answered = task.answers().isPresent()
                ? Optional.of(commands.answered(task.answers().getAsLong()))
                : Optional.empty();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Verdict verdict = settled(task.slot(), reachedVerdict, now);
        publisher.publish(conclusion(task, verdict, now), answered);
        runs.save(verdict.run());
        if (verdict.run().usedLabels()) {
            triggers.trained(task.slot(), verdict.run().labelled());
        }
        meters.finished(verdict);
        moved.run();
        TurnLog.tell(verdict.run());
        current = null;
    }

    /** A verdict by what the slot is at this moment. */
    private Verdict settled(SlotName slot, Verdict verdict, Instant now) {
        return verdict.promotable()
                .map(it -> {
                    boolean isChallenger = moves.isToChallenge(slot);
                    return moves.obstacle(slot, it.bundle().version(), it.comparedWith(), isChallenger)
                            .map(why -> verdict.heldBack(why, now))
                            .orElseGet(() -> isChallenger ? verdict.challenging(now) : verdict);
                })
                .orElse(verdict);
    }

    private Publication conclusion(Task task, Verdict verdict, Instant now) {
        return verdict.trained().isEmpty() && task.command().isPresent()
                ? Publication.move(moves.untrained(task.command().get(), task.slot(), verdict.untrained()))
                : moves.after(
                        verdict.conclusion(topics.lastCalibration() + 1, now, task.command()),
                        task.slot(),
                        verdict.run());
    }
}
