package io.claimstream.model.artifact;

import io.claimstream.model.ModelRefusedException;
import io.claimstream.model.Refusal.Code;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of an object read from an artifact, by type; a missing or wrongly typed one refuses the model. */
record Fields(String path, Map<?, ?> fields) {

    static Fields of(String path, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return new Fields(path, map);
        }
        throw refused(path, "an object");
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
