package io.claimstream.released;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaFormatter;

/**
 * What is kept of a release: {@code records/TOPIC.jsonl}, one record a line, and {@code schemas/ID.avsc}, under the ids that the records name. Topics between the
 * steps of a service and those of its stores are topics too.
 *
 * @param folder named as the version
 */
public record Release(Path folder) {

    private static final Path ALL = Path.of("src/test/released");
    private static final String RECORDS = ".jsonl";
    private static final String SCHEMA = ".avsc";

    /** Of a version such as {@code 0.1.0}, which need not be there yet. */
    public static Release of(String version) {
        return new Release(ALL.resolve(version));
    }

    /** Every release, the earliest first. */
    static List<Release> all() {
        try (Stream<Path> folders = Files.list(ALL)) {
            return folders.filter(Files::isDirectory)
                    .sorted(Comparator.comparing(folder -> Runtime.Version.parse(trimmed(folder))))
                    .map(Release::new)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Java's versions end in no zeros. */
    private static String trimmed(Path folder) {
        return ("1." + name(folder)).replaceAll("(\\.0)+$", "");
    }

    /** Topics that came after the newest release, one a line. */
    static Set<String> newer() throws IOException {
        Path file = ALL.resolve("newer.txt");
        return new TreeSet<>(Files.readAllLines(file).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList());
    }

    /** Names of the topics of which records are kept. */
    Set<String> topics() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("records"))) {
            return files.map(Release::name)
                    .map(name -> name.substring(0, name.length() - RECORDS.length()))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** The records of a topic that are kept. */
    List<KeptRecord> records(String topic) throws IOException {
        try (Stream<String> lines = Files.lines(file(topic))) {
            return lines.map(Release::parse).toList();
        }
    }

    private static KeptRecord parse(String line) {
        try {
            return KeptRecord.parse(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The schemas that the records were written with. */
    KeptSchemas schemas() throws IOException {
        Map<Integer, Schema> byId = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder.resolve("schemas"))) {
            for (Path file : files.toList()) {
                byId.put(Integer.valueOf(name(file).replace(SCHEMA, "")), new Schema.Parser().parse(file.toFile()));
            }
        }
        return new KeptSchemas(byId);
    }

    /** Folder of the public keys that its models are signed with. */
    public Path keys() {
        return folder.resolve("keys");
    }

    /** Keeps records of a topic instead of any before. */
    public void write(String topic, Collection<KeptRecord> records) throws IOException {
        StringBuilder text = new StringBuilder();
        for (KeptRecord record : records) {
            text.append(line(record)).append('\n');
        }
        Files.createDirectories(Objects.requireNonNull(file(topic).getParent()));
        Files.writeString(file(topic), text);
    }

    private static String line(KeptRecord record) throws JsonProcessingException {
        return record.line();
    }

    /** Keeps a schema. */
    public void write(int id, Schema schema) throws IOException {
        Path schemas = Files.createDirectories(folder.resolve("schemas"));
        Files.writeString(schemas.resolve(id + SCHEMA), SchemaFormatter.format("json/pretty", schema) + "\n");
    }

    private Path file(String topic) {
        return folder.resolve("records").resolve(topic + RECORDS);
    }

    private static String name(Path file) {
        return Objects.requireNonNull(file.getFileName()).toString();
    }

    @Override
    public String toString() {
        return name(folder);
    }
}
