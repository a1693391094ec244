package io.claimstream.schemas;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;

/** What a change to a released schema may not do. */
final class SchemaRules {

    private SchemaRules() {}

    /** Why the two cannot read each other; empty when they can. */
    static List<String> conflicts(String version, Schema released, Schema current) {
        List<String> conflicts = new ArrayList<>();
        reads(current, released)
                .ifPresent(why -> conflicts.add("the current schema cannot read " + version + ": " + why));
        reads(released, current).ifPresent(why -> conflicts.add(version + " cannot read the current schema: " + why));
        conflicts.addAll(meanings(released, current));
        return conflicts;
    }

    private static Optional<String> reads(Schema reader, Schema writer) {
        SchemaCompatibility.SchemaPairCompatibility result =
                SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
        return result.getType() == SchemaCompatibilityType.COMPATIBLE
                ? Optional.empty()
                : Optional.of(result.getResult().getIncompatibilities().toString());
    }

    /** Avro compares the bytes, not what they mean: an amount of another scale would be read a hundredfold. */
    private static List<String> meanings(Schema released, Schema current) {
        if (!Objects.equals(released.getLogicalType(), current.getLogicalType())) {
            return List.of("the meaning of " + released + " changes to " + current);
        }
        if (released.getType() != current.getType()) {
            return List.of();
        }
        return switch (released.getType()) {
            case RECORD ->
                released.getFields().stream()
                        .filter(field -> current.getField(field.name()) != null)
                        .flatMap(field -> meanings(
                                field.schema(), current.getField(field.name()).schema())
                                .stream())
                        .toList();
            case ARRAY -> meanings(released.getElementType(), current.getElementType());
            case UNION ->
                Stream.iterate(0, i -> i + 1)
                        .limit(Math.min(
                                released.getTypes().size(), current.getTypes().size()))
                        .flatMap(i -> meanings(
                                released.getTypes().get(i), current.getTypes().get(i))
                                .stream())
                        .toList();
            default -> List.of();
        };
    }
}
