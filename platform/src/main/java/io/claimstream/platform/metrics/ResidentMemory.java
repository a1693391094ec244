package io.claimstream.platform.metrics;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Memory of this process as the kernel counts it. Thread-safe. */
final class ResidentMemory {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Pattern RESIDENT = Pattern.compile("^VmRSS:\\s+(\\d+) kB$", Pattern.MULTILINE);
    private static final long BYTES_A_KIB = 1024;

    private final Path status;

    ResidentMemory() {
        this(STATUS);
    }

    /** @param status a file in the form of Linux's {@code /proc/self/status} */
    ResidentMemory(Path status) {
        this.status = status;
    }

    /** Bytes in RAM; not a number where the system does not say. */
    double bytes() {
        try {
            Matcher resident = RESIDENT.matcher(Files.readString(status, StandardCharsets.US_ASCII));
            return resident.find() ? Long.parseLong(resident.group(1)) * (double) BYTES_A_KIB : Double.NaN;
        } catch (IOException e) {
            return Double.NaN;
        }
    }

    /**
     * Bytes in RAM beyond those that the heap has committed, 0 or more; not a number where the system does not say. Too low until the heap was filled once: a
     * committed page that was never touched is in no RAM.
     */
    double bytesOutsideHeap() {
        double bytes = bytes();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted();
        return Double.isNaN(bytes) ? bytes : Math.max(0, bytes - heap);
    }
}
