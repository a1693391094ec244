package io.claimstream.platform.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmInfoMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.io.File;
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
        disk(meters, existing(dataDir).toFile());
        memory(meters, new ResidentMemory());
        return bound;
    }

    /** Micrometer's own meters of a disk have its path as a label, which differs by machine. */
    private static void disk(MeterRegistry meters, File dataDir) {
        Gauge.builder("disk.free", dataDir, File::getUsableSpace)
                .baseUnit("bytes")
                .description("Room that is left on the disk of the data directory.")
                .strongReference(true)
                .register(meters);
        Gauge.builder("disk.total", dataDir, File::getTotalSpace)
                .baseUnit("bytes")
                .description("Size of the disk of the data directory.")
                .strongReference(true)
                .register(meters);
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
