package io.claimstream.schemas.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.avro.Schema;

/** The schema of a generated record as it is published: without the properties that only tell Java which classes to use. */
public final class PublishedSchema {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String JAVA_STRING = "avro.java.string";

    private PublishedSchema() {}

    /** Equal to what the published {@code .avsc} files say, so that every language registers the same schema. */
    public static Schema of(Schema generated) {
        try {
            JsonNode tree = MAPPER.readTree(generated.toString());
            tree.findParents(JAVA_STRING).forEach(holder -> ((ObjectNode) holder).remove(JAVA_STRING));
            return new Schema.Parser().parse(tree.toString());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected the schema of " + generated.getFullName() + " to be JSON.", e);
        }
    }
}
