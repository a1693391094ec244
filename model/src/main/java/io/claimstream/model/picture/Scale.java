package io.claimstream.model.picture;

import java.util.ArrayList;
import java.util.List;

/**
 * Places numbers on a line of pixels, with round numbers to label it by. Pure.
 *
 * @param least smallest number shown
 * @param greatest largest number shown, above the smallest
 * @param from place of the smallest
 * @param to place of the largest
 * @param step distance of labelled numbers, above 0
 */
record Scale(double least, double greatest, double from, double to, double step) {

    private static final int LABELS = 6;

    /** A scale that shows all of the numbers between two. */
    static Scale over(double least, double greatest, double from, double to) {
        double span = greatest > least ? greatest - least : Math.max(Math.abs(least), 1) * 0.1;
        double step = step(span / LABELS);
        return new Scale(Math.floor(least / step) * step, Math.ceil((least + span) / step) * step, from, to, step);
    }

    /** The next of 1, 2, 5, 10, … times a power of ten. */
    private static double step(double wished) {
        double power = 1;
        while (power > wished) {
            power /= 10;
        }
        while (power * 10 <= wished) {
            power *= 10;
        }
        for (int factor : new int[] {1, 2, 5}) {
            if (factor * power >= wished) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    double place(double number) {
        double inside = Math.max(least, Math.min(greatest, number));
        return from + (inside - least) / (greatest - least) * (to - from);
    }

    /** The labels that have room: at least so many pixels apart, 0 among them when it is on the scale. */
    List<Double> labels(double pixels) {
        double distance = Math.abs(to - from) / (greatest - least) * step;
        int every = (int) Math.max(1, Math.ceil(pixels / distance));
        return labels().stream()
                .filter(label -> Math.floorMod(Math.round(label / step), every) == 0)
                .toList();
    }

    List<Double> labels() {
        List<Double> labels = new ArrayList<>();
        int count = (int) Math.round((greatest - least) / step);
        for (int i = 0; i <= count; i++) {
            double label = least + i * step;
            labels.add(Math.abs(label) < step / 1e6 ? 0 : label);
        }
        return labels;
    }
}
