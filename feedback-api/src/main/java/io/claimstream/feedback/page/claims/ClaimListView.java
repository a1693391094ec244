package io.claimstream.feedback.page.claims;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Claims in a list.
 *
 * @param filter what is asked for
 * @param rows claims
 * @param sortings where columns lead that the list may be sorted by
 * @param next address of the next page; blank on the last
 * @param first address of the first page; blank on it
 */
public record ClaimListView(
        ClaimFilter filter, List<ClaimRow> rows, Map<String, Sorting> sortings, String next, String first) {

    public ClaimListView {
        rows = List.copyOf(rows);
        sortings = Map.copyOf(sortings);
    }

    /**
     * An order.
     *
     * @param address the list in this order
     * @param direction as {@code aria-sort} has it; blank when the list is in another order
     */
    public record Sorting(String address, String direction) {}

    /** The order by a column. */
    public Sorting by(String column) {
        return Objects.requireNonNull(sortings.get(column), column);
    }
}
