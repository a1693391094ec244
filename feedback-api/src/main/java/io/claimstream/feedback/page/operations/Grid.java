package io.claimstream.feedback.page.operations;

import java.util.List;

/**
 * A table of numbers with names.
 *
 * @param caption what it holds
 * @param columns names, that of the rows first
 * @param rows name and cells of each
 */
public record Grid(String caption, List<String> columns, List<List<String>> rows) {

    public Grid {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
    }
}
