package io.claimstream.platform.replay;

import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.secret.KeyFile;
import io.claimstream.platform.secret.SecretFiles;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.OptionalLong;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Says on a record that was put back what it is a copy of and when that came, and proves it by an HMAC over both, the topic and the value: upstream systems write
 * headers too. A proof holds for its own record only, wherever on its topic that stands. Thread-safe.
 */
public final class ReplayProof {

    /** Start of every name below. */
    public static final String PREFIX = "claimstream.replay.";

    /** Header: the dead letter that the record was, as partition-offset. */
    public static final String OF = PREFIX + "of";

    /**
     * Header: offset of the original record, in the same partition, where the copy counts instead of it. The original was never applied, and whoever reads the topic
     * again has to pass over it. To be believed only where no upstream system writes.
     */
    static final String REPLACES = PREFIX + "replaces";

    /** Header: Kafka timestamp of the original record, milliseconds since 1970. */
    static final String TIME = PREFIX + "time";

    /** Header: the HMAC. */
    static final String PROOF = PREFIX + "proof";

    private static final String SECRET_NAME = "replay-key";
    private static final int KEY_BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";
    private static final byte[] PURPOSE = "claimstream replay 1".getBytes(StandardCharsets.UTF_8);

    private final Supplier<byte[]> source;
    private volatile @Nullable SecretKeySpec key;

    /** @param source gives the key when it is needed first */
    ReplayProof(Supplier<byte[]> source) {
        this.source = source;
    }

    /**
     * With the configured key, or with one that is made in the data directory when it is needed first.
     *
     * @throws io.claimstream.platform.config.SettingsException when the configured file holds no key
     */
    public static ReplayProof of(Settings settings) {
        return settings.get(CommonSettings.REPLAY_KEY_FILE)
                .map(file -> KeyFile.read(CommonSettings.REPLAY_KEY_FILE, file, KEY_BYTES))
                .map(given -> new ReplayProof(() -> given))
                .orElseGet(() -> new ReplayProof(
                        () -> new SecretFiles(settings.dataPath("secrets")).randomKey(SECRET_NAME, KEY_BYTES)));
    }

    /** Whether a record says that it was put back, proven or not. */
    public static boolean isReplay(Headers headers) {
        return headers.lastHeader(OF) != null;
    }

    /** Says on a copy that it counts instead of the record at an offset of its partition. */
    public static void replace(Headers headers, long offset) {
        headers.remove(REPLACES).add(REPLACES, Long.toString(offset).getBytes(StandardCharsets.UTF_8));
    }

    /** Offset in the same partition of the record that a copy counts instead of; empty for every other record. */
    public static OptionalLong replaced(Headers headers) {
        byte[] offset = bytes(headers, REPLACES);
        return offset == null
                ? OptionalLong.empty()
                : OptionalLong.of(Long.parseLong(new String(offset, StandardCharsets.UTF_8)));
    }

    /** Whether two records are copies of the same one, proven by the same key. */
    public static boolean isSame(Headers one, Headers other) {
        Header proof = one.lastHeader(PROOF);
        Header others = other.lastHeader(PROOF);
        return proof != null && others != null && MessageDigest.isEqual(proof.value(), others.value());
    }

    /**
     * Marks a copy, in place of any marks that it has.
     *
     * @param topic where it will stand
     * @param of the dead letter that it was
     * @param timeMillis Kafka timestamp of the original
     * @param value its value; null for none
     */
    public void mark(Headers headers, String topic, String of, long timeMillis, byte @Nullable [] value) {
        String time = Long.toString(timeMillis);
        headers.remove(OF).remove(TIME).remove(PROOF);
        headers.add(OF, of.getBytes(StandardCharsets.UTF_8));
        headers.add(TIME, time.getBytes(StandardCharsets.UTF_8));
        headers.add(
                PROOF, proof(topic, of.getBytes(StandardCharsets.UTF_8), time.getBytes(StandardCharsets.UTF_8), value));
    }

    /** Kafka timestamp of the original of a record that stands on a topic, milliseconds since 1970; empty unless it is proven. */
    public OptionalLong time(String topic, Headers headers, byte @Nullable [] value) {
        byte[] of = bytes(headers, OF);
        byte[] time = bytes(headers, TIME);
        byte[] proof = bytes(headers, PROOF);
        if (of == null
                || time == null
                || proof == null
                || !MessageDigest.isEqual(proof, proof(topic, of, time, value))) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(Long.parseLong(new String(time, StandardCharsets.UTF_8)));
    }

    private byte[] proof(String topic, byte[] of, byte[] time, byte @Nullable [] value) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key());
            part(mac, PURPOSE);
            part(mac, topic.getBytes(StandardCharsets.UTF_8));
            part(mac, of);
            part(mac, time);
            if (value != null) {
                part(mac, value);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM + ".", e);
        }
    }

    /** With its length before it, so that no two lists of parts are the same bytes. */
    private static void part(Mac mac, byte[] bytes) {
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        mac.update(bytes);
    }

    private SecretKeySpec key() {
        SecretKeySpec known = key;
        if (known == null) {
            // Made twice by two threads it is the same.
            known = new SecretKeySpec(source.get(), ALGORITHM);
            key = known;
        }
        return known;
    }

    private static byte @Nullable [] bytes(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null ? null : header.value();
    }
}
