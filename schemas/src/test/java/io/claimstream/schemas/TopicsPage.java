package io.claimstream.schemas;

import io.claimstream.schemas.registry.PublishedSchema;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;

/** The page docs/topics.md, made from the catalogue and the schemas. */
final class TopicsPage {

    private final StringBuilder page = new StringBuilder();
    private final Map<String, Schema> described = new LinkedHashMap<>();

    String text() {
        page.append(
                """
                # Topics

                Made from the catalogue (`io.claimstream.schemas.Topics`) and the schemas (`schemas/src/main/avro`). Do not edit it:
                `mvn -pl schemas test -Dtest=TopicsPageTest -Dgolden.accept=true` writes it anew.

                Values are Avro in the Confluent wire format: magic byte 0, schema id in four bytes, Avro binary. The subject of a topic
                is its name and `-value`. Keys are UTF-8 text. The Kafka timestamp is always a time of ingestion; where
                the broker stamps it (LogAppendTime), a record that is put back proves in its headers the time at which it first came.

                | topic | key | value | partitions | retention | clean-up | timestamp | written by | meaning |
                |---|---|---|---|---|---|---|---|---|
                """);
        Topics.ALL.forEach(this::topic);
        page.append("\n## Records\n");
        Topics.ALL.stream()
                .filter(topic -> topic.value() != byte[].class)
                .forEach(topic -> collect(PublishedSchema.of(SpecificData.get().getSchema(topic.value()))));
        described.values().forEach(this::record);
        return page.toString();
    }

    private void topic(Topic<?> topic) {
        row(List.of(
                "`" + topic.name() + "`",
                "`" + topic.key().form().replace("|", "\\|") + "`",
                value(topic),
                String.valueOf(topic.partitions()),
                topic.retention()
                        .map(Duration::toDays)
                        .map(days -> days + " days")
                        .orElse("unlimited"),
                topic.cleanup().setting(),
                topic.timestamp().setting(),
                topic.writer().label(),
                topic.meaning()));
    }

    private static String value(Topic<?> topic) {
        return topic.value() == byte[].class
                ? "original bytes"
                : link(topic.value().getSimpleName());
    }

    private void collect(Schema schema) {
        switch (schema.getType()) {
            case RECORD, ENUM -> {
                if (described.putIfAbsent(schema.getFullName(), schema) == null
                        && schema.getType() == Schema.Type.RECORD) {
                    schema.getFields().forEach(field -> collect(field.schema()));
                }
            }
            case UNION -> schema.getTypes().forEach(this::collect);
            case ARRAY -> collect(schema.getElementType());
            default -> {}
        }
    }

    private void record(Schema schema) {
        page.append("\n### ")
                .append(schema.getName())
                .append("\n\n")
                .append(schema.getDoc())
                .append("\n\n");
        if (schema.getType() == Schema.Type.ENUM) {
            page.append("One of ")
                    .append(schema.getEnumSymbols().stream()
                            .map(symbol -> "`" + symbol + "`")
                            .collect(Collectors.joining(", ")))
                    .append(". A reader that does not know a value sees `")
                    .append(schema.getEnumDefault())
                    .append("`.\n");
            return;
        }
        page.append("| field | type | meaning |\n|---|---|---|\n");
        schema.getFields().forEach(field -> row(List.of("`" + field.name() + "`", type(field.schema()), field.doc())));
    }

    private static String type(Schema schema) {
        LogicalType logical = schema.getLogicalType();
        if (logical instanceof LogicalTypes.Decimal decimal) {
            return "decimal(" + decimal.getPrecision() + ", " + decimal.getScale() + ")";
        }
        if (logical != null) {
            return logical.getName();
        }
        return switch (schema.getType()) {
            case UNION ->
                schema.getTypes().stream()
                        .filter(branch -> branch.getType() != Schema.Type.NULL)
                        .map(branch -> type(branch) + ", optional")
                        .collect(Collectors.joining());
            case ARRAY -> "list of " + type(schema.getElementType());
            case RECORD, ENUM -> link(schema.getName());
            default -> schema.getType().getName();
        };
    }

    private static String link(String name) {
        return "[" + name + "](#" + name.toLowerCase(Locale.ROOT) + ")";
    }

    private void row(List<String> cells) {
        page.append(cells.stream().collect(Collectors.joining(" | ", "| ", " |\n")));
    }
}
