package io.claimstream.platform.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmInfoMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.DiskSpaceMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.nio.file.Path;

/**
 * Memory in and outside the heap, garbage collection, threads, processors, files and the disk of the data directory. In the all-in-one the services
 * share a process, and each serves the same figures. Thread-safe.
 */
public final class ProcessMeters implements AutoCloseable {

    private final JvmGcMetrics collections = new JvmGcMetrics();

    private ProcessMeters() {}

    /**
     * Binds the meters of this process.
     *
     * @param dataDir what is kept on disk; its disk is measured, and it may not exist yet
     * @return to be closed when the process or its service ends
     */
    public static ProcessMeters bind(MeterRegistry meters, Path dataDir) {
        ProcessMeters bound = new ProcessMeters();
        bound.collections.bindTo(meters);
        new JvmInfoMetrics().bindTo(meters);
        new JvmMemoryMetrics().bindTo(meters);
        new JvmThreadMetrics().bindTo(meters);
        new ClassLoaderMetrics().bindTo(meters);
        new ProcessorMetrics().bindTo(meters);
        new UptimeMetrics().bindTo(meters);
        new FileDescriptorMetrics().bindTo(meters);
        // The path itself would be a label that differs by machine.
        new DiskSpaceMetrics(existing(dataDir).toFile(), Tags.of("of", "data")).bindTo(meters);
        memory(meters, new ResidentMemory());
        return bound;
    }

    private static void memory(MeterRegistry meters, ResidentMemory memory) {
        Gauge.builder("process.memory.resident", memory, ResidentMemory::bytes)
                .baseUnit("bytes")
                .description("Memory of the process that is in RAM, as Linux says; absent elsewhere.")
                .strongReference(true)
                .register(meters);
        Gauge.builder("process.memory.outside.heap", memory, ResidentMemory::bytesOutsideHeap)
                .baseUnit("bytes")
                .description(
                        "Memory in RAM beyond what the heap has committed: RocksDB, native libraries, buffers, code and stacks.")
                .strongReference(true)
                .register(meters);
    }

    private static Path existing(Path wanted) {
        Path path = wanted.toAbsolutePath();
        while (!path.toFile().exists() && path.getParent() != null) {
            path = path.getParent();
        }
        return path;
    }

    @Override
    public void close() {
        collections.close();
    }
}
