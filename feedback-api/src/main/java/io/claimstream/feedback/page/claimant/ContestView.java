package io.claimstream.feedback.page.claimant;

import java.util.List;

/**
 * A contest on its page.
 *
 * @param line as in a list
 * @param facts what is known of it, in words
 * @param texts what was said with it
 * @param hindrance why the reader may not review it; blank when they may
 * @param mayBegin whether the reader may begin to review it
 * @param isReviewer whether the reader reviews it
 * @param mostMoreDays how many days more the reader may give it; 0 for none
 * @param mayClose whether the reader may note that the claimant contests no more
 * @param isAnswered whether it was answered
 * @param seesLetter whether the reader may have the letter that answers
 * @param approval address of what waits for a second person; blank for nothing
 */
public record ContestView(
        ContestLine line,
        List<Fact> facts,
        List<Said> texts,
        String hindrance,
        boolean mayBegin,
        boolean isReviewer,
        int mostMoreDays,
        boolean mayClose,
        boolean isAnswered,
        boolean seesLetter,
        String approval) {

    public ContestView {
        facts = List.copyOf(facts);
        texts = List.copyOf(texts);
    }

    /** A word and what it says. */
    public record Fact(String name, String text) {}

    /**
     * Something that was said.
     *
     * @param what what it is
     * @param when when and by whom it was written down
     * @param text it, as far as the reader may read it
     */
    public record Said(String what, String when, String text) {}
}
