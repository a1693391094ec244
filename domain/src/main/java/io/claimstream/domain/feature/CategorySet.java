package io.claimstream.domain.feature;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The frozen categories of one text field. Each becomes an indicator; one more stands for every other value.
 *
 * @param group name of the field as a reason, and prefix of its features
 * @param categories the categories known by name
 */
record CategorySet(String group, List<Category> categories) {

    /** Suffix of the indicator of every value that is not known by name. */
    static final String OTHER = "other";

    private static final Pattern SPACES = Pattern.compile("\\s+");

    /**
     * A category.
     *
     * @param suffix ends the name of its feature
     * @param value the value it stands for, without regard to capitals and repeated spaces
     * @param plain the value without them
     */
    record Category(String suffix, String value, String plain) {

        Category(String suffix, String value) {
            this(suffix, value, normalised(value));
        }
    }

    /** Suffixes of the indicators, in order: the categories, then other. */
    List<String> suffixes() {
        return Stream.concat(categories.stream().map(Category::suffix), Stream.of(OTHER))
                .toList();
    }

    /** Suffix of the category that a value belongs to; {@link #OTHER} when the set does not know it. */
    String suffixOf(String value) {
        return find(value).map(Category::suffix).orElse(OTHER);
    }

    /** Whether the set does not know a value; the plain word 'other' is known. */
    boolean isUnseen(String value) {
        return find(value).isEmpty() && !normalised(value).equals(OTHER);
    }

    private Optional<Category> find(String value) {
        // Most values are written as the set writes them; only the others are worth a regular expression.
        return first(category -> category.value().equals(value)).or(() -> {
            String wanted = normalised(value);
            return first(category -> category.plain().equals(wanted));
        });
    }

    private Optional<Category> first(Predicate<Category> wanted) {
        for (Category category : categories) {
            if (wanted.test(category)) {
                return Optional.of(category);
            }
        }
        return Optional.empty();
    }

    private static String normalised(String value) {
        return SPACES.matcher(value.strip()).replaceAll(" ").toLowerCase(Locale.ROOT);
    }
}
