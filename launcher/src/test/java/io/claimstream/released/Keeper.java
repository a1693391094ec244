package io.claimstream.released;

import io.claimstream.platform.deadletter.DeadLetterHeaders;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.registry.SchemaRegistry;
import io.claimstream.schemas.registry.UnknownSchemaException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.generic.GenericEnumSymbol;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;

/** Keeps of each topic of a running instance a few records that differ in what they say. Models are cut to their first bytes: no model is ever committed. */
public final class Keeper {

    private static final int MOST = 4;
    private static final int MOST_OF_A_LARGE_ONE = 2;
    private static final int LARGE = 4_000;
    private static final int BYTES_OF_A_MODEL = 48;

    private final Release release;
    private final SchemaRegistry registry;
    private final Set<Integer> ids = new TreeSet<>();

    /** @param registry of the instance */
    public Keeper(Release release, SchemaRegistry registry) {
        this.release = release;
        this.registry = registry;
    }

    /**
     * Keeps some records of a topic.
     *
     * @param records all that it holds
     */
    public void keep(String topic, List<KeptRecord> records) throws IOException {
        boolean isAvro = isAvro(topic);
        List<KeptRecord> whole = records.stream()
                .filter(record -> record.value() != null && (!isAvro || isEvent(record.content())))
                .toList();
        List<KeptRecord> kept = chosen(topic, whole).stream()
                .map(record -> isAvro && isOfModels(topic) ? cut(record) : record)
                .toList();
        if (isAvro) {
            kept.forEach(record -> ids.add(Wire.id(record.content())));
        }
        release.write(topic, kept);
    }

    /** Keeps the schemas of what was kept. */
    public void keepSchemas() throws IOException {
        for (int id : ids) {
            release.write(id, registry.byId(id));
        }
    }

    private static boolean isAvro(String topic) {
        return StateTopics.holdsEvents(topic)
                || Topics.ALL.stream().anyMatch(it -> it.name().equals(topic) && it.value() != byte[].class);
    }

    /** Not what senders write who have lost their way. */
    private boolean isEvent(byte[] value) {
        try {
            return value.length > 0
                    && value[0] == 0
                    && Wire.read(registry, value).getSchema() != null;
        } catch (UnknownSchemaException
                | AvroRuntimeException
                | UncheckedIOException
                | IndexOutOfBoundsException
                | BufferUnderflowException e) {
            return false;
        }
    }

    private static boolean isOfModels(String topic) {
        return topic.equals(Topics.MODELS_ARTIFACTS.name()) || topic.equals(Topics.MODELS_UPLOADS.name());
    }

    private KeptRecord cut(KeptRecord record) {
        GenericRecord chunk = Wire.read(registry, record.content());
        ByteBuffer content = ((ByteBuffer) chunk.get("content")).duplicate();
        byte[] first = new byte[Math.min(BYTES_OF_A_MODEL, content.remaining())];
        content.get(first);
        chunk.put("content", ByteBuffer.wrap(first));
        return record.with(Wire.write(Wire.id(record.content()), chunk));
    }

    /** Again and again the record that says most of what none before it said, the smallest of those. */
    private List<KeptRecord> chosen(String topic, List<KeptRecord> records) {
        List<KeptRecord> left = new ArrayList<>(records.stream()
                .sorted(Comparator.comparingInt(record -> record.content().length))
                .toList());
        Set<String> said = new HashSet<>();
        List<KeptRecord> chosen = new ArrayList<>();
        while (!left.isEmpty() && chosen.size() < most(chosen)) {
            KeptRecord best = left.stream()
                    .reduce((one, other) -> news(topic, other, said) > news(topic, one, said) ? other : one)
                    .orElseThrow();
            if (!said.addAll(shape(topic, best))) {
                break;
            }
            left.remove(best);
            chosen.add(best);
        }
        return chosen;
    }

    private static int most(List<KeptRecord> chosen) {
        return chosen.stream().anyMatch(record -> record.content().length > LARGE) ? MOST_OF_A_LARGE_ONE : MOST;
    }

    private long news(String topic, KeptRecord record, Set<String> said) {
        return shape(topic, record).stream().filter(it -> !said.contains(it)).count();
    }

    private Set<String> shape(String topic, KeptRecord record) {
        Stream<String> headers = record.headers().entrySet().stream()
                .map(it -> it.getKey() + (isTold(it.getKey()) ? text(it.getValue()) : ""));
        Stream<String> fields = isAvro(topic) ? shape("", Wire.read(registry, record.content())) : Stream.of("bytes");
        return Stream.concat(headers, fields).collect(Collectors.toSet());
    }

    private static boolean isTold(String header) {
        return Set.of(DeadLetterHeaders.CODE, DeadLetterHeaders.TOPIC, DeadLetterHeaders.SERVICE)
                .contains(header);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Which fields are there, which branches and symbols they have: not their values. */
    private static Stream<String> shape(String at, Object value) {
        if (value instanceof IndexedRecord event) {
            return event.getSchema().getFields().stream().flatMap(field -> {
                Object said = event.get(field.pos());
                return said == null
                        ? Stream.of(at + "." + field.name() + "=null")
                        : shape(at + "." + field.name(), said);
            });
        }
        if (value instanceof List<?> list) {
            return Stream.concat(
                    Stream.of(at + (list.isEmpty() ? "=empty" : "=some")),
                    list.stream().flatMap(element -> element == null ? Stream.of(at + "=hole") : shape(at, element)));
        }
        if (value instanceof GenericEnumSymbol<?> symbol) {
            return Stream.of(at + "=" + symbol);
        }
        return Stream.of(at + "=" + value.getClass().getSimpleName());
    }
}
