package io.claimstream.feedback.page;

import io.claimstream.feedback.http.Problem;
import io.claimstream.feedback.http.ProblemCode;
import java.util.Locale;

/** Codes of the API as words. */
public final class Words {

    private Words() {}

    /** A code in capitals, such as MOTOR_INJURY, as Motor injury. */
    public static String of(String code) {
        String words = code.toLowerCase(Locale.ROOT).replace('_', ' ');
        return capital(words.equals("ml engineer") ? "ML engineer" : words);
    }

    /** The field at the end of a path, such as headsOfLoss.specialTherapy, as Special therapy. */
    public static String ofField(String path) {
        String name = path.substring(Math.max(path.lastIndexOf('.'), path.lastIndexOf('/')) + 1);
        return capital(name.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT));
    }

    private static String capital(String words) {
        return words.isEmpty() ? words : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /**
     * How words about a form end that was answered with a problem: what was not acknowledged may have been taken all the same.
     *
     * @param nothing what to say when it was not taken, such as "Nothing was ordered."
     */
    public static String ending(Problem problem, String nothing) {
        return isInDoubt(problem)
                ? "It is not known whether it was taken. Send the same form again in a moment: it counts once."
                : nothing;
    }

    /** Whether a form may have been taken though it was answered with a problem; then it has to keep its name. */
    public static boolean isInDoubt(Problem problem) {
        return problem.code() == ProblemCode.KAFKA_UNAVAILABLE;
    }
}
