package io.claimstream.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Nothing in a jar tells when or where it was built; the rest of what makes it the same each time is the build's own. */
class ReproducibleJarsIT {

    /** {@code project.build.outputTimestamp} of the parent POM. */
    private static final LocalDateTime BUILD_TIME = LocalDateTime.parse("2026-01-01T00:00:00");

    private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();

    @TestFactory
    Stream<DynamicTest> shouldNotTellWhenOrWhereItWasBuilt() {
        List<Path> jars = jars();
        assertThat(jars).as("jars of this build on the class path").hasSizeGreaterThan(8);
        return jars.stream()
                .map(jar -> DynamicTest.dynamicTest(jar.getFileName().toString(), () -> check(jar)));
    }

    private static List<Path> jars() {
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(System.getProperty("java.class.path"))
                .filter(entry -> entry.endsWith(".jar") && entry.startsWith(CHECKOUT + File.separator))
                .map(Path::of)
                .filter(Files::exists)
                .toList();
    }

    private static void check(Path jar) throws IOException {
        try (ZipFile file = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : Collections.list(file.entries())) {
                assertThat(entry.getTimeLocal()).as(entry.getName()).isEqualTo(BUILD_TIME);
                assertThat(text(file, entry)).as(entry.getName()).doesNotContain(CHECKOUT.toString());
            }
        }
    }

    private static String text(ZipFile file, ZipEntry entry) throws IOException {
        try (InputStream content = file.getInputStream(entry)) {
            return new String(content.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
