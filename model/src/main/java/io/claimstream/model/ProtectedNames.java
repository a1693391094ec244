package io.claimstream.model;

import java.util.Locale;
import java.util.Set;

/** Names of features that stand for a protected attribute, by the words in them. Pure. */
public final class ProtectedNames {

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

    private ProtectedNames() {}

    /** Whether a feature is named after a protected attribute. */
    public static boolean isProtected(String name) {
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
