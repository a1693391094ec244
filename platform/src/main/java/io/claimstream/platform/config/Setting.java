package io.claimstream.platform.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A configuration key: its name, what it means, the form its value takes and the value that stands when none is given.
 * Immutable.
 *
 * @param <T> type of the value
 */
public final class Setting<T> {

    private static final Pattern ADDRESS = Pattern.compile("[a-z][a-z0-9+.-]*://[^\\s@]+");

    private final String key;
    private final String meaning;
    private final String form;
    private final String defaultText;
    private final boolean secret;
    private final @Nullable PassedOn prefix;
    private final Function<String, T> parser;

    private Setting(
            String key,
            String defaultText,
            String form,
            String meaning,
            boolean secret,
            @Nullable PassedOn prefix,
            Function<String, T> parser) {
        this.key = key;
        this.defaultText = defaultText;
        this.form = form;
        this.meaning = meaning;
        this.secret = secret;
        this.prefix = prefix;
        this.parser = parser;
    }

    private static <T> Setting<T> plain(
            String key, String defaultText, String form, String meaning, Function<String, T> parser) {
        return new Setting<>(key, defaultText, form, meaning, false, null, parser);
    }

    /** Any text but an empty one. */
    public static Setting<String> text(String key, String defaultText, String meaning) {
        return plain(key, defaultText, "a text that is not empty", meaning, text -> require(!text.isEmpty(), text));
    }

    /** Any text; empty when nothing is set. */
    public static Setting<Optional<String>> optionalText(String key, String meaning) {
        return plain(key, "", "a text, or nothing", meaning, Setting::unlessEmpty);
    }

    /** A text that is masked wherever settings are shown; empty when nothing is set. */
    public static Setting<Optional<String>> secret(String key, String meaning) {
        return new Setting<>(key, "", "a text, or nothing", meaning, true, null, Setting::unlessEmpty);
    }

    /** A whole number between two others, both included. */
    public static Setting<Integer> integer(String key, int defaultValue, int min, int max, String meaning) {
        return plain(
                key,
                Integer.toString(defaultValue),
                "a whole number from " + min + " to " + max,
                meaning,
                text -> within(Integer.valueOf(text), min, max));
    }

    /** A decimal number between two others, both included. */
    public static Setting<Double> decimal(String key, double defaultValue, double min, double max, String meaning) {
        return plain(
                key,
                Double.toString(defaultValue),
                "a number from " + min + " to " + max,
                meaning,
                text -> within(Double.valueOf(text), min, max));
    }

    /** A length of time between two others, both included, such as {@code 20ms}, {@code 10s}, {@code 5m} or {@code 30d}. */
    public static Setting<Duration> duration(
            String key, Duration defaultValue, Duration min, Duration max, String meaning) {
        return plain(
                key,
                DurationText.print(defaultValue),
                "a length of time from " + DurationText.print(min) + " to " + DurationText.print(max)
                        + ", such as 20ms, 10s, 5m, 12h or 30d",
                meaning,
                text -> within(DurationText.parse(text), min, max));
    }

    /** {@code true} or {@code false}. */
    public static Setting<Boolean> bool(String key, boolean defaultValue, String meaning) {
        return plain(key, Boolean.toString(defaultValue), "true or false", meaning, Setting::parseBoolean);
    }

    /** A path in the file system, relative to the working directory unless absolute. */
    public static Setting<Path> path(String key, String defaultText, String meaning) {
        return plain(key, defaultText, "a path", meaning, text -> Path.of(require(!text.isEmpty(), text)));
    }

    /** A path in the file system; empty when nothing is set. */
    public static Setting<Optional<Path>> optionalPath(String key, String meaning) {
        return plain(key, "", "a path, or nothing", meaning, text -> unlessEmpty(text)
                .map(Path::of));
    }

    /** An absolute http or https address, or several by comma. */
    public static Setting<String> httpUrls(String key, String defaultText, String meaning) {
        return plain(
                key,
                defaultText,
                "one or more addresses starting with http:// or https://, by comma",
                meaning,
                text -> require(Arrays.stream(text.split(",", -1)).allMatch(Setting::isHttpUrl), text));
    }

