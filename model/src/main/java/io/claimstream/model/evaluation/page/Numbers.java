package io.claimstream.model.evaluation.page;

import io.claimstream.model.statistics.Measured;
import java.util.Locale;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;

/** Numbers as people read them, the same in every locale. */
final class Numbers {

    static final String NONE = "–";

    private Numbers() {}

    static String percent(double share) {
        return format("%.1f %%", share * 100);
    }

    /** A difference of shares. */
    static String points(double share) {
        return signed("%+.1f points", share * 100);
    }

    static String signedPercent(double share) {
        return signed("%+.1f %%", share * 100);
    }

    static String money(double amount) {
        return format("%,.2f", amount);
    }

    static String wholeMoney(double amount) {
        return format("%,.0f", amount);
    }

    static String signedMoney(double amount) {
        return signed("%+,.2f", amount);
    }

    static String count(long number) {
        return format("%,d", number);
    }

    static String decimal(double number) {
        return format("%.3f", number);
    }

    static String orNone(@Nullable Double number, DoubleFunction<String> form) {
        return number == null ? NONE : form.apply(number);
    }

    /** A figure with its interval. */
    static String measured(@Nullable Measured figure, DoubleFunction<String> form) {
        if (figure == null) {
            return NONE;
        }
        return figure.lower() == null || figure.upper() == null
                ? form.apply(figure.value())
                : form.apply(figure.value()) + " (" + form.apply(figure.lower()) + " to " + form.apply(figure.upper())
                        + ")";
    }

    private static String signed(String form, double number) {
        return format(form, number).replace('-', '−');
    }

    private static String format(String form, Object number) {
        return String.format(Locale.ROOT, form, number);
    }
}
