package io.claimstream.model.artifact;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Writes what {@link UbjReader} or {@link JsonReader} read, in the forms that XGBoost itself writes. */
final class UbjWriter {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    private UbjWriter() {}

    static byte[] write(Object value) {
        try {
            UbjWriter writer = new UbjWriter();
            writer.value(value);
            return writer.bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("Expected memory to take bytes.", e);
        }
    }

    private void value(Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            object(map);
        } else if (value instanceof List<?> list) {
            list(list);
        } else if (value instanceof String text) {
            out.writeByte('S');
            text(text);
        } else if (value instanceof Number number) {
            number(number);
        } else if (value instanceof Boolean flag) {
            out.writeByte(flag ? 'T' : 'F');
        } else {
            typed(value);
        }
    }

    private void object(Map<?, ?> fields) throws IOException {
        out.writeByte('{');
        for (Map.Entry<?, ?> field : fields.entrySet()) {
            text((String) field.getKey());
            value(field.getValue());
        }
        out.writeByte('}');
    }

    private void list(List<?> values) throws IOException {
        out.writeBytes("[#");
        length(values.size());
        for (Object value : values) {
            value(value);
        }
    }

    private void number(Number number) throws IOException {
        if (number instanceof Float value) {
            out.writeByte('d');
            out.writeFloat(value);
        } else if (number instanceof Double value) {
            out.writeByte('D');
            out.writeDouble(value);
        } else {
            length(number.longValue());
        }
    }

    private void typed(Object array) throws IOException {
        if (array instanceof float[] values) {
            header('d', values.length);
            for (float value : values) {
                out.writeFloat(value);
            }
        } else if (array instanceof int[] values) {
            header('l', values.length);
            for (int value : values) {
                out.writeInt(value);
            }
        } else if (array instanceof long[] values) {
            header('L', values.length);
            for (long value : values) {
                out.writeLong(value);
            }
        } else {
            List<Byte> values = ((UbjReader.Bytes) array).values();
            header('U', values.size());
            for (byte value : values) {
                out.writeByte(value);
            }
        }
    }

    private void header(char type, int length) throws IOException {
        out.writeBytes("[$");
        out.writeByte(type);
        out.writeByte('#');
        length(length);
    }

    private void text(String text) throws IOException {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        length(encoded.length);
        out.write(encoded);
    }

    private void length(long length) throws IOException {
        out.writeByte('L');
        out.writeLong(length);
    }
}
