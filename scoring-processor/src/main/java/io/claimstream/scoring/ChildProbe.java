package io.claimstream.scoring;

import io.claimstream.model.ModelBundle;
import io.claimstream.model.ModelProbe;
import io.claimstream.model.ProbeMain;
import io.claimstream.model.artifact.Refusal;
import io.claimstream.model.artifact.Refusal.Code;
import io.claimstream.platform.process.ChildJvm;
import io.claimstream.platform.process.ChildJvmSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/** Tries a model in a throw-away JVM with bounded memory and time. Thread-safe. */
final class ChildProbe implements ModelProbe {

    private static final int LONGEST_REASON = 200;

    /** What any model gets, and what each byte of its artifact needs beside that: it is read twice, written anew, and compiled. */
    private static final int LEAST_HEAP_MEGABYTES = 512;

    private static final int HEAP_PER_ARTIFACT = 16;

    /** A sound model must not be refused because the machine is busy: by the clock it gets this many times its processor time. */
    private static final int CLOCK_PER_PROCESSOR_TIME = 6;

    private final Class<?> main;
    private final Duration processorTime;
    private final Duration timeout;

    /** A probe that gives a model so much processor time. */
    ChildProbe(Duration processorTime) {
        this(ProbeMain.class, processorTime, processorTime.multipliedBy(CLOCK_PER_PROCESSOR_TIME));
    }

    ChildProbe(Class<?> main, Duration processorTime, Duration timeout) {
        this.main = main;
        this.processorTime = processorTime;
        this.timeout = timeout;
    }

    @Override
    public Optional<Refusal> refuse(ModelBundle bundle) {
        try {
            Path folder = Files.createTempDirectory("claimstream-probe-");
            try {
                ProbeMain.prepare(folder, bundle);
                return run(folder, heapMegabytes(bundle.artifact().length));
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to write a model for its probe.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return refused("the probe was interrupted");
        }
    }

    private Optional<Refusal> run(Path folder, int heapMegabytes) throws InterruptedException {
        ConcurrentLinkedQueue<String> said = new ConcurrentLinkedQueue<>();
        ChildJvmSpec spec = ChildJvmSpec.of(main, folder.toString())
                .withJvmArguments("-Xmx" + heapMegabytes + "m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
        // What a dying JVM says goes nowhere: only the reason of an orderly no is told.
        ChildJvm child = ChildJvm.start(spec, said::add, line -> {});
        OptionalInt code = child.await(processorTime, timeout);
        if (code.isEmpty()) {
            return refused("no answer within " + processorTime.toMillis() + " ms of processor time or "
                    + timeout.toMillis() + " ms in all");
        }
        if (code.getAsInt() == 0) {
            return Optional.empty();
        }
        if (code.getAsInt() == ProbeMain.NO && !said.isEmpty()) {
            String reason = said.stream().skip(said.size() - 1).findFirst().orElse("");
            return Optional.of(ProbeMain.parse(reason.substring(0, Math.min(LONGEST_REASON, reason.length()))));
        }
        return refused("the process that tried it died with code " + code.getAsInt());
    }

    /** Heap of the process for an artifact of so many bytes. */
    static int heapMegabytes(int artifactBytes) {
        return LEAST_HEAP_MEGABYTES + (int) (((long) HEAP_PER_ARTIFACT * artifactBytes) >> 20);
    }

    private static Optional<Refusal> refused(String detail) {
        return Optional.of(new Refusal(Code.PROBE_FAILED, detail));
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
