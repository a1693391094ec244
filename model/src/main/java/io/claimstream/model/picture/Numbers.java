package io.claimstream.model.picture;

import io.claimstream.model.statistics.Measured;
import java.util.Locale;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;

/** Numbers as people read them, the same in every locale. Shares are 1 for the whole. Stateless. */
public final class Numbers {

    /** What stands where there is no number. */
    public static final String NONE = "–";

    /** No line ends between a number and its unit. */
    private static final String SPACE = "\u00a0";

    private Numbers() {}

    /** A share with one digit, in percent. */
    public static String percent(double share) {
        return minus(format("%.1f" + SPACE + "%%", share * 100));
    }

    /** A share with two digits, in percent: for levels near 100 %. */
    public static String exactPercent(double share) {
        return format("%.2f" + SPACE + "%%", share * 100);
    }

    /** A difference of shares, in percentage points with its sign. */
    public static String points(double share) {
        return signed("%+.1f", share * 100) + SPACE + "points";
    }

    /** A difference of shares of which the direction does not matter, 0 or more. */
    public static String distance(double share) {
        return format("%.1f", share * 100) + SPACE + "points";
    }

    /** A share with its sign, in percent. */
    public static String signedPercent(double share) {
        return signed("%+.1f", share * 100) + SPACE + "%";
    }

    /** An amount with two decimals. */
    public static String money(double amount) {
        return format("%,.2f", amount);
    }

    /** An amount without decimals, rounded. */
    public static String wholeMoney(double amount) {
        return format("%,.0f", amount);
    }

    /** An amount with its sign and two decimals; 0 has no sign. */
    public static String signedMoney(double amount) {
        return signed("%+,.2f", amount);
    }

    /** A count with separated thousands. */
    public static String count(long number) {
        return format("%,d", number);
    }

    /** A number with three decimals. */
    public static String decimal(double number) {
        return format("%.3f", number);
    }

    /** The number in a form, or {@link #NONE}. */
    public static String orNone(@Nullable Double number, DoubleFunction<String> form) {
        return number == null ? NONE : form.apply(number);
    }

    /** A figure with its interval, where it has one; {@link #NONE} for none. */
    public static String measured(@Nullable Measured figure, DoubleFunction<String> form) {
        if (figure == null) {
            return NONE;
        }
        return figure.lower() == null || figure.upper() == null
                ? form.apply(figure.value())
                : form.apply(figure.value()) + " (" + bare(form.apply(figure.lower())) + " to "
                        + bare(form.apply(figure.upper())) + ")";
    }

    /** Without its unit, which the figure before it has. */
    private static String bare(String number) {
        int unit = number.indexOf(SPACE);
        return unit < 0 ? number : number.substring(0, unit);
    }

    /** What rounds to 0 has no sign. */
    private static String signed(String form, double number) {
        String text = minus(format(form, number));
        boolean isZero = text.chars().noneMatch(c -> c >= '1' && c <= '9');
        return isZero ? text.substring(1) : text;
    }

    private static String minus(String text) {
        return text.replace('-', '−');
    }

    private static String format(String form, Object number) {
        return String.format(Locale.ROOT, form, number);
    }
}
