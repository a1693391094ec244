package io.claimstream.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

class HelpTest {

    /** Every command and sub-command: its name in full, and what picocli knows of it. */
    static Stream<Arguments> commands() {
        return below(CommandLines.production()).stream()
                .map(line -> line.getCommandSpec())
                .map(spec -> Arguments.of(spec.qualifiedName(), spec));
    }

    private static List<CommandLine> below(CommandLine line) {
        List<CommandLine> lines = new ArrayList<>(List.of(line));
        line.getSubcommands().values().forEach(sub -> lines.addAll(below(sub)));
        return lines;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void shouldTellOfEveryOption(String name, CommandSpec command) {
        // When
        CommandRun run = CommandRun.of(arguments(name, "--help"));

        // Then
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("Usage: " + name);
        assertThat(command.usageMessage().description()).isNotEmpty();
        assertThat(command.args()).allSatisfy(argument -> {
            assertThat(description(argument)).as(argument.toString()).isNotBlank();
            assertThat(run.out()).contains(label(argument)).contains(firstWords(description(argument)));
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void shouldHaveTheCommonOptionsWhereACommandDoesSomething(String name, CommandSpec command) {
        // When
        List<String> options =
                command.options().stream().map(OptionSpec::longestName).toList();

        // Then
        if (command.subcommands().isEmpty() || command.userObject() instanceof Callable) {
            assertThat(options).contains("--help", "--version", "--output", "--data-dir", "--config", "--set");
        } else {
            assertThat(options).containsExactlyInAnyOrder("--help", "--version");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "simulat,        claimstream simulate",
        "topics aply,    apply",
        "config --outpt, --output",
        "demo --onse,    --once"
    })
    void shouldSuggestWhatWasMeant(String arguments, String suggestion) {
        // When
        CommandRun run = CommandRun.of(arguments.split(" "));

        // Then
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains(arguments.substring(arguments.lastIndexOf(' ') + 1))
                .contains(suggestion)
                .contains("--help' tells more");
    }

    @ParameterizedTest
    @CsvSource({"'', Expected a command", "topics, Expected 'topics apply' or 'topics diff'"})
    void shouldAskForACommandThatIsMissing(String arguments, String message) {
        // When
        CommandRun run = CommandRun.of(Arrays.stream(arguments.split(" "))
                .filter(word -> !word.isEmpty())
                .toArray(String[]::new));

        // Then
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(message);
    }

    @Test
    void shouldTellTheVersion() {
        // When
        CommandRun run = CommandRun.of("--version");

        // Then
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("claimstream ");
    }

    private static String[] arguments(String qualifiedName, String last) {
        return Stream.concat(Arrays.stream(qualifiedName.split(" ")).skip(1), Stream.of(last))
                .toArray(String[]::new);
    }

    private static String label(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static String description(ArgSpec argument) {
        return String.join(" ", argument.description());
    }

    /** The usage text is wrapped, so a description is looked for by its beginning. */
    private static String firstWords(String description) {
        return String.join(
                " ", Arrays.asList(description.split(" ")).subList(0, Math.min(2, description.split(" ").length)));
    }
}
