package io.claimstream.schemas.registry;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/** What a registry answered, in memory and, where a directory is given, on disk. Thread-safe. */
final class SchemaIdCache {

    /** One answer: this schema has this id; under a subject when it was asked there. */
    record Entry(Optional<String> subject, int id, Schema schema) {}

    private record Under(String subject, Schema schema) {}

    private final Map<Integer, Schema> byId = new ConcurrentHashMap<>();
    private final Map<Under, Integer> bySubject = new ConcurrentHashMap<>();
    private final Optional<SchemaIdFiles> files;

    private SchemaIdCache(Optional<SchemaIdFiles> files) {
        this.files = files;
        files.ifPresent(kept -> kept.load().forEach(this::remember));
    }

    static SchemaIdCache inMemory() {
        return new SchemaIdCache(Optional.empty());
    }

    static SchemaIdCache in(Path dir) {
        return new SchemaIdCache(Optional.of(new SchemaIdFiles(dir)));
    }

    Optional<Schema> schema(int id) {
        return Optional.ofNullable(byId.get(id));
    }

    Optional<Integer> id(String subject, Schema schema) {
        return Optional.ofNullable(bySubject.get(new Under(subject, schema)));
    }

    void put(Entry entry) {
        remember(entry);
        files.ifPresent(kept -> kept.save(entry));
    }

    /** What is kept on disk. */
    List<Entry> entries() {
        return files.map(SchemaIdFiles::load).orElse(List.of());
    }

    /** Where ids are kept, for people. */
    String place() {
        return files.map(SchemaIdFiles::toString).orElse("memory");
    }

    private void remember(Entry entry) {
        entry.subject()
                .ifPresentOrElse(
                        subject -> bySubject.put(new Under(subject, entry.schema()), entry.id()),
                        () -> byId.put(entry.id(), entry.schema()));
    }
}
