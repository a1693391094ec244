package io.claimstream.benchmarks.faults;

import io.claimstream.benchmarks.cluster.Cluster;
import io.claimstream.benchmarks.cluster.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Does to the cluster what a fault says, and heals it again; whether it works afterwards is for others to see. */
final class Injector {

    /** Longer than sessions and transactions last. */
    private static final Duration FROZEN = Cluster.SESSION_TIMEOUT.plusSeconds(3);

    /** Long enough for the controller to take a killed broker for gone. */
    private static final Duration BROKER_AWAY = Duration.ofSeconds(8);

    private static final Duration OUTAGE = Duration.ofSeconds(6);

    private final Cluster cluster;

    Injector(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Returns when the fault is over. */
    void inject(Fault fault) throws InterruptedException {
        Node target = cluster.node(fault.target());
        switch (fault.kind()) {
            case SERVICE_KILLED -> killAndStart(target, Duration.ZERO);
            case SERVICE_FROZEN -> freeze(target, FROZEN);
            case BROKER_KILLED -> killAndStart(target, BROKER_AWAY);
            case BROKER_RESTARTED -> restart(target);
            case REGISTRY_OUTAGE -> takeRegistryFrom(target);
            case DATABASE_OUTAGE -> {
                freeze(target, OUTAGE);
                killAndStart(target, Duration.ZERO);
            }
        }
    }

    private static void killAndStart(Node target, Duration away) throws InterruptedException {
        target.kill();
        TimeUnit.NANOSECONDS.sleep(away.toNanos());
        target.start();
    }

    private static void restart(Node target) throws InterruptedException {
        target.terminate();
        target.start();
    }

    private void takeRegistryFrom(Node service) throws InterruptedException {
        Node registry = cluster.node("registry");
        registry.kill();
        service.kill();
        service.start();
        TimeUnit.NANOSECONDS.sleep(OUTAGE.toNanos());
        registry.start();
    }

    /** The shell thaws also when this process ends in between: a stopped process could not notice that by itself. */
    private static void freeze(Node target, Duration time) throws InterruptedException {
        String pids = target.pids().stream().map(String::valueOf).collect(Collectors.joining(" "));
        String script = "kill -STOP " + pids + "; sleep " + time.toSeconds() + "; kill -CONT " + pids;
        try {
            Process shell = new ProcessBuilder(List.of("sh", "-c", script)).start();
            if (!shell.waitFor(time.toSeconds() + 10, TimeUnit.SECONDS) || shell.exitValue() != 0) {
                throw new IllegalStateException("Expected to stop " + target.name() + " for " + time + ".");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to stop " + target.name() + ".", e);
        }
    }
}
