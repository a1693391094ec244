package io.claimstream.feedback.page;

import java.util.Locale;

/** Codes of the API as words. */
public final class Words {

    private Words() {}

    /** A code in capitals, such as MOTOR_INJURY, as Motor injury. */
    public static String of(String code) {
        String words = code.toLowerCase(Locale.ROOT).replace('_', ' ');
        return words.isEmpty() ? words : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
