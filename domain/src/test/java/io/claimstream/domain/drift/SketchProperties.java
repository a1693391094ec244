package io.claimstream.domain.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.event.ValueSketch;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class SketchProperties {

    @Property
    void shouldNotDependOnHowValuesAreSplitAndInWhatOrderTheyCome(
            @ForAll("values") List<Float> one, @ForAll("values") List<Float> other) {
        ValueSketch first = sketch(one).toEvent();
        ValueSketch second = sketch(other).toEvent();

        Sketch together = sketch(other).with(buckets(one));

        assertThat(Sketch.merged(List.of(first, second))).isEqualTo(Sketch.merged(List.of(second, first)));
        assertThat(Sketch.merged(List.of(first, second))).isEqualTo(together);
        assertThat(together.size()).isEqualTo((long) one.size() + other.size());
    }

    @Property
    void shouldKeepTheOrderOfValues(@ForAll float one, @ForAll float other) {
        int order = Integer.compare(Sketch.bucket(Math.min(one, other)), Sketch.bucket(Math.max(one, other)));

        assertThat(order).isNotPositive();
    }

    @Property
    void shouldPutValuesTogetherThatDifferByLittle(@ForAll("amounts") float amount) {
        assertThat(Sketch.bucket(amount * 1.3f)).isGreaterThan(Sketch.bucket(amount));
        assertThat(Sketch.bucket(-amount)).isEqualTo(-Sketch.bucket(amount));
        assertThat(Sketch.bucket(amount * 1.3f) - Sketch.bucket(amount)).isLessThanOrEqualTo(2);
    }

    @Property
    void shouldKeepEveryValueWithinTheEndsOfItsBucket(@ForAll("amounts") float amount) {
        int bucket = Sketch.bucket(amount);

        assertThat(Sketch.from(bucket)).isLessThanOrEqualTo(amount);
        assertThat(Sketch.to(bucket)).isGreaterThan(amount).isEqualTo(Sketch.from(bucket + 1));
        assertThat(Sketch.to(-bucket)).isEqualTo(-Sketch.from(bucket));
        assertThat(Sketch.from(-bucket)).isEqualTo(-Sketch.to(bucket));
        assertThat(Sketch.from(Sketch.bucket(0f)))
                .isEqualTo(Sketch.to(Sketch.bucket(-0f)))
                .isZero();
    }

    private static Sketch sketch(List<Float> values) {
        return Sketch.empty().with(buckets(values));
    }

    private static List<Integer> buckets(List<Float> values) {
        return values.stream().map(Sketch::bucket).toList();
    }

    @Provide
    Arbitrary<List<Float>> values() {
        return Arbitraries.of(Float.NaN, 0f, -0f, 1f, 2f, 250f, 1e9f, -3f, Float.POSITIVE_INFINITY)
                .list()
                .ofMaxSize(30);
    }

    @Provide
    Arbitrary<Float> amounts() {
        return Arbitraries.floats().between(0.01f, 1e7f);
    }
}
