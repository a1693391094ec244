package io.claimstream.domain.claim;

import io.claimstream.event.ClaimSubmitted;
import java.math.BigDecimal;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 of what a submitted revision says, in lower-case hexadecimal. Fields that are null do not enter, so a schema
 * that gains an optional field leaves the hashes of old content as they were, and a redelivery is still known after an
 * upgrade. Two decimals of the same value hash alike whatever their scale.
 */
public final class ContentHash {

    private final MessageDigest digest = Digests.sha256();

    private ContentHash() {}

    /** The hash of a revision's content. Thread-safe. */
    public static String of(ClaimSubmitted claim) {
        ContentHash hash = new ContentHash();
        hash.record(claim);
        return HexFormat.of().formatHex(hash.digest.digest());
    }

    private void record(IndexedRecord record) {
        text("{");
        for (Schema.Field field : record.getSchema().getFields()) {
            field(field.name(), record.get(field.pos()));
        }
        text("}");
    }

    private void field(String name, @Nullable Object value) {
        if (value == null) {
            return;
        }
        text(name);
        if (value instanceof IndexedRecord record) {
            record(record);
        } else {
            text(canonical(value));
        }
    }

    private void text(String part) {
        Digests.feed(part, digest::update);
    }

    private static String canonical(Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal.stripTrailingZeros().toPlainString();
        }
        if (value instanceof Instant instant) {
            return instant.truncatedTo(ChronoUnit.MICROS).toString();
        }
        if (value instanceof CharSequence || value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        throw new IllegalStateException(String.format(
                Locale.ROOT, "Expected a submitted claim of plain values, but found a %s", value.getClass()));
    }
}
