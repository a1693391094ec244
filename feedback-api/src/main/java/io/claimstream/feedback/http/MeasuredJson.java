package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.model.statistics.Measured;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** Figures as JSON. What is not known is left out. */
final class MeasuredJson {

    private static final int SHARE_SCALE = 6;

    private MeasuredJson() {}

    /** A figure with its interval. */
    static ObjectNode of(Measured figure) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        share(json, "value", Optional.of(figure.value()));
        share(json, "lower", Optional.ofNullable(figure.lower()));
        share(json, "upper", Optional.ofNullable(figure.upper()));
        return json;
    }

    static void measured(ObjectNode json, String name, Optional<Measured> figure) {
        figure.ifPresent(it -> json.set(name, of(it)));
    }

    /** A share, to six decimals. */
    static void share(ObjectNode json, String name, Optional<Double> share) {
        share.ifPresent(it -> json.put(name, rounded(it, SHARE_SCALE)));
    }

    /** An amount, to the penny. */
    static void amount(ObjectNode json, String name, Optional<Double> amount) {
        amount.ifPresent(it -> json.put(name, rounded(it, 2)));
    }

    /** An exact amount. */
    static void amount(ObjectNode json, String name, BigDecimal amount) {
        json.put(name, amount.setScale(2, RoundingMode.HALF_EVEN));
    }

    private static BigDecimal rounded(double value, int scale) {
        return BigDecimal.valueOf(value).setScale(scale, RoundingMode.HALF_EVEN);
    }
}
