package io.claimstream.model.picture;

import java.util.List;

/**
 * How many rows there are of each kind, as columns side by side. Immutable.
 *
 * @param id id on the page
 * @param title what it shows
 * @param description what can be seen in it
 * @param columns the columns, 0 or more
 */
public record ColumnChart(String id, String title, String description, List<Column> columns) implements Chart {

    public ColumnChart {
        columns = List.copyOf(columns);
    }

    private static final double HEIGHT = 280;
    private static final double LEFT = 70;
    private static final double BOTTOM = 40;

    /**
     * A column.
     *
     * @param label label below its left edge; blank for none
     * @param rows its height, 0 or more
     */
    public record Column(String label, int rows) {}

    @Override
    public void write(Markup out) {
        double most = columns.stream().mapToInt(Column::rows).max().orElse(1);
        Scale y = Scale.over(0, Math.max(1, most), HEIGHT - BOTTOM, 12);
        Frame.open(out, id, HEIGHT, title, description);
        for (double label : y.labels()) {
            Frame.line(out, "grid", LEFT, y.place(label), Frame.WIDTH - 20, y.place(label));
            Frame.text(out, "end", LEFT - 8, y.place(label) + 5, Numbers.wholeMoney(label));
        }
        double width = (Frame.WIDTH - 20 - LEFT) / columns.size();
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            double x = LEFT + i * width;
            Frame.rectangle(out, "bar", x + 1, y.place(column.rows()), width - 2, y.place(0) - y.place(column.rows()));
            if (!column.label().isBlank()) {
                Frame.text(out, "middle", x, HEIGHT - BOTTOM + 22, column.label());
            }
        }
        out.close();
    }
}
