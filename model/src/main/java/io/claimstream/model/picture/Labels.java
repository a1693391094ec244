package io.claimstream.model.picture;

import java.util.List;
import java.util.function.DoubleFunction;

/** Names and numbers beside pictures. */
final class Labels {

    private static final String NARROW = " .,:;'|!()[]/-fijlrtI";
    private static final String WIDE = "mwMW%@…—";
    /** Of the size of the letters, in a wide typeface: which one draws them is the reader's. */
    private static final double NARROW_EM = 0.39;

    private static final double EM = 0.64;
    private static final double CAPITAL_EM = 0.74;
    private static final double WIDE_EM = 0.98;
    /** From here on signs are as wide as high: those of East Asia, and pictures. */
    private static final int FIRST_SQUARE = 0x2E80;

    /** How much wider bold letters are. */
    private static final double BOLD = 1.1;

    private Labels() {}

    /** The numbers of an axis, without a decimal where none of them needs it. */
    static List<String> numbers(List<Double> numbers, DoubleFunction<String> form) {
        List<String> texts = numbers.stream().map(form::apply).toList();
        boolean isWhole = texts.stream().allMatch(text -> text.contains(".0\u00a0"));
        return isWhole
                ? texts.stream().map(text -> text.replace(".0\u00a0", "\u00a0")).toList()
                : texts;
    }

    /**
     * As much of a text as fits in any usual typeface; the table behind the picture has it whole.
     *
     * @param width pixels
     * @param size of the letters, pixels
     */
    static String fit(String text, double width, double size) {
        double room = width / size;
        if (ems(text) <= room) {
            return text;
        }
        int end = text.length();
        while (end > 0 && ems(text.substring(0, end)) + WIDE_EM > room) {
            end = text.offsetByCodePoints(end, -1);
        }
        return text.substring(0, end).stripTrailing() + "…";
    }

    /** The same in bold letters. */
    static String fitBold(String text, double width, double size) {
        return fit(text, width, size * BOLD);
    }

    private static double ems(String text) {
        return text.codePoints().mapToDouble(Labels::em).sum();
    }

    private static double em(int letter) {
        if (NARROW.indexOf(letter) >= 0) {
            return NARROW_EM;
        }
        if (letter >= FIRST_SQUARE || WIDE.indexOf(letter) >= 0) {
            return WIDE_EM;
        }
        return Character.isUpperCase(letter) ? CAPITAL_EM : EM;
    }
}
