package io.claimstream.launcher.whole;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Whether two texts say the same to a reader: alike but for versions and keys, which are made from bytes, and for small differences of
 * numbers, which another processor's arithmetic may make in a training.
 */
final class Alike {

    private static final Pattern NAMES = Pattern.compile("m-[0-9a-f]{12}|(?<=signingKey {1,20})[0-9a-f]{16}");
    private static final Pattern NUMBER = Pattern.compile("[-−]?\\d[\\d,]*(?:\\.\\d+)?(?:E-?\\d+)?");
    private static final double RELATIVE = 0.02;

    private Alike() {}

    /**
     * Compares.
     *
     * @param absolute difference of two numbers that does not count
     */
    static boolean are(String one, String other, double absolute) {
        String first = NAMES.matcher(one).replaceAll("…");
        String second = NAMES.matcher(other).replaceAll("…");
        List<Double> numbers = numbers(first);
        List<Double> others = numbers(second);
        if (!words(first).equals(words(second)) || numbers.size() != others.size()) {
            return false;
        }
        for (int i = 0; i < numbers.size(); i++) {
            double difference = Math.abs(numbers.get(i) - others.get(i));
            if (difference > Math.max(absolute, RELATIVE * Math.abs(numbers.get(i)))) {
                return false;
            }
        }
        return true;
    }

    private static List<String> words(String text) {
        return List.of(NUMBER.matcher(text).replaceAll("#").strip().split("\\s+"));
    }

    private static List<Double> numbers(String text) {
        return NUMBER.matcher(text)
                .results()
                .map(it -> Double.valueOf(it.group().replace(",", "").replace('−', '-')))
                .toList();
    }
}
