package io.claimstream.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is written for people: the READMEs, docs and what else is Markdown in the repository. */
final class Pages {

    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern FENCE = Pattern.compile("^```(\\w*)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern HEADING = Pattern.compile("^#+ (.+)$", Pattern.MULTILINE);
    private static final int DEEPEST = 4;

    private Pages() {}

    /** Every page, relative to the repository's root. */
    static Stream<Path> all() {
        try (Stream<Path> files = Files.find(
                ROOT, DEEPEST, (file, attributes) -> attributes.isRegularFile() && isPage(ROOT.relativize(file)))) {
            return files.map(ROOT::relativize).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isPage(Path file) {
        return file.toString().endsWith(".md")
                && Stream.of("target", "src", ".git", ".claimstream")
                        .noneMatch(folder -> file.startsWith(folder)
                                || (file.getNameCount() > 1
                                        && file.getName(1).toString().equals(folder)));
    }

    static String text(Path page) {
        try {
            return Files.readString(ROOT.resolve(page));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A page's text without what stands in fenced blocks. */
    static String prose(Path page) {
        return FENCE.matcher(text(page)).replaceAll("");
    }

    /** The lines of a page that are typed into a shell: continued lines joined, comments taken away. */
    static List<String> shellLines(Path page) {
        return FENCE.matcher(text(page))
                .results()
                .filter(fence -> List.of("sh", "bash", "").contains(fence.group(1)))
                .map(fence -> fence.group(2).replace("\\\n", " "))
                .flatMap(String::lines)
                .map(line -> line.replaceFirst("(^|\\s+)#.*$", "").strip())
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** What follows # in links to a page's headings, as GitHub makes it. */
    static List<String> anchors(Path page) {
        return HEADING.matcher(prose(page))
                .results()
                .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .toList();
    }

    /** Every match of a pattern's first group in the prose and the shell lines of all pages, with its page. */
    static Stream<String> found(Pattern pattern, Path page) {
        Matcher matcher = pattern.matcher(text(page));
        return matcher.results().map(match -> match.group(1));
    }
}
