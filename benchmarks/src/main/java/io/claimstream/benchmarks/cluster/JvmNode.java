package io.claimstream.benchmarks.cluster;

import io.claimstream.platform.process.ChildJvm;
import io.claimstream.platform.process.ChildJvmSpec;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A child JVM: a broker or a service. It ends with this process, and what it says goes to a file. */
final class JvmNode implements Node {

    private static final Duration END_LIMIT = Duration.ofSeconds(60);

    private final String name;
    private final ChildJvmSpec spec;
    private final Path logs;
    private final BooleanSupplier probe;
    private @Nullable ChildJvm child;
    private @Nullable ProcessLog log;

    /**
     * @param logs folder of its log
     * @param probe whether it works, asked only while it runs
     */
    JvmNode(String name, ChildJvmSpec spec, Path logs, BooleanSupplier probe) {
        this.name = name;
        this.spec = spec;
        this.logs = logs;
        this.probe = probe;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void start() {
        ProcessLog opened = ProcessLog.append(logs.resolve(name + ".log"));
        log = opened;
        child = ChildJvm.start(spec, opened::line, opened::line);
    }

    @Override
    public void kill() {
        ChildJvm running = child;
        if (running != null) {
            child = null;
            end(running);
        }
    }

    @Override
    public void terminate() throws InterruptedException {
        ChildJvm running = child;
        if (running != null) {
            ProcessHandle.of(running.pid()).ifPresent(ProcessHandle::destroy);
            if (running.await(END_LIMIT).isEmpty()) {
                throw new IllegalStateException("Expected " + name + " to end within " + END_LIMIT + " of SIGTERM.");
            }
            kill();
        }
    }

    private void end(ChildJvm running) {
        try {
            running.close();
        } catch (UncheckedIOException e) {
            // Its own children may still be ending in its temporary directory, which is below the run's.
            say("temporary directory not removed: " + e.getMessage());
        }
        ProcessLog open = log;
        if (open != null) {
            open.line("--- ended by the benchmark");
            open.close();
        }
    }

    private void say(String line) {
        ProcessLog open = log;
        if (open != null) {
            open.line(line);
        }
    }

    @Override
    public boolean ready() {
        ChildJvm running = child;
        if (running == null) {
            return false;
        }
        if (!running.alive()) {
            throw new IllegalStateException("Expected " + name + " to run, but it ended by itself.");
        }
        return probe.getAsBoolean();
    }

    @Override
    public List<Long> pids() {
        ChildJvm running = child;
        return running == null ? List.of() : List.of(running.pid());
    }

    @Override
    public void close() {
        kill();
    }
}
