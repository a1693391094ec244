package io.claimstream.launcher.demo;

import io.claimstream.launcher.audit.AuditReport;
import io.claimstream.launcher.audit.LogAudit;
import io.claimstream.launcher.command.Progress;
import io.claimstream.launcher.play.Pace;
import io.claimstream.launcher.play.Player;
import io.claimstream.model.Scorer;
import io.claimstream.simulator.SimulatedEvent;
import io.claimstream.simulator.World;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Plays one world to a running instance: flat out until enough claims have settled to train, then slowly, so that the first model is swapped in
 * while claims flow, then flat out to the end. When that model is refused, more claims settle and another is trained. Not thread-safe.
 */
final class DemoStory {

    private static final Duration TRAINING_LIMIT = Duration.ofMinutes(3);
    private static final Duration REST_LIMIT = Duration.ofMinutes(2);
    private static final double SLOWLY = 25;
    private static final double TRICKLE = 2;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private final DemoPlan plan;
    private final World world;
    private final Player player;
    private final Pace pace;
    private final Stage stage;
    private final LogAudit audit;
    private final SwapPause swapPause;
    private final Progress progress;

    DemoStory(DemoPlan plan, Stage stage, Progress progress) {
        this.plan = plan;
        this.world = new World(plan.world());
        this.player = stage.player();
        this.pace = stage.pace();
        this.stage = stage;
        this.audit = stage.audit();
        this.swapPause = stage.swapPause();
        this.progress = progress;
    }

    DemoResult play() throws InterruptedException {
        List<SimulatedEvent> all = world.events().toList();
        ListIterator<SimulatedEvent> events = all.listIterator();
        progress.say("1. " + plan.claims() + " claims are on their way; the sum of the heads of loss scores them,"
                + " until there is a model.");
        playUntilSettled(plan.labelsToTrain(), events);
        progress.say("2. " + player.settled() + " claims have settled: the first model is trained while claims flow.");
        AuditReport decided = playSlowlyUntilDecided(events, all.size(), 1);
        for (int labels : plan.labelsToTrainAgain()) {
            if (decided.scoredByModel() == 0) {
                decided = trainAgain(labels, events, all.size(), decided);
            }
        }
        progress.say(decision(decided));
        playRest(events);
        AuditReport end = awaitRest();
        swapPause.look();
        DemoResult result = new DemoResult(end, world.noiseFloor(), swapPause.maxMillis());
        progress.say(comparison(result));
        return result;
    }

    private AuditReport trainAgain(int labels, ListIterator<SimulatedEvent> events, int all, AuditReport before)
            throws InterruptedException {
        progress.say("   " + refusal(before) + " More claims settle, then another is trained.");
        pace.change(stage.fastest());
        playUntilSettled(labels, events);
        stage.train("the model before was refused, and more claims have settled");
        return playSlowlyUntilDecided(events, all, before.modelsRefused() + 1);
    }

    private void playUntilSettled(int labels, Iterator<SimulatedEvent> events) throws InterruptedException {
        try (Progress.Task task = progress.task("settlements", labels)) {
            // Corrections are labels too, so this is a little more than enough.
            while (events.hasNext() && player.settled() < labels) {
                player.play(events.next());
                task.at(player.settled());
            }
        }
        player.flush();
    }

    /**
     * However long the training takes, two thirds of the events that are left stay for the champion to be measured on.
     *
     * @param refused number of refusals that this training ends with if it comes to nothing
     */
    private AuditReport playSlowlyUntilDecided(ListIterator<SimulatedEvent> events, int all, long refused)
            throws InterruptedException {
        int slowlyUntil = events.nextIndex() + (all - events.nextIndex()) / 3;
        long deadline = System.nanoTime() + TRAINING_LIMIT.toNanos();
        AuditReport report = audit.refresh();
        while (report.scoredByModel() == 0 && report.modelsRefused() < refused && System.nanoTime() < deadline) {
            pace.change(events.nextIndex() < slowlyUntil ? SLOWLY : TRICKLE);
            playFor(LOOK_AGAIN, events);
            report = audit.refresh();
        }
        swapPause.look();
        return report;
    }

    private void playFor(Duration time, Iterator<SimulatedEvent> events) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        while (events.hasNext() && System.nanoTime() < end) {
            player.play(events.next());
        }
        TimeUnit.NANOSECONDS.sleep(end - System.nanoTime());
    }

    private void playRest(Iterator<SimulatedEvent> events) throws InterruptedException {
        pace.change(stage.fastest());
        try (Progress.Task task = progress.task("events", 0)) {
            while (events.hasNext()) {
                player.play(events.next());
                task.at(player.submitted() + player.opined());
            }
        }
        player.flush();
    }

    /** Everything is answered once the topics balance and every opinion has become feedback. */
    private AuditReport awaitRest() throws InterruptedException {
        Predicate<AuditReport> rests = report ->
                report.balanced() && report.submitted() == player.submitted() && report.feedback() == player.opined();
        long deadline = System.nanoTime() + REST_LIMIT.toNanos();
        AuditReport report = audit.refresh();
        while (!rests.test(report) && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(200);
            report = audit.refresh();
        }
        return report;
    }

    private static String decision(AuditReport decided) {
        return decided.scoredByModel() > 0
                ? "3. Model " + decided.championVersion().orElse(Scorer.BASELINE) + " is live after " + decided.scored()
                        + " scores; it scores the rest."
                : "3. " + refusal(decided) + " The sum of the heads of loss scores the rest.";
    }

    private static String refusal(AuditReport report) {
        return report.lastRefusal()
                .map(reason -> "The model was refused: " + reason)
                .orElse("No model was ready within " + TRAINING_LIMIT.toMinutes() + " minutes.");
    }

    private static String comparison(DemoResult result) {
        AuditReport audit = result.audit();
        if (audit.unseen().isEmpty()) {
            return "4. No claim was scored live by the model before it settled, so there is no error to compare. Ask for more --claims.";
        }
        return String.format(
                Locale.ROOT,
                "4. Error on %d claims that the model scored live before they settled and never learned from:%n"
                        + "     sum of the heads of loss  %5.1f %%%n"
                        + "     champion                  %5.1f %%%n"
                        + "     best any model could do   %5.1f %%",
                audit.unseen().size(),
                100 * audit.mapeBaseline().orElse(Double.NaN),
                100 * audit.mapeChampion().orElse(Double.NaN),
                100 * result.noiseFloor());
    }
}
