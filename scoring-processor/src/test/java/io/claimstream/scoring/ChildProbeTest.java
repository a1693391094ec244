package io.claimstream.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.model.KeyFiles;
import io.claimstream.model.ModelBundle;
import io.claimstream.model.artifact.Refusal;
import io.claimstream.model.artifact.Refusal.Code;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProbeTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void shouldAcceptASoundModelAndRefuseAnUnsoundOne() {
        ModelBundle sound = TestModels.bundle(1, KeyFiles.signer(folder));
        // Ten bytes that kill the JVM which loads them, with xgboost4j 3.0.4.
        byte[] deadly = {'{', 'L', 0, 0, 0, 0, 0, 0, 0, 7};
        ModelBundle unsound =
                new ModelBundle(sound.version(), sound.manifest(), sound.signature(), sound.signingKeyId(), deadly);
        ChildProbe probe = new ChildProbe(LONG);

        assertThat(probe.refuse(sound)).isEmpty();
        assertThat(probe.refuse(unsound))
                .hasValueSatisfying(refusal -> assertThat(refusal.code()).isEqualTo(Code.BAD_STRUCTURE));
    }

    @Test
    void shouldRefuseWhenTheProcessDies() {
        ModelBundle bundle = TestModels.bundle(1, KeyFiles.signer(folder));

        assertThat(new ChildProbe(Dying.class, LONG, LONG).refuse(bundle))
                .contains(new Refusal(Code.PROBE_FAILED, "the process that tried it died with code 134"));
    }

    @Test
    void shouldRefuseWhenTheProcessHangs() {
        ModelBundle bundle = TestModels.bundle(1, KeyFiles.signer(folder));

        assertThat(new ChildProbe(Hanging.class, LONG, Duration.ofMillis(700)).refuse(bundle))
                .contains(
                        new Refusal(Code.PROBE_FAILED, "no answer within 60000 ms of processor time or 700 ms in all"));
    }

    @Test
    void shouldRefuseWhenTheProcessNeverStopsWorking() {
        ModelBundle bundle = TestModels.bundle(1, KeyFiles.signer(folder));

        assertThat(new ChildProbe(Spinning.class, Duration.ofSeconds(1), Duration.ofDays(1)).refuse(bundle))
                .contains(new Refusal(
                        Code.PROBE_FAILED, "no answer within 1000 ms of processor time or 86400000 ms in all"));
    }

    /** Ends as a JVM does that native code aborts. */
    public static final class Dying {

        private Dying() {}

        public static void main(String[] args) {
            Runtime.getRuntime().halt(134);
        }
    }

    /** Never ends. */
    public static final class Hanging {

        private Hanging() {}

        public static void main(String[] args) throws InterruptedException {
            new CountDownLatch(1).await();
        }
    }

    /** Works for ever. */
    public static final class Spinning {

        private Spinning() {}

        public static void main(String[] args) {
            while (true) {
                Thread.onSpinWait();
            }
        }
    }
}
