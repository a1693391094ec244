package io.claimstream.model.picture;

import java.util.Locale;

/** The outside of a picture: an SVG image with a title and a description for those who do not see it. */
final class Frame {

    static final double WIDTH = 720;
    /** Of letters, in pixels, as the style sheets have it. */
    static final double TEXT_SIZE = 14;

    static final double REMARK_SIZE = 13;

    private Frame() {}

    /**
     * Opens a picture.
     *
     * @param id id of the picture on its page
     * @param title what it shows
     * @param description what can be seen in it
     */
    static Markup open(Markup out, String id, double height, String title, String description) {
        return out.open(
                        "svg",
                        "viewBox",
                        "0 0 " + at(WIDTH) + " " + at(height),
                        "role",
                        "img",
                        "aria-labelledby",
                        id + "-t " + id + "-d")
                .element("title", title, "id", id + "-t")
                .element("desc", description, "id", id + "-d");
    }

    static void line(Markup out, String kind, double x1, double y1, double x2, double y2) {
        out.empty("line", "class", kind, "x1", at(x1), "y1", at(y1), "x2", at(x2), "y2", at(y2));
    }

    static void rectangle(Markup out, String kind, double x, double y, double width, double height) {
        out.empty("rect", "class", kind, "x", at(x), "y", at(y), "width", at(width), "height", at(height));
    }

    static void dot(Markup out, String kind, double x, double y) {
        out.empty("circle", "class", kind, "cx", at(x), "cy", at(y), "r", "5");
    }

    static void diamond(Markup out, String kind, double x, double y) {
        out.empty(
                "polygon",
                "class",
                kind,
                "points",
                at(x) + "," + at(y - 7) + " " + at(x + 7) + "," + at(y) + " " + at(x) + "," + at(y + 7) + " "
                        + at(x - 7) + "," + at(y));
    }

    /** A text; anchor is start, middle or end. */
    static void text(Markup out, String anchor, double x, double y, String text) {
        out.element("text", text, "x", at(x), "y", at(y), "text-anchor", anchor);
    }

    /** What stands at the left of a bar or line, as much of it as has room. */
    static void name(Markup out, double end, double y, String name) {
        text(out, "end", end, y, Labels.fit(name, end, TEXT_SIZE));
    }

    /** A text of less weight. */
    static void remark(Markup out, String anchor, double x, double y, String text) {
        out.element("text", text, "class", "soft", "x", at(x), "y", at(y), "text-anchor", anchor);
    }

    static String at(double place) {
        return String.format(Locale.ROOT, "%.1f", place);
    }
}
