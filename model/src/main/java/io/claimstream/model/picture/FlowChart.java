package io.claimstream.model.picture;

import java.util.List;

/**
 * How one thing led to the next: boxes in reading order, with an arrow from each to the one after it. A box may be a link, so that the picture is a group of them and no
 * image. Immutable.
 *
 * @param id id on the page
 * @param title what it shows
 * @param description what can be seen in it
 * @param boxes the boxes, 0 or more
 */
public record FlowChart(String id, String title, String description, List<Box> boxes) implements Chart {

    public FlowChart {
        boxes = List.copyOf(boxes);
    }

    private static final int COLUMNS = 3;
    private static final double BOX = 272;
    private static final double HEIGHT = 84;
    private static final double ACROSS = 38;
    private static final double DOWN = 38;
    private static final double EDGE = 1.5;
    private static final double WIDTH = COLUMNS * (BOX + ACROSS) - ACROSS + 2 * EDGE;
    private static final double PADDING = 12;
    private static final double ROOM = BOX - 2 * PADDING;
    /** Of the letters of a name, in pixels, as the style sheet has it. */
    private static final double NAME_SIZE = 15;

    /**
     * A box.
     *
     * @param kind what it is, in a word or two
     * @param name its name; cut where it is too long for the box
     * @param detail what more there is to say; likewise
     * @param address where it leads to; blank for nowhere
     * @param isOpen whether it has not come to that yet
     */
    public record Box(String kind, String name, String detail, String address, boolean isOpen) {}

    @Override
    public void write(Markup out) {
        int rows = (boxes.size() + COLUMNS - 1) / COLUMNS;
        double height = Math.max(0, rows * (HEIGHT + DOWN) - DOWN) + 2 * EDGE;
        out.open(
                        "svg",
                        "class",
                        "flow",
                        "viewBox",
                        "0 0 " + Frame.at(WIDTH) + " " + Frame.at(height),
                        "role",
                        "group",
                        "aria-labelledby",
                        id + "-t " + id + "-d")
                .element("title", title, "id", id + "-t")
                .element("desc", description, "id", id + "-d");
        for (int i = 0; i < boxes.size(); i++) {
            write(out, boxes.get(i), left(i), top(i));
            if (i + 1 < boxes.size()) {
                arrow(out, i);
            }
        }
        out.close();
    }

    private static double left(int place) {
        return EDGE + place % COLUMNS * (BOX + ACROSS);
    }

    private static double top(int place) {
        int row = place / COLUMNS;
        return EDGE + row * (HEIGHT + DOWN);
    }

    private static void write(Markup out, Box box, double x, double y) {
        boolean isLink = !box.address().isEmpty();
        if (isLink) {
            out.open("a", "href", box.address());
        }
        Frame.rectangle(out, box.isOpen() ? "box open" : "box", x, y, BOX, HEIGHT);
        remark(out, x, y + 22, box.kind());
        out.element(
                "text",
                Labels.fitBold(box.name(), ROOM, NAME_SIZE),
                "class",
                isLink ? "name link-text" : "name",
                "x",
                Frame.at(x + PADDING),
                "y",
                Frame.at(y + 46));
        remark(out, x, y + 68, box.detail());
        if (isLink) {
            out.close();
        }
    }

    private static void remark(Markup out, double x, double y, String text) {
        Frame.remark(out, "start", x + PADDING, y, Labels.fit(text, ROOM, Frame.REMARK_SIZE));
    }

    /** To the box on the right; from the last of a row down and back to the first of the next. */
    private static void arrow(Markup out, int from) {
        double x = left(from) + BOX;
        double y = top(from) + HEIGHT / 2;
        if (from % COLUMNS < COLUMNS - 1) {
            Frame.line(out, "arrow", x, y, x + ACROSS - 8, y);
            head(out, x + ACROSS, y, false);
            return;
        }
        double middle = left(from) + BOX / 2;
        double target = left(from + 1) + BOX / 2;
        double bend = top(from) + HEIGHT + DOWN / 2;
        Frame.line(out, "arrow", middle, top(from) + HEIGHT, middle, bend);
        Frame.line(out, "arrow", middle, bend, target, bend);
        Frame.line(out, "arrow", target, bend, target, top(from + 1) - 8);
        head(out, target, top(from + 1), true);
    }

    private static void head(Markup out, double x, double y, boolean isDown) {
        String points = isDown
                ? corner(x, y) + corner(x - 5, y - 9) + corner(x + 5, y - 9)
                : corner(x, y) + corner(x - 9, y - 5) + corner(x - 9, y + 5);
        out.empty("polygon", "class", "arrow-head", "points", points.strip());
    }

    private static String corner(double x, double y) {
        return Frame.at(x) + "," + Frame.at(y) + " ";
    }
}
