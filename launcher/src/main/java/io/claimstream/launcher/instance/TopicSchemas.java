package io.claimstream.launcher.instance;

import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.registry.HttpSchemaRegistry;
import io.claimstream.schemas.registry.IncompatibleSchemaException;
import io.claimstream.schemas.registry.PublishedSchema;
import io.claimstream.schemas.registry.UnknownSchemaException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** The schemas of the catalogue, each under the subject of its topic. */
public final class TopicSchemas {

    private TopicSchemas() {}

    /** What a registry says to a schema. */
    public enum State {
        REGISTERED,
        /** It has it not, and would take it. */
        NEW,
        REFUSED
    }

    /** A schema and what the registry says to it. */
    public record Checked(String subject, String schema, State state) {}

    /**
     * Asks of every schema and registers none.
     *
     * @throws io.claimstream.schemas.registry.RegistryUnavailableException when the registry cannot be asked
     */
    public static List<Checked> check(HttpSchemaRegistry registry) {
        return all().entrySet().stream()
                .map(it -> new Checked(
                        it.getKey(), it.getValue().getFullName(), state(registry, it.getKey(), it.getValue())))
                .toList();
    }

    /** Every schema by its subject. */
    static Map<String, Schema> all() {
        Map<String, Schema> all = new TreeMap<>();
        for (Topic<?> topic : Topics.ALL) {
            if (SpecificRecord.class.isAssignableFrom(topic.value())) {
                all.put(
                        topic.name() + "-value",
                        PublishedSchema.of(SpecificData.get().getSchema(topic.value())));
            }
        }
        return all;
    }

    private static State state(HttpSchemaRegistry registry, String subject, Schema schema) {
        try {
            if (registry.idOf(subject, schema) > 0) {
                return State.REGISTERED;
            }
        } catch (UnknownSchemaException | IncompatibleSchemaException e) {
            // Not there: whether it could be is asked below.
            return registry.wouldTake(subject, schema) ? State.NEW : State.REFUSED;
        }
        return State.REFUSED;
    }
}
