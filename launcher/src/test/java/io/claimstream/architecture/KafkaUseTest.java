package io.claimstream.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.claimstream.launcher.instance.Services;
import io.claimstream.platform.acl.KafkaUse;
import io.claimstream.platform.service.ServiceFactory;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a service says it uses of Kafka, against its code and its topologies. */
class KafkaUseTest {

    private static final Pattern REPARTITION = Pattern.compile("topics?: \\[?([a-z-]+)-repartition");
    private static final Pattern SOURCE = Pattern.compile("Source: \\S+ \\(topics: \\[([a-z0-9.-]+)]");
    private static final Pattern SINK = Pattern.compile("Sink: \\S+ \\(topic: ([a-z0-9.-]+)\\)");

    static Stream<ServiceFactory> withKafkaStreams() {
        return Services.ALL.stream().filter(it -> !it.kafka().applications().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("withKafkaStreams")
    void shouldNameWhatItsTopologiesReadAndRepartition(ServiceFactory service) throws Exception {
        // Given
        String topologies = topologies(service);
        KafkaUse use = service.kafka();

        // When
        Set<String> repartitions = found(REPARTITION, topologies);
        Set<String> sources = found(SOURCE, topologies);
        Set<String> sinks = found(SINK, topologies);
        Stream.of(sources, sinks).forEach(it -> it.removeIf(topic -> topic.endsWith("-repartition")));

        // Then
        assertThat(use.applications().stream().flatMap(it -> it.repartitions().stream()))
                .containsExactlyInAnyOrderElementsOf(repartitions);
        assertThat(names(use.reads())).containsAll(sources);
        assertThat(names(written(service))).containsAll(sinks);
    }

    /** Of the topics that it names in its code, it reads or writes each; and it names each that it reads or writes. */
    @ParameterizedTest
    @MethodSource("withKafkaStreams")
    void shouldReadAndWriteWhatItsCodeNames(ServiceFactory service) throws Exception {
        // Given
        KafkaUse use = service.kafka();

        // When
        Set<String> named = namedBy(service);

        // Then
        Set<String> used = new TreeSet<>(names(use.reads()));
        used.addAll(names(written(service)));
        assertThat(named).isEqualTo(used);
    }

    @Test
    void shouldKnowTheServiceThatWritesATopic() {
        for (Topic<?> topic : Topics.ALL) {
            assertThat(Services.ALL)
                    .extracting(ServiceFactory::name)
                    .as(topic.name())
                    .containsAll(topic.writer().service().stream().toList());
        }
    }

    private static Set<String> namedBy(ServiceFactory service) throws Exception {
        String declares = service.getClass().getName();
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(service.getClass().getPackageName());
        Map<String, String> constants = constants();
        return classes.stream()
                .filter(it -> !it.getName().equals(declares))
                .flatMap(it -> it.getFieldAccessesFromSelf().stream())
                .map(JavaFieldAccess::getTarget)
                .filter(it -> it.getOwner().isEquivalentTo(Topics.class) && constants.containsKey(it.getName()))
                .map(it -> Objects.requireNonNull(constants.get(it.getName())))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, String> constants() throws IllegalAccessException {
        Map<String, String> constants = new HashMap<>();
        for (Field field : Topics.class.getFields()) {
            if (field.getType() == Topic.class) {
                constants.put(field.getName(), ((Topic<?>) field.get(null)).name());
            }
        }
        return constants;
    }

    /** What the catalogue says it writes; dead letters are written for it by platform. */
    private static List<Topic<?>> written(ServiceFactory service) {
        return Topics.ALL.stream()
                .<Topic<?>>map(it -> it)
                .filter(it ->
                        it.writer().service().filter(service.name()::equals).isPresent())
                .toList();
    }

    private static String topologies(ServiceFactory service) throws Exception {
        Path golden = Path.of("..", service.name(), "src/test/resources/golden");
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.list(golden)) {
            for (Path file :
                    files.filter(it -> it.toString().endsWith("topology.txt")).toList()) {
                text.append(Files.readString(file));
            }
        }
        return text.toString();
    }

    private static Set<String> found(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    private static Set<String> names(List<Topic<?>> topics) {
        return topics.stream().map(Topic::name).collect(Collectors.toCollection(TreeSet::new));
    }
}
