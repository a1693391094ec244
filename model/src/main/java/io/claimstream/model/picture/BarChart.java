package io.claimstream.model.picture;

import java.util.List;
import java.util.function.DoubleFunction;

/**
 * Bars one below the other, each with its number. Immutable.
 *
 * @param id id on the page
 * @param title what it shows
 * @param description what can be seen in it
 * @param bars the bars, 0 or more
 * @param form how numbers are written
 */
public record BarChart(String id, String title, String description, List<Bar> bars, DoubleFunction<String> form)
        implements Chart {

    public BarChart {
        bars = List.copyOf(bars);
    }

    private static final double LEFT = 270;
    private static final double RIGHT = 90;
    private static final double ROW = 26;

    /**
     * A bar.
     *
     * @param name what it is; cut where it is too long for the picture
     * @param size 0 or more, in the unit of the form
     */
    public record Bar(String name, double size) {}

    @Override
    public void write(Markup out) {
        double greatest = bars.stream().mapToDouble(Bar::size).max().orElse(0);
        double pixels = greatest == 0 ? 0 : (Frame.WIDTH - LEFT - RIGHT) / greatest;
        Frame.open(out, id, ROW * bars.size() + 8, title, description);
        for (int i = 0; i < bars.size(); i++) {
            double y = ROW * i + 4;
            double width = bars.get(i).size() * pixels;
            Frame.name(out, LEFT - 14, y + 17, bars.get(i).name());
            Frame.rectangle(out, "bar", LEFT, y + 3, width, ROW - 8);
            Frame.text(
                    out,
                    "start",
                    LEFT + width + 8,
                    y + 17,
                    form.apply(bars.get(i).size()));
        }
        out.close();
    }
}
