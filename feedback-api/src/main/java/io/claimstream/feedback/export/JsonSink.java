package io.claimstream.feedback.export;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** An export as one JSON object: the head's fields, an array for each section, and {@code counts} at its end. Not thread-safe. */
final class JsonSink implements ExportSink {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private final JsonGenerator out;
    private boolean isInSection;

    /** @param stream is not closed */
    JsonSink(OutputStream stream) {
        try {
            this.out = MAPPER.createGenerator(stream).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void begin(ObjectNode head) {
        writing(() -> {
            out.writeStartObject();
            fields(head);
            out.flush();
        });
    }

    @Override
    public void section(Section section) {
        writing(() -> {
            endSection();
            out.writeArrayFieldStart(section.key());
            isInSection = true;
        });
    }

    @Override
    public void item(ObjectNode item) {
        writing(() -> MAPPER.writeTree(out, item));
    }

    @Override
    public void end(ObjectNode counts) {
        writing(() -> {
            endSection();
            out.writeFieldName("counts");
            MAPPER.writeTree(out, counts);
            out.writeEndObject();
            out.flush();
        });
    }

    @Override
    public void erased(ObjectNode receipt) {
        writing(() -> {
            MAPPER.writeTree(out, receipt);
            out.flush();
        });
    }

    private void endSection() throws IOException {
        if (isInSection) {
            out.writeEndArray();
            isInSection = false;
        }
    }

    private void fields(ObjectNode head) throws IOException {
        for (Map.Entry<String, JsonNode> field : head.properties()) {
            out.writeFieldName(field.getKey());
            MAPPER.writeTree(out, field.getValue());
        }
    }

    private static void writing(Writing writing) {
        try {
            writing.write();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a piece. */
    private interface Writing {
        void write() throws IOException;
    }
}
