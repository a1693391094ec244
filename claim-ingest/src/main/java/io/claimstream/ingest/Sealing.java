package io.claimstream.ingest;

import io.claimstream.platform.seal.CannotOpenException;
import io.claimstream.platform.seal.KeyEncryptionKeyMissingException;
import io.claimstream.platform.seal.Passage;
import io.claimstream.platform.streams.Origin;
import io.claimstream.platform.trace.TraceHeader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * How a submission passes through the repartition topic: what upstream sent, the bytes and the headers, sealed. In the clear are the key, which is the claim, where the submission stands, and its
 * place in a trace. A submission in the clear, as an earlier version passed it on, is read too. Thread-safe.
 *
 * @param people asked for with the first submission
 */
record Sealing(Supplier<People> people) {

    private static final int NULL = -1;

    /** A submission as it came. */
    // The bytes are the consumer's own and only passed on.
    @SuppressWarnings("ArrayRecordComponent")
    record Opened(byte[] value, List<Header> headers) {}

    /**
     * Seals a submission, and takes its headers away that are sealed with it.
     *
     * @param headers as they are passed on; changed here
     * @throws io.claimstream.platform.database.DatabaseUnavailableException when the database is away, which the first submission needs
     */
    byte[] seal(byte[] original, Headers headers) {
        List<Header> sealed = new ArrayList<>();
        for (Header header : headers) {
            if (!isInTheClear(header.key())) {
                sealed.add(header);
            }
        }
        sealed.forEach(it -> headers.remove(it.key()));
        return people.get().passage().seal(bytes(original, sealed));
    }

    /**
     * What was sealed, or the bytes themselves where they are in the clear.
     *
     * @throws CannotOpenException when they are sealed, but not by an instance of this installation
     * @throws KeyEncryptionKeyMissingException when a key of this installation is not here
     */
    Opened open(byte[] bytes) {
        return Passage.isSealed(bytes) ? read(people.get().passage().open(bytes)) : new Opened(bytes, List.of());
    }

    /**
     * As {@link #open}, where nothing is waited for.
     *
     * @throws CannotOpenException also when the key of this installation that wraps is not here
     */
    Opened openNow(byte[] bytes) {
        try {
            return open(bytes);
        } catch (KeyEncryptionKeyMissingException e) {
            // Without the cause, which would tell that it passes by itself.
            throw new CannotOpenException("Expected bytes that were sealed with a key that is here.", null);
        }
    }

    /** The bytes that upstream sent, for a dead letter; what cannot be opened stays as it is. */
    byte[] original(byte[] bytes) {
        try {
            return open(bytes).value();
        } catch (CannotOpenException | KeyEncryptionKeyMissingException e) {
            return bytes;
        }
    }

    private static boolean isInTheClear(String header) {
        return Origin.isPosition(header) || header.equals(TraceHeader.NAME);
    }

    private static byte[] bytes(byte[] original, List<Header> headers) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(original.length + Integer.BYTES);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(headers.size());
            for (Header header : headers) {
                write(out, header.key().getBytes(StandardCharsets.UTF_8));
                write(out, header.value());
            }
            out.write(original);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to write to memory.", e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, byte @Nullable [] part) throws IOException {
        out.writeInt(part == null ? NULL : part.length);
        if (part != null) {
            out.write(part);
        }
    }

    private static Opened read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            List<Header> headers = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                byte[] key = in.readNBytes(in.readInt());
                int length = in.readInt();
                headers.add(new RecordHeader(
                        new String(key, StandardCharsets.UTF_8), length == NULL ? null : in.readNBytes(length)));
            }
            return new Opened(in.readAllBytes(), headers);
        } catch (IOException e) {
            throw new CannotOpenException("Expected a submission as it was sealed.", e);
        }
    }
}
