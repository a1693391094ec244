package io.claimstream.platform.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ProcessMetersTest {

    /** A twentieth of what an instance may have. How many there are follows the collector of the JVM. */
    private static final int FEW = 100;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldMeasureMemoryInAndOutsideTheHeapTheProcessorsAndTheDisk(@TempDir Path directory) {
        // When
        try (ProcessMeters bound = ProcessMeters.bind(registry, directory.resolve("not/there/yet"))) {
            String scrape = registry.scrape();

            // Then
            assertThat(bound).isNotNull();
            assertThat(names(scrape))
                    .contains(
                            "process_memory_resident_bytes",
                            "process_memory_outside_heap_bytes",
                            "jvm_memory_used_bytes",
                            "jvm_gc_memory_allocated_bytes_total",
                            "jvm_threads_live_threads",
                            "process_cpu_usage",
                            "process_files_open_files",
                            "process_uptime_seconds",
                            "disk_free_bytes",
                            "disk_total_bytes");
            assertThat(scrape).doesNotContain(directory.toString());
            assertThat(lines(scrape)).hasSizeLessThan(FEW);
            double resident = registry.get("process.memory.resident").gauge().value();
            assertThat(resident)
                    .isGreaterThan(1 << 20)
                    .isGreaterThanOrEqualTo(
                            registry.get("process.memory.outside.heap").gauge().value());
        }
    }

    @Test
    void shouldReadWhatTheKernelSays(@TempDir Path directory) throws Exception {
        // Given
        Path status = Files.writeString(
                directory.resolve("status"), "Name:\tjava\nVmPeak:\t 9000 kB\nVmRSS:\t    2048 kB\nThreads:\t3\n");
        Path other = Files.writeString(directory.resolve("other"), "Name:\tjava\n");

        // When / Then
        assertThat(new ResidentMemory(status).bytes()).isEqualTo(2 * 1024 * 1024);
        assertThat(new ResidentMemory(status).bytesOutsideHeap()).isZero();
        assertThat(new ResidentMemory(other).bytes()).isNaN();
        assertThat(new ResidentMemory(directory.resolve("none")).bytesOutsideHeap())
                .isNaN();
    }

    private static Set<String> names(String scrape) {
        return lines(scrape).stream()
                .map(line -> line.replaceFirst("[{ ].*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> lines(String scrape) {
        return Arrays.stream(scrape.split("\n"))
                .filter(line -> !line.startsWith("#"))
                .toList();
    }
}