    /** An absolute http or https address; empty when nothing is set. */
    public static Setting<Optional<String>> optionalHttpUrl(String key, String meaning) {
        return plain(
                key,
                "",
                "an address starting with http:// or https://, or nothing",
                meaning,
                text -> require(text.isEmpty() || isHttpUrl(text), unlessEmpty(text)));
    }

    /** Addresses of any scheme, in order, none of them twice; who may use them stands elsewhere, so that there is no {@code @} in one. */
    public static Setting<List<String>> addresses(String key, String meaning) {
        return plain(
                key, "", "addresses such as scheme://place, by comma and none twice, or nothing", meaning, text -> {
                    List<String> all = text.isEmpty()
                            ? List.of()
                            : Arrays.stream(text.split(",", -1))
                                    .map(String::strip)
                                    .toList();
                    return require(
                            all.stream().allMatch(it -> ADDRESS.matcher(it).matches())
                                    && Set.copyOf(all).size() == all.size(),
                            all);
                });
    }

    /** One of the constants of an enumeration, written in lower case. */
    public static <E extends Enum<E>> Setting<E> oneOf(String key, E defaultValue, String meaning) {
        Class<E> type = defaultValue.getDeclaringClass();
        String names = Arrays.stream(type.getEnumConstants())
                .map(Setting::constantText)
                .collect(Collectors.joining(", ", "one of ", ""));
        return plain(
                key,
                constantText(defaultValue),
                names,
                meaning,
                text -> Enum.valueOf(
                        type,
                        require(text.equals(text.toLowerCase(Locale.ROOT)), text)
                                .toUpperCase(Locale.ROOT)
                                .replace('-', '_')));
    }

    /**
     * Every key that starts with a prefix; read with {@link Settings#withPrefix}.
     *
     * @param prefix ends in a dot
     * @param keys what is known of the rest
     */
    static Setting<String> prefix(String prefix, String meaning, PassedOn keys) {
        return new Setting<>(
                prefix, "", "any text; the rest of the key is passed on", meaning, false, keys, Function.identity());
    }

    /** Name of the key; of a prefix, the prefix with its dot. */
    public String key() {
        return key;
    }

    /** The environment variable that sets the key; of a prefix, how such variables start. */
    public String environmentVariable() {
        return "CLAIMSTREAM_" + key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    /** What the key means, one sentence. */
    public String meaning() {
        return meaning;
    }

    /** The form of the value, in words that follow "Expected". */
    public String form() {
        return form;
    }

    /** The value that stands when none is given; empty for nothing. */
    public String defaultText() {
        return defaultText;
    }

    /** Whether the value is masked wherever settings are shown. */
    public boolean secret() {
        return secret;
    }

    /** Whether this stands for every key that starts with {@link #key()}. */
    public boolean isPrefix() {
        return prefix != null;
    }

    /** Whether a value is never shown, and taken from files and the environment only; of a prefix, that of the key below it. */
    boolean isSecret(String concreteKey) {
        return prefix == null ? secret : prefix.isSecret(concreteKey.substring(key.length()));
    }

    /**
     * What is wrong with the values below a prefix; nothing where this is none.
     *
     * @param values by the rest of the key
     */
    List<String> problems(Map<String, String> values) {
        return prefix == null || values.isEmpty() ? List.of() : prefix.problems(key, values);
    }

    /**
     * The value that a text stands for.
     *
     * @throws IllegalArgumentException when the text has not the expected form; the message does not hold the text
     */
    public T parse(String text) {
        try {
            return parser.apply(text.strip());
        } catch (IllegalArgumentException | DateTimeParseException | ArithmeticException e) {
            throw new IllegalArgumentException("Expected " + form + " for '" + key + "'.", e);
        }
    }

    @Override
    public String toString() {
        return key;
    }

    private static String constantText(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Optional<String> unlessEmpty(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private static boolean parseBoolean(String text) {
        return require(text.equals("true") || text.equals("false"), text).equals("true");
    }

    private static boolean isHttpUrl(String text) {
        URI uri = URI.create(text.strip());
        return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null;
    }

    private static <V extends Comparable<V>> V within(V value, V min, V max) {
        return require(value.compareTo(min) >= 0 && value.compareTo(max) <= 0, value);
    }

    private static <V> V require(boolean condition, V value) {
        if (!condition) {
            throw new IllegalArgumentException();
        }
        return value;
    }
}
