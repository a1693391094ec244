package io.claimstream.feedback.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.feedback.FeedbackMetrics;
import io.claimstream.schemas.registry.InMemorySchemaRegistry;
import io.claimstream.schemas.serde.EventSerdes;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a rebuild of the read model promises, whatever the database. */
abstract class RebuildContract {

    private static final String NAME = "claims";
    private static final List<String> TABLES = List.of("view_insurer");
    private static final List<String> TOPICS = List.of("claims.submitted.v1");

    private final AtomicLong nanos = new AtomicLong();

    /** A database with every migration applied. */
    abstract Jdbi jdbi();

    @BeforeEach
    void someRows() {
        jdbi().useHandle(handle -> {
            List.of("record_rebuild", "view_insurer", "view_offset")
                    .forEach(table -> handle.execute("delete from " + table));
            handle.execute("insert into view_insurer (insurer) values ('acme')");
            Stream.of("claims.submitted.v1", "summed-up:claims.submitted.v1", "models.versions.v1")
                    .forEach(topic -> handle.execute(
                            "insert into view_offset (topic, partition_number, next_offset) values (?, 0, 7)", topic));
        });
    }

    @Test
    void shouldEmptyEveryView() {
        // Given
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1"))) {
            Projection.World world = world(admin);

            // When
            List<String> emptied = Stream.of(Projection.ofClaims(world), Projection.ofModels(world))
                    .flatMap(it -> it.tables().stream())
                    .toList();

            // Then
            assertThat(emptied).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(views());
        }
    }

    @Test
    void shouldBeginOnceAndSayWhenItIsDone() {
        // Given
        Rebuild one = rebuild();
        Rebuild other = rebuild();
        assertThat(one.notice()).isEmpty();
        ask();

        // When
        List<Boolean> atOnce = List.of(one.isAsked(), one.isUnderWay());
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        boolean aSecondLater = one.isAsked();
        one.empty();
        jdbi().useHandle(handle -> handle.execute("insert into view_insurer (insurer) values ('read again')"));
        other.empty();

        // Then
        assertThat(atOnce).as("looks once a second").containsExactly(false, false);
        assertThat(aSecondLater).isTrue();
        assertThat(texts("select insurer from view_insurer")).containsExactly("read again");
        assertThat(one.isUnderWay()).isTrue();
        assertThat(one.notice()).isEmpty();
        one.end();
        assertThat(other.isUnderWay()).isFalse();
        assertThat(RebuildTable.read(jdbi(), NAME).orElseThrow().doneAt()).isNotNull();
    }

    @Test
    void shouldReadOnlyItsOwnTopicsFromTheirBeginning() {
        // Given
        ask();

        // When
        rebuild().empty();

        // Then
        assertThat(texts("select topic from view_offset")).containsExactly("models.versions.v1");
    }

    @Test
    void shouldGiveEveryInstanceTheTimeToNotice() {
        // When
        ask();

        // Then
        assertThat(rebuild().notice())
                .hasValueSatisfying(left -> assertThat(left).isPositive().isLessThanOrEqualTo(Rebuild.NOTICE));
    }

    @Test
    void shouldStayOneWhileItIsAskedForAgain() {
        // Given
        ask();
        rebuild().empty();

        // When
        ask();

        // Then
        assertThat(rebuild().isUnderWay()).isTrue();
        rebuild().end();
        ask();
        assertThat(rebuild().notice()).as("done, it may be asked for anew").isPresent();
    }

    private Rebuild rebuild() {
        return new Rebuild(jdbi(), NAME, TABLES, TOPICS, nanos::get);
    }

    private void ask() {
        jdbi().useTransaction(handle -> RebuildTable.ask(handle, NAME));
    }

    private List<String> texts(String sql) {
        return jdbi().withHandle(
                        handle -> handle.createQuery(sql).mapTo(String.class).list());
    }

    private List<String> views() {
        return texts(
                        "select table_name from information_schema.tables where lower(table_schema) = 'public' and lower(table_name) like 'view#_%' escape '#'")
                .stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .filter(name -> !name.equals("view_offset"))
                .toList();
    }

    private Projection.World world(Admin admin) {
        return new Projection.World(
                jdbi(),
                admin,
                () -> {
                    throw new IllegalStateException("Expected no projection to start.");
                },
                new EventSerdes(new InMemorySchemaRegistry()),
                new FeedbackMetrics(new SimpleMeterRegistry(), Clock.systemUTC()),
                () -> {},
                new Arrivals(),
                scores -> {});
    }
}
