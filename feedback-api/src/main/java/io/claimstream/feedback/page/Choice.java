package io.claimstream.feedback.page;

import io.claimstream.feedback.access.Role;
import java.util.Arrays;
import java.util.List;

/**
 * Something to choose in a form.
 *
 * @param value what is sent
 * @param label what is read
 */
public record Choice(String value, String label) {

    /** Every role. */
    public static List<Choice> roles() {
        return Arrays.stream(Role.values())
                .map(it -> new Choice(it.name(), Words.of(it.name())))
                .toList();
    }
}
