package io.claimstream.model.picture;

import io.claimstream.model.statistics.Measured;
import java.util.List;

/**
 * Shares over periods, each a dot with the line of its interval. A line ends at 0 and at {@value #MOST} times the greatest share, so that a
 * period of three rows does not flatten the others. Immutable.
 *
 * @param id id on the page
 * @param title what it shows
 * @param description what can be seen in it
 * @param periods names of the periods, in order; 0 or more
 * @param figures the share of each, 0 or more; as many as periods
 */
public record TimeChart(String id, String title, String description, List<String> periods, List<Measured> figures)
        implements Chart {

    /** @throws IllegalArgumentException when there are not as many figures as periods */
    public TimeChart {
        periods = List.copyOf(periods);
        figures = List.copyOf(figures);
        if (periods.size() != figures.size()) {
            throw new IllegalArgumentException(
                    "Expected a figure for each of " + periods.size() + " periods, but got " + figures.size() + ".");
        }
    }

    private static final double HEIGHT = 300;
    private static final double LEFT = 84;
    private static final double BOTTOM = 44;
    private static final int MOST_LABELS = 8;
    private static final double MOST = 2;

    @Override
    public void write(Markup out) {
        double greatest = figures.stream()
                .mapToDouble(it -> it.upper() == null ? it.value() : it.upper())
                .max()
                .orElse(1);
        double most = MOST * figures.stream().mapToDouble(Measured::value).max().orElse(1);
        Scale y = Scale.over(0, Math.min(greatest, most), HEIGHT - BOTTOM, 14);
        Frame.open(out, id, HEIGHT, title, description);
        List<String> texts = Labels.numbers(y.labels(), Numbers::percent);
        for (int i = 0; i < texts.size(); i++) {
            double place = y.place(y.labels().get(i));
            Frame.line(out, "grid", LEFT, place, Frame.WIDTH - 20, place);
            Frame.text(out, "end", LEFT - 8, place + 5, texts.get(i));
        }
        int every = (periods.size() + MOST_LABELS - 1) / MOST_LABELS;
        for (int i = 0; i < periods.size(); i++) {
            double x = LEFT + (Frame.WIDTH - 20 - LEFT) * (i + 0.5) / periods.size();
            Measured figure = figures.get(i);
            if (figure.lower() != null && figure.upper() != null) {
                Frame.line(out, "data", x, y.place(figure.lower()), x, y.place(figure.upper()));
            }
            Frame.dot(out, "data", x, y.place(figure.value()));
            if (i % every == 0) {
                Frame.text(out, "middle", x, HEIGHT - BOTTOM + 22, periods.get(i));
            }
        }
        out.close();
    }
}
