package io.claimstream.retrain.learn;

import io.claimstream.platform.process.ChildJvm;
import io.claimstream.platform.process.ChildJvmSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A JVM that trains: lowest priority, one thread, folders {@code in} and {@code out}. */
final class TrainingJvm {

    private static final Logger LOGGER = LoggerFactory.getLogger(TrainingJvm.class);

    /** OpenMP threads spin while they wait unless told not to, and one is all that is wanted. */
    private static final Map<String, String> OPENMP = Map.of("OMP_WAIT_POLICY", "PASSIVE", "OMP_NUM_THREADS", "1");

    private final String runId;
    private final int heapMegabytes;
    private final Duration timeout;

    TrainingJvm(String runId, int heapMegabytes, Duration timeout) {
        this.runId = runId;
        this.heapMegabytes = heapMegabytes;
        this.timeout = timeout;
    }

    /**
     * Runs to the end.
     *
     * @param main class to run, with the two folders as arguments
     * @param folder where the two folders are
     * @param output told each line of standard output, from a thread of its own
     * @throws TrainingFailedException when it takes too long or ends with anything but 0
     */
    void run(Class<?> main, Path folder, Consumer<String> output) throws InterruptedException {
        ChildJvmSpec spec = ChildJvmSpec.of(
                        main,
                        folder.resolve("in").toString(),
                        folder.resolve("out").toString())
                .withJvmArguments("-Xmx" + heapMegabytes + "m", "-XX:+UseSerialGC")
                .withEnvironment(OPENMP)
                .withLowPriority();
        try (ChildJvm child = ChildJvm.start(spec, output, line -> LOGGER.atWarn()
                .addKeyValue("runId", runId)
                .addKeyValue("line", line)
                .log("trainer says"))) {
            OptionalInt exit = child.await(timeout);
            if (exit.isEmpty()) {
                throw new TrainingFailedException("the training took longer than " + timeout.toSeconds() + " s");
            }
            if (exit.getAsInt() != 0) {
                throw new TrainingFailedException("the training process ended with exit code " + exit.getAsInt());
            }
        }
    }

    /** Removes a folder and all below it, if it is there. */
    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to remove " + folder, e);
        }
    }
}
