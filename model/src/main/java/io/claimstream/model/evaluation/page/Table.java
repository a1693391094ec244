package io.claimstream.model.evaluation.page;

import java.util.ArrayList;
import java.util.List;

/** A table with a caption; the first cell of each row names it. Not thread-safe. */
final class Table {

    private final String caption;
    private final List<String> columns;
    private final List<List<String>> rows = new ArrayList<>();

    Table(String caption, String... columns) {
        this.caption = caption;
        this.columns = List.of(columns);
    }

    Table row(String... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException("Expected a cell for each column of '" + caption + "'.");
        }
        rows.add(List.of(cells));
        return this;
    }

    void write(Markup out) {
        out.open("div", "class", "wide", "tabindex", "0", "role", "region", "aria-label", caption)
                .open("table")
                .element("caption", caption)
                .open("thead")
                .open("tr");
        columns.forEach(column -> out.element("th", column, "scope", "col"));
        out.close().close().open("tbody");
        for (List<String> row : rows) {
            out.open("tr").element("th", row.get(0), "scope", "row");
            row.subList(1, row.size()).forEach(cell -> out.element("td", cell));
            out.close();
        }
        out.close().close().close();
    }

    /** The table behind a picture, shown on request. */
    void writeFolded(Markup out) {
        out.open("details").element("summary", "The table behind this picture");
        write(out);
        out.close();
    }
}
