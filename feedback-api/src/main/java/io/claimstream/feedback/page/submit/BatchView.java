package io.claimstream.feedback.page.submit;

import java.util.List;

/**
 * A file that was submitted, as its page shows it.
 *
 * @param title what it is
 * @param facts who sent it when, in words
 * @param state how far it is, in words
 * @param isTrouble whether it needs somebody
 * @param lines how many lines it has
 * @param answered of how many of them it is known what became of them
 * @param progress these two in words
 * @param poll where to ask how far it is; blank when it is done
 * @param outcomes how many lines came to what
 * @param only the outcome that is shown, in words; blank for all
 * @param here address of these lines
 * @param rows lines
 * @param next address of the next lines; blank when there are none
 * @param first address of the first lines; blank on the first page
 * @param downloads the same lines as files
 */
public record BatchView(
        String title,
        String facts,
        String state,
        boolean isTrouble,
        int lines,
        int answered,
        String progress,
        String poll,
        List<Outcome> outcomes,
        String only,
        String here,
        List<Row> rows,
        String next,
        String first,
        List<Download> downloads) {

    public BatchView {
        outcomes = List.copyOf(outcomes);
        rows = List.copyOf(rows);
        downloads = List.copyOf(downloads);
    }

    /** How many lines came to something, and where they are shown. */
    public record Outcome(String words, String count, String address, boolean isChosen, boolean isNone) {}

    /**
     * A line.
     *
     * @param line its number in the file
     * @param outcome what became of it, in words
     * @param look {@code good}, {@code bad} or blank
     * @param claimId its claim; blank for a line that cannot be read
     * @param address the page of the claim
     * @param problems what is wrong: column, what was expected, and the code
     */
    public record Row(
            String line,
            String outcome,
            String look,
            String claimId,
            String address,
            String estimate,
            String interval,
            List<Trouble> problems) {

        public Row {
            problems = List.copyOf(problems);
        }
    }

    /** What is wrong with a line. */
    public record Trouble(String place, String hint, String code) {}

    /** A file of results. */
    public record Download(String words, String address) {}

    /** A batch in a list. */
    public record Recent(String address, String at, String insurer, String format, String lines, String state) {}
}
