package io.claimstream.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code claimstream}, with a Java that only says what it was started with. */
class StartScriptTest {

    private static final String JAVA =
            """
            #!/bin/sh
            if [ "$1" = -XshowSettings:properties ]; then echo '    java.specification.version = 17' >&2; exit; fi
            printf '%s\\n' "$@"
            """;

    private final Path home;

    StartScriptTest(@TempDir Path home) throws IOException {
        this.home = home;
        Files.copy(Path.of("..", "claimstream"), home.resolve("claimstream"));
        // As if it had been built just now.
        Files.createDirectories(home.resolve("launcher/target"));
        Files.createFile(home.resolve("launcher/target/built"));
        Path java = Files.createDirectories(home.resolve("jdk/bin")).resolve("java");
        Files.writeString(java, JAVA);
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void shouldTakeJarsOfOthersAfterItsOwn() throws Exception {
        String own = home + "/launcher/target/launcher-0.1.0.jar:" + home + "/launcher/target/lib/*";

        assertThat(classPath(Optional.of("/opt/kms/*:/opt/one.jar"))).isEqualTo(own + ":/opt/kms/*:/opt/one.jar");
        assertThat(classPath(Optional.empty())).isEqualTo(own);
        assertThat(classPath(Optional.of(""))).isEqualTo(own);
    }

    private String classPath(Optional<String> others) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(home.resolve("claimstream").toString(), "config")
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("JAVA_HOME", home.resolve("jdk").toString());
        builder.environment().remove("CLAIMSTREAM_CLASSPATH");
        others.ifPresent(it -> builder.environment().put("CLAIMSTREAM_CLASSPATH", it));
        Process process = builder.start();
        List<String> arguments = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(process.waitFor()).isZero();
        assertThat(arguments).endsWith("io.claimstream.launcher.LauncherMain", "config");
        return arguments.get(arguments.indexOf("-cp") + 1);
    }
}
