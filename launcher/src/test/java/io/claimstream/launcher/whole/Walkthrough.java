package io.claimstream.launcher.whole;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page that mixes words, commands, what they print, and pictures. */
final class Walkthrough {

    private static final Pattern STEP =
            Pattern.compile("```sh\\n(.*?)```\\n\\n```(?:text|json)\\n(.*?)```", Pattern.DOTALL);
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
     * @param printed what the page says that they print
     */
    record Step(List<String> lines, String printed) {}

    static Walkthrough read(Path page) throws IOException {
        return new Walkthrough(page, Files.readString(page));
    }

    List<Step> steps() {
        return STEP.matcher(text)
                .results()
                .map(it -> new Step(it.group(1).lines().toList(), it.group(2)))
                .toList();
    }

    /** Names of the files of its pictures. */
    List<String> pictures() {
        return PICTURE.matcher(text).results().map(it -> it.group(1)).toList();
    }

    Path picture(String name) {
        return page.resolveSibling("walkthrough").resolve(name);
    }

    /** Writes the page anew with what its steps print now. */
    void accept(List<String> printed) throws IOException {
        List<String> left = new ArrayList<>(printed);
        UnaryOperator<String> quoted = Matcher::quoteReplacement;
        Files.writeString(page, STEP.matcher(text).replaceAll(step -> quoted.apply(with(step, left.remove(0)))));
    }

    private static String with(MatchResult step, String printed) {
        int from = step.start(2) - step.start();
        return step.group().substring(0, from) + printed + "```";
    }
}
