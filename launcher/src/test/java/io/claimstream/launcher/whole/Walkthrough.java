package io.claimstream.launcher.whole;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page that mixes words, commands, what they print, and pictures. */
final class Walkthrough {

    private static final Pattern STEP =
            Pattern.compile("```(?:sh|bash)\\n(.*?)```(?:\\n\\n```(?:text|json)\\n(.*?)```)?", Pattern.DOTALL);
    private static final Pattern PICTURE = Pattern.compile("!\\[[^\\]]*\\]\\(walkthrough/([a-z]+\\.svg)\\)");

    private final Path page;
    private final String text;

    private Walkthrough(Path page, String text) {
        this.page = page;
        this.text = text;
    }

    /**
     * Commands, and what they print together.
     *
     * @param lines the commands, a line each
     * @param printed what the page says that they print; empty where it says nothing
     */
    record Step(List<String> lines, String printed) {

        /** Whether the page says what they print. */
        boolean isShown() {
            return !printed.isEmpty();
        }
    }

    static Walkthrough read(Path page) throws IOException {
        return new Walkthrough(page, Files.readString(page));
    }

    List<Step> steps() {
        return STEP.matcher(text)
                .results()
                .map(it -> new Step(
                        it.group(1).lines().toList(),
                        Optional.ofNullable(it.group(2)).orElse("")))
                .toList();
    }

    /** Names of the files of its pictures. */
    List<String> pictures() {
        return PICTURE.matcher(text).results().map(it -> it.group(1)).toList();
    }

    Path picture(String name) {
        return page.resolveSibling("walkthrough").resolve(name);
    }

    /** Writes the page anew with what those of its steps print now that show it. */
    void accept(List<String> printed) throws IOException {
        List<String> left = new ArrayList<>(printed);
        UnaryOperator<String> quoted = Matcher::quoteReplacement;
        Files.writeString(page, STEP.matcher(text).replaceAll(step -> quoted.apply(with(step, left))));
    }

    private static String with(MatchResult step, List<String> left) {
        if (step.group(2) == null) {
            return step.group();
        }
        int from = step.start(2) - step.start();
        return step.group().substring(0, from) + left.remove(0) + "```";
    }
}
