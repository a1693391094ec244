package io.claimstream.model.evaluation.page;

import io.claimstream.model.statistics.Measured;
import java.util.List;

/**
 * Shares over periods, each a dot with the line of its interval.
 *
 * @param id id on the page
 * @param title what it shows
 * @param description what can be seen in it
 * @param periods names of the periods, in order
 * @param figures the share of each
 */
record TimeChart(String id, String title, String description, List<String> periods, List<Measured> figures) {

    private static final double HEIGHT = 300;
    private static final double LEFT = 84;
    private static final double BOTTOM = 44;
    private static final int MOST_LABELS = 8;

    void write(Markup out) {
        double greatest = figures.stream()
                .mapToDouble(it -> it.upper() == null ? it.value() : it.upper())
                .max()
                .orElse(1);
        double least = figures.stream()
                .mapToDouble(it -> it.lower() == null ? it.value() : it.lower())
                .min()
                .orElse(0);
        Scale y = Scale.over(Math.min(0, least), greatest, HEIGHT - BOTTOM, 14);
        Frame.open(out, id, HEIGHT, title, description);
        for (double label : y.labels()) {
            Frame.line(out, "grid", LEFT, y.place(label), Frame.WIDTH - 20, y.place(label));
            Frame.text(out, "end", LEFT - 8, y.place(label) + 5, Numbers.percent(label));
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
