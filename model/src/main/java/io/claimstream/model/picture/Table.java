package io.claimstream.model.picture;

import java.util.ArrayList;
import java.util.List;

/** A table with a caption; the first cell of each row names it, columns of numbers end at the right. Not thread-safe. */
public final class Table {

    private final String caption;
    private final List<String> columns;
    private final List<List<String>> rows = new ArrayList<>();

    /**
     * A table without rows.
     *
     * @param caption what it shows
     * @param columns heading of each column, the first of which is that of the names of rows
     */
    public Table(String caption, String... columns) {
        this.caption = caption;
        this.columns = List.of(columns);
    }

    /**
     * Adds a row.
     *
     * @param cells as many as columns
     * @throws IllegalArgumentException when there are more or fewer
     */
    public Table row(String... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException("Expected a cell for each column of '" + caption + "'.");
        }
        rows.add(List.of(cells));
        return this;
    }

    /** Writes it in a box that scrolls by keyboard where it is too wide. */
    public void write(Markup out) {
        out.open("div", "class", "wide", "tabindex", "0", "role", "region", "aria-label", caption)
                .open("table")
                .element("caption", caption)
                .open("thead")
                .open("tr");
        for (int column = 0; column < columns.size(); column++) {
            out.element("th", columns.get(column), "scope", "col", "class", kind(column));
        }
        out.close().close().open("tbody");
        for (List<String> row : rows) {
            out.open("tr").element("th", row.get(0), "scope", "row");
            for (int column = 1; column < row.size(); column++) {
                out.element("td", row.get(column), "class", kind(column));
            }
            out.close();
        }
        out.close().close().close();
    }

    /** Words begin at the left, numbers end at the right. */
    private String kind(int column) {
        boolean isText = rows.stream()
                .map(row -> row.get(column))
                .anyMatch(cell -> !cell.isEmpty() && Character.isLetter(cell.charAt(0)));
        return isText ? "text" : "number";
    }

    /**
     * Writes the table so that it is shown on request.
     *
     * @param summary what is pressed to see it
     */
    public void writeFolded(Markup out, String summary) {
        out.open("details").element("summary", summary);
        write(out);
        out.close();
    }
}
