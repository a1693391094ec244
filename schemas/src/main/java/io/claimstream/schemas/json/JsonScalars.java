package io.claimstream.schemas.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.schemas.json.EventJsonException.Code;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Set;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;

/** JSON values that hold no other values. */
final class JsonScalars {

    private static final Set<String> NOT_FINITE = Set.of("NaN", "Infinity", "-Infinity");
    private static final Instant EARLIEST = Instant.EPOCH.plus(Long.MIN_VALUE, ChronoUnit.MICROS);
    private static final Instant LATEST = Instant.EPOCH.plus(Long.MAX_VALUE, ChronoUnit.MICROS);

    /** A value that does not fit; for control flow within this package, so without a stack trace. */
    static final class Mismatch extends Exception {

        private final Code code;
        private final String expected;

        Mismatch(Code code, String expected) {
            super(expected, null, false, false);
            this.code = code;
            this.expected = expected;
        }

        Code code() {
            return code;
        }

        String expected() {
            return expected;
        }
    }

    private JsonScalars() {}

    static Object read(JsonNode json, Schema schema) throws Mismatch {
        LogicalType logical = schema.getLogicalType();
        if (logical instanceof LogicalTypes.Decimal decimal) {
            return decimal(json, decimal);
        }
        if (logical instanceof LogicalTypes.TimestampMicros) {
            return time(json);
        }
        return switch (schema.getType()) {
            case STRING -> text(json, "a text");
            case ENUM -> symbol(json, schema);
            case BOOLEAN -> bool(json);
            case INT -> (int) whole(json, json.canConvertToInt());
            case LONG -> whole(json, json.canConvertToLong());
            case FLOAT -> (float) number(json, Float.MAX_VALUE);
            case DOUBLE -> number(json, Double.MAX_VALUE);
            case BYTES -> bytes(json);
            default -> throw new IllegalStateException("Expected no " + schema.getType() + " in an event.");
        };
    }

    private static BigDecimal decimal(JsonNode json, LogicalTypes.Decimal form) throws Mismatch {
        if (!json.isNumber()
                || (json.isFloatingPointNumber() && !Double.isFinite(json.doubleValue()) && !json.isBigDecimal())) {
            throw new Mismatch(Code.WRONG_TYPE, "an amount as a number");
        }
        BigDecimal amount = json.decimalValue();
        // Before the scale is set: 1e999999999 would otherwise be written out.
        int wholeDigits = form.getPrecision() - form.getScale();
        if ((long) amount.precision() - amount.scale() > wholeDigits && amount.signum() != 0) {
            throw new Mismatch(Code.OUT_OF_RANGE, "an amount of at most " + wholeDigits + " digits before the point");
        }
        if (amount.stripTrailingZeros().scale() > form.getScale()) {
            throw new Mismatch(Code.TOO_MANY_DECIMALS, "an amount of at most " + form.getScale() + " decimals");
        }
        return amount.signum() == 0
                ? BigDecimal.ZERO.setScale(form.getScale())
                : amount.setScale(form.getScale(), RoundingMode.UNNECESSARY);
    }

    private static Instant time(JsonNode json) throws Mismatch {
        String form = "a time such as 2024-06-11T11:22:24.508901Z";
        String text = text(json, form);
        try {
            Instant time = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
            if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
                throw new Mismatch(Code.OUT_OF_RANGE, form);
            }
            return time;
        } catch (DateTimeException e) {
            throw new Mismatch(Code.BAD_TIME, form);
        }
    }

    private static String text(JsonNode json, String expected) throws Mismatch {
        if (!json.isTextual()) {
            throw new Mismatch(Code.WRONG_TYPE, expected);
        }
        return json.textValue();
    }

    private static Object symbol(JsonNode json, Schema schema) throws Mismatch {
        String expected = "one of " + String.join(", ", schema.getEnumSymbols());
        String symbol = text(json, expected);
        if (!schema.hasEnumSymbol(symbol)) {
            throw new Mismatch(Code.UNKNOWN_SYMBOL, expected);
        }
        return SpecificData.get().createEnum(symbol, schema);
    }

    private static boolean bool(JsonNode json) throws Mismatch {
        if (!json.isBoolean()) {
            throw new Mismatch(Code.WRONG_TYPE, "true or false");
        }
        return json.booleanValue();
    }

    private static long whole(JsonNode json, boolean fits) throws Mismatch {
        if (!json.isIntegralNumber()) {
            throw new Mismatch(Code.WRONG_TYPE, "a whole number");
        }
        if (!fits) {
            throw new Mismatch(Code.OUT_OF_RANGE, "a smaller whole number");
        }
        return json.longValue();
    }

    private static double number(JsonNode json, double largest) throws Mismatch {
        if (json.isTextual() && NOT_FINITE.contains(json.textValue())) {
            return Double.parseDouble(json.textValue());
        }
        if (!json.isNumber()) {
            throw new Mismatch(Code.WRONG_TYPE, "a number");
        }
        if (Math.abs(json.doubleValue()) > largest) {
            throw new Mismatch(Code.OUT_OF_RANGE, "a smaller number");
        }
        return json.doubleValue();
    }

    private static ByteBuffer bytes(JsonNode json) throws Mismatch {
        if (json.isBinary()) {
            try {
                return ByteBuffer.wrap(json.binaryValue());
            } catch (IOException e) {
                throw new Mismatch(Code.BAD_BASE64, "bytes in base64");
            }
        }
        try {
            return ByteBuffer.wrap(Base64.getDecoder().decode(text(json, "bytes in base64")));
        } catch (IllegalArgumentException e) {
            throw new Mismatch(Code.BAD_BASE64, "bytes in base64");
        }
    }
}
