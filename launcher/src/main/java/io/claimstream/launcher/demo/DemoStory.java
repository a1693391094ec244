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
 * while claims flow, then flat out to the end. Not thread-safe.
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
    private final double fastest;
    private final LogAudit audit;
    private final SwapPause swapPause;
    private final Progress progress;

    DemoStory(DemoPlan plan, Stage stage, Progress progress) {
        this.plan = plan;
        this.world = new World(plan.world());
        this.player = stage.player();
        this.pace = stage.pace();
        this.fastest = stage.fastest();
        this.audit = stage.audit();
        this.swapPause = stage.swapPause();
        this.progress = progress;
    }

    DemoResult play() throws InterruptedException {
        List<SimulatedEvent> all = world.events().toList();
        ListIterator<SimulatedEvent> events = all.listIterator();
        progress.say("1. " + plan.claims() + " claims are on their way; the sum of the heads of loss scores them,"
                + " until there is a model.");
        playUntilEnoughSettled(events);
        progress.say("2. " + player.settled() + " claims have settled: the first model is trained while claims flow.");
        AuditReport promoted = playSlowlyUntilModelScores(events, all.size());
        progress.say("3. Model " + promoted.championVersion().orElse(Scorer.BASELINE) + " is live after "
                + promoted.scored()
                + " scores; it scores the rest.");
        playRest(events);
        AuditReport end = awaitRest();
        swapPause.look();
        DemoResult result = new DemoResult(end, world.noiseFloor(), swapPause.maxMillis());
        progress.say(comparison(result));
        return result;
    }

    private void playUntilEnoughSettled(Iterator<SimulatedEvent> events) throws InterruptedException {
        try (Progress.Task task = progress.task("settlements", plan.labelsToTrain())) {
            // Corrections are labels too, so this is a little more than enough.
            while (events.hasNext() && player.settled() < plan.labelsToTrain()) {
                player.play(events.next());
                task.at(player.settled());
            }
        }
        player.flush();
    }

    /** However long the training takes, two thirds of the events that are left stay for the champion to be measured on. */
    private AuditReport playSlowlyUntilModelScores(ListIterator<SimulatedEvent> events, int all)
            throws InterruptedException {
        int slowlyUntil = events.nextIndex() + (all - events.nextIndex()) / 3;
        long deadline = System.nanoTime() + TRAINING_LIMIT.toNanos();
        AuditReport report = audit.refresh();
        while (report.scoredByModel() == 0 && System.nanoTime() < deadline) {
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
    }

    private void playRest(Iterator<SimulatedEvent> events) throws InterruptedException {
        pace.change(fastest);
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
