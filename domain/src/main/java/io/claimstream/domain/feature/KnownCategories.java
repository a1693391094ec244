package io.claimstream.domain.feature;

import java.util.List;

/** The values of free texts that models know by name: what a form suggests. Any other may be written, and counts as "other". */
public final class KnownCategories {

    private KnownCategories() {}

    /** What the free texts are of, as a features record names it, such as {@code accident_type}. */
    public static List<String> groups() {
        return List.of(Categories.ACCIDENT_TYPE.group(), Categories.DOMINANT_INJURY.group());
    }

    /** Kinds of accident, such as {@code Rear end}. */
    public static List<String> accidentTypes() {
        return values(Categories.ACCIDENT_TYPE);
    }

    /** Parts of the body, such as {@code Arms}. */
    public static List<String> dominantInjuries() {
        return values(Categories.DOMINANT_INJURY);
    }

    /**
     * What a form suggests for a field of a claim; nothing for most.
     *
     * @param path the field, dots between its parts, such as {@code accident.type}
     */
    public static List<String> ofField(String path) {
        return switch (path) {
            case "accident.type" -> accidentTypes();
            case "injury.dominantInjury" -> dominantInjuries();
            default -> List.of();
        };
    }

    private static List<String> values(CategorySet set) {
        return set.categories().stream().map(CategorySet.Category::value).toList();
    }
}
