package io.claimstream.benchmarks.rolling;

import io.claimstream.benchmarks.cluster.Cluster;
import io.claimstream.benchmarks.cluster.Fleet;
import io.claimstream.benchmarks.cluster.ModelInService;
import io.claimstream.benchmarks.cluster.Node;
import io.claimstream.benchmarks.cluster.SteadyLoad;
import io.claimstream.launcher.audit.AuditReport;
import io.claimstream.launcher.audit.LogAudit;
import io.claimstream.launcher.command.Progress;
import io.claimstream.launcher.instance.ApiAccess;
import io.claimstream.launcher.instance.RegistryClients;
import io.claimstream.launcher.play.Pace;
import io.claimstream.launcher.play.Player;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.registry.SchemaRegistry;
import io.claimstream.schemas.serde.EventSerdes;
import io.claimstream.simulator.SimulatorSettings;
import io.claimstream.simulator.World;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A cluster under load whose instances of one service are restarted one after the other, as an upgrade does. Not thread-safe. */
final class RollingRun implements AutoCloseable {

    private static final Duration READY_LIMIT = Duration.ofMinutes(2);
    private static final Duration AT_REST_LIMIT = Duration.ofSeconds(90);
    private static final long LOOK_AGAIN_MILLIS = 250;

    /** Between two restarts, and while nothing is restarted: an upgrade waits until an instance works, too. */
    private static final long CALM_MILLIS = 10_000;

    private static final int LONGEST_RESTART_SECONDS = 60;

    private final RollingPlan plan;
    private final Fleet fleet;
    private final Progress progress;
    private final Cluster cluster;
    private final EventSerdes serdes;
    private final Player player;
    private final SteadyLoad load;
    private final LogAudit audit;
    private final Silences silences;
    private final ScoreWatch watch;

    /** Starts the cluster. */
    RollingRun(RollingPlan plan, Path directory, Path registryDistribution, Progress progress)
            throws InterruptedException {
        this.plan = plan;
        this.progress = progress;
        this.fleet = plan.fleet();
        this.cluster = Cluster.start(directory, registryDistribution, fleet);
        SchemaRegistry registry = RegistryClients.of(cluster.settings());
        this.serdes = new EventSerdes(registry);
        Map<String, Object> kafka = Map.of("bootstrap.servers", cluster.bootstrapServers());
        this.player = new Player(
                kafka,
                serdes,
                ApiAccess.of(cluster.api(), cluster.apiKey()),
                new Pace(plan.eventsPerSecond()),
                Player.PATIENCE);
        this.load = new SteadyLoad(
                player, new World(SimulatorSettings.of(1, claims())).events().iterator());
        this.audit = new LogAudit(kafka, registry);
        this.silences = new Silences(Topics.CLAIMS_SCORED.partitions(), System.nanoTime());
        this.watch = new ScoreWatch(cluster.bootstrapServers(), silences);
    }

    private int claims() {
        int restarts = plan.rounds() * RollingPlan.INSTANCES;
        return (int) Math.ceil((restarts + 3) * LONGEST_RESTART_SECONDS * plan.eventsPerSecond() / 2);
    }

    /** Restarts every instance as often as is asked. */
    RollingReport play() throws InterruptedException {
        ModelInService.await(cluster, serdes, load, audit);
        watch.start();
        load.play();
        Thread.sleep(CALM_MILLIS);
        Restart usual = usual();
        List<Restart> restarts = new ArrayList<>();
        for (int round = 0; round < plan.rounds(); round++) {
            for (String name : fleet.namesOf(plan.service())) {
                restarts.add(restart(name));
            }
        }
        load.pause();
        AuditReport report = awaitRest();
        return new RollingReport(plan.service(), usual, restarts, report.lost() + missing(report), report.doubled());
    }

    private Restart usual() throws InterruptedException {
        silences.begin(System.nanoTime());
        Thread.sleep(CALM_MILLIS);
        Restart usual = new Restart("", 0, longest());
        progress.say("  nothing restarted: longest silence %.0f ms".formatted(usual.longestMillis()));
        return usual;
    }

    private Restart restart(String name) throws InterruptedException {
        progress.say("restarting " + name);
        Node node = cluster.node(name);
        long began = System.nanoTime();
        silences.begin(began);
        node.terminate();
        node.start();
        cluster.awaitReady(READY_LIMIT);
        double seconds = (System.nanoTime() - began) / 1e9;
        // What it takes over again falls into this time.
        Thread.sleep(CALM_MILLIS);
        Restart restart = new Restart(name, seconds, longest());
        progress.say("  ready after %.1f s, longest silence %s".formatted(seconds, worst(began)));
        return restart;
    }

    private Map<Integer, Double> longest() {
        Map<Integer, Double> millis = new HashMap<>();
        silences.longest(System.nanoTime())
                .forEach((partition, silence) -> millis.put(partition, RollingReport.millis(silence.nanos())));
        return millis;
    }

    /** Where and when the longest one was, which tells what caused it. */
    private String worst(long began) {
        return silences.longest(System.nanoTime()).entrySet().stream()
                .max(Comparator.comparingLong(it -> it.getValue().nanos()))
                .map(it -> "%.0f ms on partition %d, %.1f s after the restart began"
                        .formatted(
                                RollingReport.millis(it.getValue().nanos()),
                                it.getKey(),
                                (it.getValue().since() - began) / 1e9))
                .orElseThrow();
    }

    private AuditReport awaitRest() throws InterruptedException {
        long deadline = System.nanoTime() + AT_REST_LIMIT.toNanos();
        AuditReport report = audit.refresh();
        while (!(report.balanced() && missing(report) == 0) && System.nanoTime() < deadline) {
            Thread.sleep(LOOK_AGAIN_MILLIS);
            report = audit.refresh();
        }
        return report;
    }

    private long missing(AuditReport report) {
        return Math.abs(player.submitted() - report.submitted()) + Math.abs(player.opined() - report.feedback());
    }

    @Override
    public void close() {
        load.close();
        watch.close();
        audit.close();
        cluster.close();
    }
}
