package io.claimstream.schemas.serde;

import io.claimstream.schemas.registry.SchemaRegistry;
import io.claimstream.schemas.registry.SchemaRegistry.Registered;
import io.claimstream.schemas.serde.SubjectNaming.Part;
import org.apache.avro.Schema;

/** Under which id a schema is written to a topic. */
record SchemaIds(SchemaRegistry registry, Policy policy, SubjectNaming naming, Part part) {

    /** What is done with a schema that is about to be written. */
    enum Policy {
        /** Register it where the subject does not hold it. */
        REGISTER,
        /** Find it; a subject that does not hold it is an error. */
        LOOK_UP,
        /** Write in the subject's newest schema instead. */
        LATEST
    }

    Registered of(String topic, Schema schema) {
        String subject = naming.subject(topic, part, schema);
        return switch (policy) {
            case REGISTER -> new Registered(registry.register(subject, schema), schema);
            case LOOK_UP -> new Registered(registry.idOf(subject, schema), schema);
            case LATEST -> registry.latest(subject);
        };
    }
}
