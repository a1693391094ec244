package io.claimstream.feedback.page.models;

import java.util.ArrayList;
import java.util.List;

/**
 * A table: a caption, columns, and rows whose first cell names them. Immutable.
 *
 * @param empty what stands in its place when there is no row
 */
public record Grid(String caption, List<Column> columns, List<Row> rows, String empty) {

    public Grid {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /**
     * A column.
     *
     * @param isNumber whether its cells end at the right
     */
    public record Column(String name, boolean isNumber) {}

    /**
     * A row.
     *
     * @param isCurrent whether it stands out
     */
    public record Row(List<Cell> cells, boolean isCurrent) {

        public Row {
            cells = List.copyOf(cells);
        }
    }

    /**
     * A cell.
     *
     * @param address where it leads to; blank for nowhere
     * @param under what stands below it in small; blank for nothing
     */
    public record Cell(String text, String address, String under) {

        private static final int MOST_OF_ID = 20;
        private static final int LEAST_OF_PARAGRAPH = 80;

        /** Whether it is a single short word, such as the name of a version, which is not to be broken. */
        private boolean isId() {
            return text.length() <= MOST_OF_ID && text.indexOf(' ') < 0;
        }

        /** How it is to be laid out: as one word, as a paragraph, or, blank, as it comes. */
        public String look() {
            if (isId()) {
                return "id";
            }
            return text.length() > LEAST_OF_PARAGRAPH ? "long" : "";
        }

        static Cell of(String text) {
            return new Cell(text, "", "");
        }

        static Cell of(String text, String under) {
            return new Cell(text, "", under);
        }

        static Cell link(String text, String address) {
            return new Cell(text, address, "");
        }
    }

    /**
     * A table of texts.
     *
     * @param columns their headings; one that begins with # is of numbers
     */
    static Maker of(String caption, String empty, String... columns) {
        List<Column> named = new ArrayList<>();
        for (String column : columns) {
            boolean isNumber = column.startsWith("#");
            named.add(new Column(isNumber ? column.substring(1) : column, isNumber));
        }
        return new Maker(caption, empty, named);
    }

    /** Collects rows. Not thread-safe. */
    static final class Maker {

        private final String caption;
        private final String empty;
        private final List<Column> columns;
        private final List<Row> rows = new ArrayList<>();

        private Maker(String caption, String empty, List<Column> columns) {
            this.caption = caption;
            this.empty = empty;
            this.columns = columns;
        }

        Maker row(Cell... cells) {
            return row(false, List.of(cells));
        }

        /** @throws IllegalArgumentException when there are not as many cells as columns */
        Maker row(boolean isCurrent, List<Cell> cells) {
            if (cells.size() != columns.size()) {
                throw new IllegalArgumentException("Expected a cell for each column of '" + caption + "'.");
            }
            rows.add(new Row(cells, isCurrent));
            return this;
        }

        Grid done() {
            return new Grid(caption, columns, rows, empty);
        }
    }
}
