package io.claimstream.model.artifact;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the part of Universal Binary JSON that XGBoost writes. Never allocates more than the input can fill, and refuses what
 * it does not know. Objects become maps, plain arrays lists, typed arrays {@code float[]}, {@code int[]} or {@code long[]},
 * unsigned bytes {@link Bytes}, texts strings, numbers {@link Number}.
 */
final class UbjReader {

    private static final int MAX_DEPTH = 32;

    private final ByteBuffer in;

    private UbjReader(byte[] bytes) {
        this.in = ByteBuffer.wrap(bytes);
    }

    /** An array of unsigned bytes, which XGBoost insists on where it writes them. */
    record Bytes(List<Byte> values) {}

    /** The whole of the bytes as one value. */
    static Object read(byte[] bytes) throws MalformedUbjException {
        UbjReader reader = new UbjReader(bytes);
        try {
            Object value = reader.value(reader.in.get(), 0);
            if (reader.in.hasRemaining()) {
                throw new MalformedUbjException("bytes follow the end");
            }
            return value;
        } catch (BufferUnderflowException e) {
            throw new MalformedUbjException("it ends too early", e);
        }
    }

    private Object value(byte marker, int depth) throws MalformedUbjException {
        if (depth > MAX_DEPTH) {
            throw new MalformedUbjException("it is nested deeper than " + MAX_DEPTH);
        }
        return switch (marker) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case 'S' -> text();
            case 'd' -> in.getFloat();
            case 'D' -> in.getDouble();
            default -> integer(marker);
        };
    }

    private Map<String, Object> object(int depth) throws MalformedUbjException {
        Map<String, Object> fields = new LinkedHashMap<>();
        while (peek() != '}') {
            String key = text();
            if (fields.put(key, value(in.get(), depth + 1)) != null) {
                throw new MalformedUbjException("it has a field twice");
            }
        }
        in.get();
        return fields;
    }

    private Object array(int depth) throws MalformedUbjException {
        byte marker = in.get();
        if (marker == '$') {
            byte type = in.get();
            expect('#');
            return typed(type);
        }
        List<Object> values = new ArrayList<>();
        if (marker == '#') {
            int count = length(1);
            for (int i = 0; i < count; i++) {
                values.add(value(in.get(), depth + 1));
            }
            return values;
        }
        while (marker != ']') {
            values.add(value(marker, depth + 1));
            marker = in.get();
        }
        return values;
    }

    private Object typed(byte type) throws MalformedUbjException {
        switch (type) {
            case 'd' -> {
                float[] values = new float[length(Float.BYTES)];
                in.asFloatBuffer().get(values);
                skip(values.length * Float.BYTES);
                return values;
            }
            case 'l' -> {
                int[] values = new int[length(Integer.BYTES)];
                in.asIntBuffer().get(values);
                skip(values.length * Integer.BYTES);
                return values;
            }
            case 'L' -> {
                long[] values = new long[length(Long.BYTES)];
                in.asLongBuffer().get(values);
                skip(values.length * Long.BYTES);
                return values;
            }
            case 'U' -> {
                int count = length(1);
                List<Byte> values = new ArrayList<>(count);
                for (int i = 0; i < count; i++) {
                    values.add(in.get());
                }
                return new Bytes(values);
            }
            default -> throw new MalformedUbjException("it has an array of an unknown type");
        }
    }

    private String text() throws MalformedUbjException {
        byte[] bytes = new byte[length(1)];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private int length(int elementBytes) throws MalformedUbjException {
        long length = integer(in.get()).longValue();
        if (length < 0 || length > in.remaining() / elementBytes) {
            throw new MalformedUbjException("it declares a length of " + length + ", more than there is");
        }
        return (int) length;
    }

    private Number integer(byte marker) throws MalformedUbjException {
        return switch (marker) {
            case 'i' -> (int) in.get();
            case 'U' -> Byte.toUnsignedInt(in.get());
            case 'I' -> (int) in.getShort();
            case 'l' -> in.getInt();
            case 'L' -> in.getLong();
            default -> throw new MalformedUbjException("it has an unknown marker " + marker);
        };
    }

    private byte peek() {
        if (!in.hasRemaining()) {
            throw new BufferUnderflowException();
        }
        return in.get(in.position());
    }

    private void expect(char marker) throws MalformedUbjException {
        if (in.get() != marker) {
            throw new MalformedUbjException("an array lacks its length");
        }
    }

    private void skip(int bytes) {
        in.position(in.position() + bytes);
    }

    /** The bytes are not what XGBoost writes. */
    static final class MalformedUbjException extends Exception {

        MalformedUbjException(String message) {
            super(message);
        }

        MalformedUbjException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
