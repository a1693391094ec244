package io.claimstream.model.artifact;

import io.claimstream.model.artifact.Refusal.Code;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The base score of a booster, in the space of the objective. Versions before 3.1 write it plainly ({@code 7.9E0}), later ones as a
 * list ({@code [7.9E0]}), people in any form. XGBoost4J 3.0.4 reads one form only, and anything else as 0.5.
 *
 * @param value the base score, finite
 */
record BaseScore(float value) {

    private static final int MAX_LENGTH = 64;
    private static final Pattern NUMBER = Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]{1,3})?");
    private static final Pattern SCALAR = Pattern.compile("\\s*\\[?\\s*([^\\[\\],\\s]+)\\s*]?\\s*");

    static BaseScore parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw refused(Code.BAD_STRUCTURE, "to be a number");
        }
        if (text.indexOf(',') >= 0) {
            throw refused(Code.UNSUPPORTED, "to be one number: models with several outputs are not supported");
        }
        Matcher scalar = SCALAR.matcher(text);
        boolean isBalanced = (text.indexOf('[') < 0) == (text.indexOf(']') < 0);
        if (!scalar.matches() || !isBalanced || !isNumber(scalar.group(1))) {
            throw refused(Code.BAD_STRUCTURE, "to be a finite number");
        }
        return new BaseScore(Float.parseFloat(scalar.group(1)));
    }

    /** Whether a text is a finite number in plain notation. */
    static boolean isNumber(String text) {
        return text.length() <= MAX_LENGTH && NUMBER.matcher(text).matches() && Float.isFinite(Float.parseFloat(text));
    }

    /** The form that XGBoost4J 3.0.4 writes and reads, such as {@code 7.9E0}; at most nine digits. */
    String text() {
        BigDecimal exact = new BigDecimal(Float.toString(value)).stripTrailingZeros();
        if (exact.signum() == 0) {
            return "0E0";
        }
        String digits = exact.unscaledValue().abs().toString();
        String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
        int exponent = digits.length() - 1 - exact.scale();
        return (exact.signum() < 0 ? "-" : "") + digits.charAt(0) + fraction + "E" + exponent;
    }

    private static ModelRefusedException refused(Code code, String expected) {
        return new ModelRefusedException(code, "expected base_score " + expected);
    }
}
