package io.claimstream.model.training;

import io.claimstream.model.FeatureSchema;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Keeps protected attributes out of training: a dataset with a feature named after one is refused, whoever made it. It goes by the words of the
 * name; what a feature of an innocent name gives away is for the report on proxies to find.
 */
final class ProtectedFeatures {

    /** Code at the head of the refusal. */
    static final String CODE = "PROTECTED_FEATURE";

    private static final Set<String> WORDS = Set.of(
            "age",
            "aged",
            "birth",
            "birthday",
            "birthdate",
            "dob",
            "gender",
            "sex",
            "male",
            "female",
            "ethnicity",
            "race",
            "religion");

    /** How old a thing is says nothing of a person. */
    private static final Set<String> THINGS = Set.of("vehicle", "car", "policy", "claim");

    private ProtectedFeatures() {}

    /**
     * Checks the names of the features.
     *
     * @throws DatasetFormatException when one is named after a protected attribute
     */
    static void requireNone(FeatureSchema schema) {
        List<String> found =
                schema.names().stream().filter(ProtectedFeatures::isProtected).toList();
        if (!found.isEmpty()) {
            throw new DatasetFormatException(
                    CODE + ": Expected no protected attribute among the features of feature set "
                            + schema.version() + ", but there is " + String.join(", ", found)
                            + ". Take it out of the dataset: no model may learn from it.");
        }
    }

    private static boolean isProtected(String name) {
        String[] words = name.replaceAll("([a-z])([A-Z])", "$1_$2")
                .toLowerCase(Locale.ROOT)
                .split("[^a-z]+", -1);
        for (int i = 0; i < words.length; i++) {
            boolean isOfThing = words[i].equals("age") && i > 0 && THINGS.contains(words[i - 1]);
            if (WORDS.contains(words[i]) && !isOfThing) {
                return true;
            }
        }
        return false;
    }
}
