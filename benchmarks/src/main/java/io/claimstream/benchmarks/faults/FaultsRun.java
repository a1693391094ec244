package io.claimstream.benchmarks.faults;

import io.claimstream.benchmarks.cluster.Cluster;
import io.claimstream.benchmarks.cluster.Fleet;
import io.claimstream.benchmarks.cluster.ModelInService;
import io.claimstream.benchmarks.cluster.SteadyLoad;
import io.claimstream.launcher.audit.AuditReport;
import io.claimstream.launcher.audit.LogAudit;
import io.claimstream.launcher.command.Progress;
import io.claimstream.launcher.instance.ApiAccess;
import io.claimstream.launcher.instance.RegistryClients;
import io.claimstream.launcher.play.Pace;
import io.claimstream.launcher.play.Player;
import io.claimstream.schemas.registry.SchemaRegistry;
import io.claimstream.schemas.serde.EventSerdes;
import io.claimstream.simulator.SimulatorSettings;
import io.claimstream.simulator.World;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A cluster under load, and one fault after another. Not thread-safe. */
final class FaultsRun implements AutoCloseable {

    private static final Duration AT_REST_LIMIT = Duration.ofSeconds(90);
    private static final Duration HEAL_LIMIT = Duration.ofSeconds(90);
    private static final long BEFORE_MILLIS = 2_000;
    private static final long AFTER_MILLIS = 2_000;
    private static final long LOOK_AGAIN_MILLIS = 250;

    private final FaultsPlan plan;
    private final Progress progress;
    private final Cluster cluster;
    private final Player player;
    private final SteadyLoad load;
    private final LogAudit audit;
    private final Evidence evidence;
    private final EventSerdes serdes;
    private long recomputed;

    /** Starts the cluster. */
    FaultsRun(FaultsPlan plan, Path directory, Path registryDistribution, Progress progress)
            throws InterruptedException {
        this.plan = plan;
        this.progress = progress;
        this.cluster = Cluster.start(directory, registryDistribution, Fleet.OF_TWO);
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
                player,
                new World(SimulatorSettings.of(plan.seed(), plan.claims()))
                        .events()
                        .iterator());
        this.audit = new LogAudit(kafka, registry);
        this.evidence = new Evidence(cluster.settings(), serdes, kafka);
    }

    /** Plays until every round took place, or one is not well. */
    FaultsReport play() throws InterruptedException {
        // So that scores need more than the baseline to be made again.
        ModelInService.await(cluster, serdes, load, audit);
        awaitRest();
        List<Fault> faults = FaultPlan.of(plan.seed(), plan.rounds());
        List<Round> rounds = new ArrayList<>();
        for (int i = 0; i < faults.size() && rounds.stream().allMatch(Round::isWell); i++) {
            Round round = round(i + 1, faults.get(i));
            progress.say(FaultsReport.row(round).stripTrailing());
            rounds.add(round);
        }
        return new FaultsReport(
                plan.seed(), plan.rounds(), rounds, recomputed, audit.refresh().scoredByModel());
    }

    private Round round(int number, Fault fault) throws InterruptedException {
        progress.say("round " + number + " of " + plan.rounds() + ": " + fault.target() + " "
                + fault.kind().words());
        long before = player.submitted();
        load.play();
        Thread.sleep(BEFORE_MILLIS);
        long began = System.nanoTime();
        new Injector(cluster).inject(fault);
        Thread.sleep(AFTER_MILLIS);
        load.pause();
        AuditReport report = awaitRest();
        cluster.awaitReady(HEAL_LIMIT);
        double seconds = (System.nanoTime() - began) / 1e9;
        Evidence.Findings findings = evidence.check();
        recomputed += findings.recomputed();
        tell(findings);
        return new Round(
                number,
                fault,
                seconds,
                player.submitted() - before,
                report.lost() + missing(report),
                report.doubled(),
                findings.features() + (long) findings.scores(),
                findings.chains().size() + (long) findings.histories().size());
    }

    private void tell(Evidence.Findings findings) {
        if (findings.features() > 0 || findings.scores() > 0) {
            progress.say("  differences: " + findings.features() + " features, " + findings.scores() + " scores");
        }
        findings.chains().forEach(claim -> progress.say("  broken chain of checksums: " + claim));
        findings.histories().forEach(claim -> progress.say("  broken chain of history: " + claim));
    }

    /** Waits until everything sent is answered, at most for a while; whoever asks counts what is not. */
    private AuditReport awaitRest() throws InterruptedException {
        long deadline = System.nanoTime() + AT_REST_LIMIT.toNanos();
        AuditReport report = audit.refresh();
        while (!(report.balanced() && missing(report) == 0) && System.nanoTime() < deadline) {
            Thread.sleep(LOOK_AGAIN_MILLIS);
            report = audit.refresh();
        }
        return report;
    }

    /** What was acknowledged to the load but does not stand on the topics. */
    private long missing(AuditReport report) {
        return Math.abs(player.submitted() - report.submitted())
                + Math.abs(player.opined() - report.feedback())
                + report.deadLetteredLater();
    }

    @Override
    public void close() {
        load.close();
        audit.close();
        evidence.close();
        cluster.close();
    }
}
