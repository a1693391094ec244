package io.claimstream.feedback.claimant;

import java.util.List;

/**
 * A letter to a claimant, in words. The same facts give the same letter: it has no date of writing. Immutable.
 *
 * @param title what it is about
 * @param sender name and address of who writes, a line each; neutral words where the insurer has laid none down
 * @param about which claim it is about
 * @param sections what it says
 * @param missing what the letter lacks, for who sends it and not for the claimant; none when it can be sent
 */
public record ClaimantLetter(
        String title, List<String> sender, List<Fact> about, List<Section> sections, List<String> missing) {

    public ClaimantLetter {
        sender = List.copyOf(sender);
        about = List.copyOf(about);
        sections = List.copyOf(sections);
        missing = List.copyOf(missing);
    }

    /** A word and what it says. */
    public record Fact(String name, String value) {}

    /**
     * A part with a heading.
     *
     * @param heading its heading
     * @param paragraphs what it says first
     * @param lines a sum, line by line; none where there is nothing to sum up
     * @param after what it says below the lines
     */
    public record Section(String heading, List<String> paragraphs, List<Line> lines, List<String> after) {

        public Section {
            paragraphs = List.copyOf(paragraphs);
            lines = List.copyOf(lines);
            after = List.copyOf(after);
        }

        static Section of(String heading, List<String> paragraphs) {
            return new Section(heading, paragraphs, List.of(), List.of());
        }
    }

    /**
     * A line of a sum.
     *
     * @param text what it is
     * @param amount how much, with its currency, and with its sign where it is added
     * @param isTotal whether it is the beginning or the end of the sum and not a part of it
     */
    public record Line(String text, String amount, boolean isTotal) {}
}
