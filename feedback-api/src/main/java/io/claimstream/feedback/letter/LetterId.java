package io.claimstream.feedback.letter;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a record stands on its topic, which names it: {@code 2-41} is offset 41 of partition 2. Immutable.
 *
 * @param partition counted from 0
 * @param offset within the partition
 */
public record LetterId(int partition, long offset) {

    private static final Pattern FORM = Pattern.compile("([0-9]{1,6})-([0-9]{1,18})");

    /** What a text names; empty when it has another form. */
    public static Optional<LetterId> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new LetterId(Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return partition + "-" + offset;
    }
}
