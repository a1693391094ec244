package io.claimstream.model.evaluation.page;

/** A picture with its table behind it. */
final class Figure {

    private Figure() {}

    static void write(Markup out, Table table, Chart chart) {
        out.open("figure");
        int from = out.length();
        chart.write(out);
        out.keepPicture(chart.id(), from);
        table.writeFolded(out, "The table behind this picture");
        out.close();
    }
}
