package io.claimstream.platform.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ChildJvmTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** The child: says where its temporary files go, then ends or waits as told. */
    public static final class Child {
        private Child() {}

        public static void main(String[] arguments) throws Exception {
            Files.writeString(Path.of(System.getProperty("java.io.tmpdir"), "left-behind"), "x");
            System.out.println("tmp=" + System.getProperty("java.io.tmpdir"));
            System.out.println("env=" + System.getenv("CHILD_TEST"));
            System.err.println("to the other stream");
            if (arguments[0].equals("wait")) {
                Thread.sleep(600_000);
            }
            while (arguments[0].equals("spin")) {
                Thread.onSpinWait();
            }
            if (arguments.length > 1) {
                work(Duration.parse(arguments[1]));
                System.out.println("worked");
                Thread.sleep(500);
            }
            System.exit(Integer.parseInt(arguments[0]));
        }
    }

    private static void work(Duration processorTime) {
        while (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() < processorTime.toNanos()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void shouldHandOverOutputAndExitCodeAndRemoveTheTemporaryDirectory() throws Exception {
        // Given
        List<String> output = new CopyOnWriteArrayList<>();
        List<String> errors = new CopyOnWriteArrayList<>();
        ChildJvmSpec spec = ChildJvmSpec.of(Child.class, "3")
                .withJvmArguments("-Xmx64m")
                .withEnvironment(Map.of("CHILD_TEST", "yes"))
                .withLowPriority();

        // When
        OptionalInt code = ChildJvm.start(spec, output::add, errors::add).await(PATIENCE);

        // Then
        assertThat(code).hasValue(3);
        assertThat(output).hasSize(2).contains("env=yes");
        assertThat(errors).contains("to the other stream");
        assertThat(Path.of(output.get(0).substring("tmp=".length()))).doesNotExist();
    }

    @Test
    void shouldEndAChildWhoseTimeIsOver() throws Exception {
        // Given
        BlockingQueue<String> output = new LinkedBlockingQueue<>();
        ChildJvm child = ChildJvm.start(ChildJvmSpec.of(Child.class, "wait"), output::add, line -> {});
        assertThat(output.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isNotNull();

        // When
        OptionalInt code = child.await(Duration.ofMillis(50));

        // Then
        assertThat(code).isEmpty();
        assertThat(child.alive()).isFalse();
    }

    @Test
    void shouldWaitByTheClockForAChildThatHasWorkedForLonger() throws Exception {
        // Given
        BlockingQueue<String> output = new LinkedBlockingQueue<>();
        ChildJvm child = ChildJvm.start(ChildJvmSpec.of(Child.class, "3", "PT3S"), output::add, line -> {});
        await().atMost(PATIENCE).until(() -> "worked".equals(output.poll()));

        // When
        OptionalInt code = child.await(Duration.ofSeconds(2));

        // Then
        assertThat(code).hasValue(3);
    }

    @Test
    void shouldEndAChildThatUsedUpItsProcessorTime() throws Exception {
        // Given
        ChildJvm child = ChildJvm.start(ChildJvmSpec.of(Child.class, "spin"), line -> {}, line -> {});

        // When
        OptionalInt code = child.await(Duration.ofSeconds(1), Duration.ofDays(1));

        // Then
        assertThat(code).isEmpty();
        assertThat(child.alive()).isFalse();
    }

    @Test
    void shouldHaltWhenItsStandardInputClosesAndLeaveNothingBehind() throws Exception {
        // Given
        Path folder = ChildFolder.create().path();
        Process child = raw(folder, "wait");
        assertThat(child.inputReader().readLine()).isEqualTo("tmp=" + folder);

        // When
        child.getOutputStream().close();

        // Then
        assertThat(child.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(child.exitValue()).isEqualTo(GuardedMain.PARENT_GONE);
        assertThat(folder).doesNotExist();
    }

    private static Process raw(Path folder, String argument) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + folder,
                        "-cp",
                        System.getProperty("java.class.path"),
                        GuardedMain.class.getName(),
                        Child.class.getName(),
                        argument)
                .start();
    }
}
