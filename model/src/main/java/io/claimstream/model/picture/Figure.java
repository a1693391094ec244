package io.claimstream.model.picture;

/** A picture with its table behind it. Stateless. */
public final class Figure {

    private Figure() {}

    /** The figure element as HTML by itself. */
    public static String html(Table table, Chart chart) {
        Markup out = new Markup();
        write(out, table, chart);
        return out.toString();
    }

    /** Writes a figure element, and keeps its picture by its id. */
    public static void write(Markup out, Table table, Chart chart) {
        out.open("figure");
        int from = out.length();
        chart.write(out);
        out.keepPicture(chart.id(), from);
        table.writeFolded(out, "The table behind this picture");
        out.close();
    }
}
