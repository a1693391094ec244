package io.claimstream.docs;

import io.claimstream.launcher.cli.CommandLines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** What a page calls by its name, as code: tests by class, commands of the command line, and operations of the API, as {@code GET /v1/audit}. */
final class Named {

    private static final Path CONTRACT =
            Path.of("feedback-api/src/main/resources/io/claimstream/feedback/contract/openapi.yaml");
    private static final Pattern SPAN = Pattern.compile("`([^`]+)`");
    private static final Pattern TEST = Pattern.compile("[A-Z][A-Za-z0-9]*(?:Test|IT)");
    private static final Pattern COMMAND = Pattern.compile("\\./claimstream (.+)");
    private static final Pattern OPERATION = Pattern.compile("((?:GET|POST|PUT|DELETE) /v1/[^?\\s]+).*");
    private static final Pattern ADDRESS = Pattern.compile("^  (/v1/\\S+):$");
    private static final Pattern METHOD = Pattern.compile("^    (get|post|put|delete):$");
    private static final int DEEPEST = 20;

    private final Set<String> tests = tests();
    private final Set<String> operations = operations();
    private final CommandLine commands = CommandLines.production();

    /** What a line has as code. */
    static Stream<String> in(String line) {
        return SPAN.matcher(line).results().map(span -> span.group(1));
    }

    /** Whether it is the name of something that can be looked up. */
    boolean isName(String code) {
        return isTest(code)
                || OPERATION.matcher(code).matches()
                || COMMAND.matcher(code).matches()
                || isGroup(code);
    }

    /** Whether a cell names a test, or says that there is nothing to prove. */
    boolean isProof(String cell) {
        return cell.startsWith("nothing") || in(cell).anyMatch(this::isTest);
    }

    private boolean isTest(String code) {
        return TEST.matcher(code).matches();
    }

    boolean isThere(String name) {
        Matcher operation = OPERATION.matcher(name);
        if (operation.matches()) {
            return operations.contains(operation.group(1));
        }
        return isTest(name) ? tests.contains(name) : isCommand(words(name));
    }

    /** A command that has others, with one of them, as in {@code audit verify}. */
    private boolean isGroup(String code) {
        List<String> words = words(code);
        @Nullable CommandLine first = commands.getSubcommands().get(words.get(0));
        return words.size() > 1 && first != null && !first.getSubcommands().isEmpty();
    }

    private boolean isCommand(List<String> words) {
        CommandLine line = commands;
        for (String word : words) {
            @Nullable CommandLine next = line.getSubcommands().get(word);
            if (next != null) {
                line = next;
            } else if (word.startsWith("--")) {
                if (!line.getCommandSpec().optionsMap().containsKey(word)) {
                    return false;
                }
            } else if (!line.getSubcommands().isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private static List<String> words(String command) {
        Matcher matcher = COMMAND.matcher(command);
        return List.of((matcher.matches() ? matcher.group(1) : command).strip().split("\\s+"));
    }

    private static Set<String> operations() {
        Set<String> found = new HashSet<>();
        String address = "";
        for (String line : Pages.text(CONTRACT).lines().toList()) {
            Matcher path = ADDRESS.matcher(line);
            Matcher method = METHOD.matcher(line);
            if (path.matches()) {
                address = path.group(1);
            } else if (method.matches()) {
                found.add(method.group(1).toUpperCase(Locale.ROOT) + " " + address);
            }
        }
        return found;
    }

    private static Set<String> tests() {
        try (Stream<Path> files = Files.find(
                Pages.ROOT,
                DEEPEST,
                (file, attributes) -> attributes.isRegularFile()
                        && file.toString().endsWith(".java")
                        && Pages.ROOT.relativize(file).toString().contains("src/test/java"))) {
            return files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
