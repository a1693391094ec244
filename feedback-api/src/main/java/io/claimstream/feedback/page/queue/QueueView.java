package io.claimstream.feedback.page.queue;

import io.claimstream.feedback.page.QueueFilter;
import java.util.List;

/**
 * The queue as its page shows it.
 *
 * @param rows claims in order
 * @param waiting how many wait, in words
 * @param next address of the page after this one, or blank
 * @param more address of the rows after these, or blank
 * @param arrivals address that tells what came since
 * @param filter what is asked for
 * @param decides whether the reader decides on claims
 */
public record QueueView(
        List<QueueRow> rows,
        String waiting,
        String next,
        String more,
        String arrivals,
        QueueFilter filter,
        boolean decides) {

    public QueueView {
        rows = List.copyOf(rows);
    }
}
