package io.claimstream.domain.ledger;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record as text that is the same in every language: a line with its name, then a line {@code path=value} for each field in the order of the
 * schema. What is null or an empty list has no line, so an optional field that is added at the end leaves the text of earlier records as it was.
 * docs/audit.md says it in full.
 */
final class CanonicalText {

    private final StringBuilder text = new StringBuilder();
    private final String leftOut;

    private CanonicalText(String leftOut) {
        this.leftOut = leftOut;
    }

    /**
     * The bytes of a record, in UTF-8.
     *
     * @param leftOut the one field that does not enter, because it is made of the others
     */
    static byte[] of(IndexedRecord record, String leftOut) {
        CanonicalText canonical = new CanonicalText(leftOut);
        canonical.text.append(record.getSchema().getName()).append('\n');
        canonical.record("", record);
        return canonical.text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void record(String prefix, IndexedRecord record) {
        for (Schema.Field field : record.getSchema().getFields()) {
            String path = prefix + field.name();
            if (!path.equals(leftOut)) {
                value(path, record.get(field.pos()));
            }
        }
    }

    private void value(String path, @Nullable Object value) {
        if (value == null) {
            return;
        }
        if (value instanceof IndexedRecord record) {
            record(path + ".", record);
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                value(path + "[" + i + "]", list.get(i));
            }
        } else {
            text.append(path).append('=').append(plain(value)).append('\n');
        }
    }

    private static String plain(Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        if (value instanceof Instant instant) {
            long seconds = TimeUnit.SECONDS.toMicros(instant.getEpochSecond());
            return Long.toString(seconds + TimeUnit.NANOSECONDS.toMicros(instant.getNano()));
        }
        if (value instanceof Double number) {
            return String.format(Locale.ROOT, "%016x", Double.doubleToLongBits(number));
        }
        if (value instanceof ByteBuffer bytes) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.duplicate().get(copy);
            return HexFormat.of().formatHex(copy);
        }
        return value.toString().replace("\\", "\\\\").replace("\n", "\\n");
    }
}
