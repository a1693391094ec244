package io.claimstream.model.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.claimstream.model.Samples;
import io.claimstream.model.study.Proxies.Person;
import io.claimstream.model.training.Dataset;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProxiesTest {

    private static final int ROWS = 400;
    private static final long SEED = 3;

    private final Dataset rows = Samples.dataset(ROWS);
    private final Proxies proxies = new Proxies(rows, Samples.TINY);

    @Test
    void shouldFindNothingWhereNothingGoesWithAnAttribute() {
        Random random = new Random(SEED);
        List<Person> people = IntStream.range(0, ROWS)
                .mapToObj(i -> new Person(18 + random.nextInt(60), random.nextBoolean() ? "Female" : "Male"))
                .toList();

        assertThat(proxies.find(people)).as("seed %d", SEED).isEmpty();
    }

    @Test
    void shouldReportAFeatureThatTellsTheAgeOfWhoeverDoesNotStateIt() {
        List<Person> people = IntStream.range(0, ROWS)
                .mapToObj(i -> new Person(i % 10 == 0 ? Double.NaN : age(i), ""))
                .toList();

        List<Proxy> found = proxies.find(people);

        assertThat(found).isNotEmpty().allMatch(it -> it.attribute().equals("driverAge"));
        assertThat(found.get(0).feature()).isEqualTo(Samples.SCHEMA.names().get(0));
        assertThat(found.get(0).correlation()).isCloseTo(-1, within(0.001));
        assertThat(found.get(0).rows()).isEqualTo(ROWS - ROWS / 10);
    }

    @Test
    void shouldReportAFeatureThatTellsAGender() {
        List<Person> people = IntStream.range(0, ROWS)
                .mapToObj(i -> new Person(Double.NaN, Samples.row(i)[2] > 2_700 ? "Female" : "Male"))
                .toList();

        assertThat(proxies.find(people))
                .filteredOn(it -> it.feature().equals(Samples.SCHEMA.names().get(2)))
                .extracting(Proxy::attribute, Proxy::value)
                .contains(tuple("gender", "Female"), tuple("gender", "Male"));
    }

    @Test
    void shouldNotJudgeByAFewRows() {
        List<Person> people = IntStream.range(0, ROWS)
                .mapToObj(i -> new Person(i < 25 ? age(i) : Double.NaN, ""))
                .toList();

        assertThat(proxies.find(people)).isEmpty();
    }

    @Test
    void shouldWantAPersonForEachRow() {
        assertThatThrownBy(() -> proxies.find(List.of())).hasMessageContaining("each row");
    }

    /** Falls with the first feature. */
    private static double age(int row) {
        return 90 - Samples.row(row)[0] / 30;
    }
}
