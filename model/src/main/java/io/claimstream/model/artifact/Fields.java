package io.claimstream.model.artifact;

import io.claimstream.model.artifact.Refusal.Code;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of an object read from an artifact, by type; a missing or wrongly typed one refuses the model. */
record Fields(String path, Map<String, Object> fields) {

    private static final int LONGEST_QUOTE = 40;

    /** The fields of what {@link UbjReader} or {@link JsonReader} read as an object. */
    @SuppressWarnings("unchecked") // Both read objects as maps of texts to values.
    static Fields of(String path, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return new Fields(path, (Map<String, Object>) map);
        }
        throw refused(path, "an object");
    }

    /** A text of an artifact, fit for a message: short, and nothing but letters, digits and simple signs. */
    static String quoted(String text) {
        String plain = text.replaceAll("[^A-Za-z0-9:_.-]", "?");
        return plain.substring(0, Math.min(LONGEST_QUOTE, plain.length()));
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    void put(String name, Object value) {
        fields.put(name, value);
    }

    /** An object, made where there is none. */
    Fields objectOrNew(String name) {
        if (!has(name)) {
            put(name, new LinkedHashMap<String, Object>());
        }
        return object(name);
    }

    String textOr(String name, String fallback) {
        return has(name) ? text(name) : fallback;
    }

    long[] longs(String name) {
        return cast(name, long[].class, "an array of long integers");
    }

    boolean isInteger(String name, long expected) {
        boolean isInteger = fields.get(name) instanceof Integer || fields.get(name) instanceof Long;
        return isInteger && cast(name, Number.class, "a number").longValue() == expected;
    }

    int parameterOr(String name, int fallback) {
        return has(name) ? parameter(name) : fallback;
    }

    /** Refuses a sound model that cannot be scored. */
    void support(boolean holds, String what) {
        if (!holds) {
            throw unsupported(what);
        }
    }

    ModelRefusedException unsupported(String what) {
        return new ModelRefusedException(Code.UNSUPPORTED, path + ": " + what + " are not supported");
    }

    Fields object(String name) {
        return of(path + "." + name, fields.get(name));
    }

    List<?> list(String name) {
        return cast(name, List.class, "a list");
    }

    String text(String name) {
        return cast(name, String.class, "a text");
    }

    float[] floats(String name) {
        return cast(name, float[].class, "an array of floats");
    }

    int[] ints(String name) {
        return cast(name, int[].class, "an array of integers");
    }

    List<Byte> bytes(String name) {
        return cast(name, UbjReader.Bytes.class, "an array of bytes").values();
    }

    /** A parameter, which XGBoost writes as text. */
    int parameter(String name) {
        try {
            return Integer.parseInt(text(name));
        } catch (NumberFormatException e) {
            throw refused(path + "." + name, "a whole number");
        }
    }

    void expectParameter(String name, int expected) {
        require(parameter(name) == expected, name, "to be " + expected);
    }

    void require(boolean holds, String name, String expected) {
        if (!holds) {
            throw refused(path + "." + name, expected);
        }
    }

    private <T> T cast(String name, Class<T> type, String expected) {
        Object value = fields.get(name);
        if (!type.isInstance(value)) {
            throw refused(path + "." + name, expected);
        }
        return type.cast(value);
    }

    private static ModelRefusedException refused(String where, String expected) {
        return new ModelRefusedException(Code.BAD_STRUCTURE, "expected " + where + " " + expected);
    }
}
