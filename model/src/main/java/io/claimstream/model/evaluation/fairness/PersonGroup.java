package io.claimstream.model.evaluation.fairness;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The protected group that a claim's driver belongs to. Ordered by gender, then age.
 *
 * @param gender as stated, or {@value #NOT_STATED}
 * @param age the age band
 */
public record PersonGroup(String gender, AgeBand age) implements Comparable<PersonGroup> {

    /** Stands for a gender of which the claim says nothing. */
    public static final String NOT_STATED = "gender not stated";

    private static final Comparator<PersonGroup> ORDER =
            Comparator.comparing(PersonGroup::gender).thenComparing(PersonGroup::age);

    /** The group of what a claim states; null is not stated. */
    public static PersonGroup of(@Nullable String gender, @Nullable Integer age) {
        String stated = gender == null || gender.isBlank() ? NOT_STATED : gender.strip();
        return new PersonGroup(stated, AgeBand.of(age));
    }

    /** Whether nothing is stated at all. */
    boolean isUnknown() {
        return age == AgeBand.NOT_STATED && gender.equals(NOT_STATED);
    }

    @Override
    public int compareTo(PersonGroup other) {
        return ORDER.compare(this, other);
    }
}
