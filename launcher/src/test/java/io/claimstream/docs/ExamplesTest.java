package io.claimstream.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.claimstream.launcher.cli.CommandLines;
import io.claimstream.launcher.instance.Services;
import io.claimstream.platform.config.Setting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the pages tell people to type can be typed, and what they link to is there. */
class ExamplesTest {

    private static final Pattern COMMAND = Pattern.compile("^(?:[A-Z_]+=\\S+ )*\\./claimstream(.*)$");
    private static final Pattern MENTIONED_COMMAND = Pattern.compile("`\\./claimstream ([a-z]+(?:-[a-z]+)*)[^`]*`");

    /** As a shell cuts a line: what is quoted stays together. */
    private static final Pattern WORD = Pattern.compile("(?:\"[^\"]*\"|'[^']*'|[^\\s\"'])+");

    private static final Pattern MAVEN = Pattern.compile("^mvn( .*)$");
    private static final Pattern SET = Pattern.compile("--set ([a-z]+\\.[a-z0-9.-]+)=");
    private static final Pattern VARIABLE = Pattern.compile("\\b(CLAIMSTREAM_[A-Z_]+[A-Z])\\b");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final List<String> PHASES = List.of(
            "verify",
            "test",
            "package",
            "test-compile",
            "spotless:apply",
            "spotless:check",
            "dependency:copy-dependencies");
    private static final List<String> FLAGS = List.of("-am", "-B", "-ntp", "-q", "-o");

    static Stream<Arguments> commands() {
        return Pages.all().flatMap(page -> Pages.shellLines(page).stream()
                .map(COMMAND::matcher)
                .filter(matcher -> matcher.matches())
                .map(matcher -> Arguments.of(page, matcher.group(1).strip())));
    }

    static Stream<Arguments> mavenLines() {
        return Pages.all().flatMap(page -> Pages.shellLines(page).stream()
                .map(MAVEN::matcher)
                .filter(matcher -> matcher.matches())
                .map(matcher -> Arguments.of(page, matcher.group(1).strip())));
    }

    static Stream<Path> pages() {
        return Pages.all();
    }

    @ParameterizedTest(name = "{0}: ./claimstream {1}")
    @MethodSource("commands")
    void shouldNameCommandsThatExist(Path page, String command) {
        // Given
        String[] arguments = WORD.matcher(command.replaceFirst("\\s+>.*$", ""))
                .results()
                .map(word -> word.group().replaceAll("[\"']", ""))
                .toArray(String[]::new);

        // When, Then
        assertThatCode(() -> CommandLines.production().parseArgs(arguments)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void shouldMentionCommandsThatExist(Path page) {
        assertThat(Pages.found(MENTIONED_COMMAND, page))
                .isSubsetOf(CommandLines.production().getSubcommands().keySet());
    }

    @ParameterizedTest(name = "{0}: mvn {1}")
    @MethodSource("mavenLines")
    void shouldRunMavenOnPhasesAndModulesThatExist(Path page, String arguments) {
        // Given
        List<String> words = List.of(arguments.split("\\s+"));

        // When, Then
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("-pl")) {
                i++;
                assertThat(words.get(i).split(",")).allSatisfy(module -> assertThat(
                                Pages.ROOT.resolve(module).resolve("pom.xml"))
                        .exists());
            } else if (!word.startsWith("-D")) {
                assertThat(word).isIn(word.startsWith("-") ? FLAGS : PHASES);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void shouldNameSettingsThatExist(Path page) {
        assertThat(Pages.found(SET, page)).allSatisfy(key -> assertThat(Services.settings())
                .as(key)
                .anyMatch(setting -> setting.isPrefix() ? key.startsWith(setting.key()) : key.equals(setting.key())));
        assertThat(Pages.found(VARIABLE, page))
                .allSatisfy(
                        variable -> assertThat(isKnown(variable)).as(variable).isTrue());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void shouldLinkToWhatIsThere(Path page) {
        assertThat(LINK.matcher(Pages.prose(page)).results().map(link -> link.group(1)))
                .filteredOn(link -> !link.matches("(https?|mailto):.*"))
                .allSatisfy(link -> assertLeadsSomewhere(page, link));
    }

    @Test
    void shouldFindTheExamplesAtAll() {
        assertThat(commands().map(arguments -> arguments.get()[1]))
                .contains("demo", "run claim-ingest", "config", "topics diff");
        assertThat(pages().flatMap(page -> Pages.found(MENTIONED_COMMAND, page)))
                .contains("config");
        assertThat(mavenLines().map(arguments -> arguments.get()[1])).contains("verify");
        assertThat(pages())
                .contains(
                        Path.of("README.md"),
                        Path.of("CONTRIBUTING.md"),
                        Path.of("docs/configuration.md"),
                        Path.of("infra/compose/README.md"),
                        Path.of("launcher/README.md"));
    }

    private static void assertLeadsSomewhere(Path page, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty()
                ? page
                : Pages.ROOT.relativize(
                        Pages.ROOT.resolve(page).resolveSibling(parts[0]).normalize());
        assertThat(Files.exists(Pages.ROOT.resolve(target))).as(link).isTrue();
        if (parts.length == 2) {
            assertThat(Pages.anchors(target)).as(link).contains(parts[1]);
        }
    }

    /** The script's own, or a setting's. */
    private static boolean isKnown(String variable) {
        return variable.equals("CLAIMSTREAM_HEAP")
                || variable.equals("CLAIMSTREAM_CLASSPATH")
                || Services.settings().stream()
                        .map(Setting::environmentVariable)
                        .anyMatch(known -> known.endsWith("_") ? variable.startsWith(known) : variable.equals(known))
                || namesTheFileOfASecret(variable);
    }

    private static boolean namesTheFileOfASecret(String variable) {
        return Services.settings().stream()
                .filter(Setting::secret)
                .anyMatch(it -> variable.equals(it.environmentVariable() + "_FILE"));
    }
}
