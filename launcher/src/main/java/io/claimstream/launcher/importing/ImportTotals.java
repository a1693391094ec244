package io.claimstream.launcher.importing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What an import came to. Counts of outcomes are those of the whole file, whether this import or an earlier one brought
 * them about. Thread-safe.
 */
final class ImportTotals {

    /** Rows of the file. */
    final AtomicLong rows = new AtomicLong();
    /** Rows with a cell that cannot be read, or that the API refuses. */
    final AtomicLong unreadable = new AtomicLong();
    /** Rows that were known before, or that repeat an earlier row of the file. */
    final AtomicLong duplicates = new AtomicLong();
    /** Rows accepted and scored. */
    final AtomicLong accepted = new AtomicLong();
    /** Rows rejected. */
    final AtomicLong rejected = new AtomicLong();
    /** Rows whose settlement is recorded. */
    final AtomicLong settlements = new AtomicLong();

    ObjectNode toJson() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("rows", rows.get())
                .put("accepted", accepted.get())
                .put("rejected", rejected.get())
                .put("unreadable", unreadable.get())
                .put("duplicates", duplicates.get())
                .put("settlements", settlements.get());
    }
}
