package io.claimstream.domain.drift;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Buckets gathered into bins that are worth comparing: neighbours are put together until they hold a stated share of the earlier values,
 * what is left at the end is a bin of its own. A bucket that holds the share by itself, and that of missing values, stay alone.
 *
 * @param bins in the order of the values, missing ones first
 */
public record StabilityBins(List<Bin> bins) {

    /** Of no values. */
    static final StabilityBins NONE = new StabilityBins(List.of());

    public StabilityBins {
        bins = List.copyOf(bins);
    }

    /**
     * A bin.
     *
     * @param first bucket of its least values
     * @param last bucket of its greatest values; buckets between that are in no bin have no values
     * @param earlier earlier values in it
     * @param later later values in it
     */
    public record Bin(int first, int last, long earlier, long later) {

        /** Whether it is that of missing values, which have no bounds. */
        public boolean isMissing() {
            return first == Sketch.MISSING;
        }

        /** Where it begins. */
        public double from() {
            return Sketch.from(first);
        }

        /** Where it ends. */
        public double to() {
            return Sketch.to(last);
        }
    }

    static StabilityBins of(Sketch earlier, Sketch later, double share) {
        Gathering gathering = new Gathering(share * earlier.size());
        for (int bucket : Shift.buckets(earlier, later)) {
            gathering.add(new Bin(bucket, bucket, earlier.in(bucket), later.in(bucket)));
        }
        gathering.close();
        return new StabilityBins(gathering.bins);
    }

    /**
     * The population stability index.
     *
     * @param added to each bin, so that none is empty
     */
    double index(double added) {
        double before = total(Bin::earlier) + added * bins.size();
        double after = total(Bin::later) + added * bins.size();
        double index = 0;
        for (Bin bin : bins) {
            double p = (bin.earlier() + added) / before;
            double q = (bin.later() + added) / after;
            index += (q - p) * StrictMath.log(q / p);
        }
        return index;
    }

    private long total(ToLongFunction<Bin> count) {
        return bins.stream().mapToLong(count).sum();
    }

    /** Bins in the making. */
    private static final class Gathering {

        private final List<Bin> bins = new ArrayList<>();
        private final double enough;
        private @Nullable Bin open;

        Gathering(double enough) {
            this.enough = enough;
        }

        /** Adds the values of one bucket. */
        void add(Bin bucket) {
            boolean isAlone = bucket.earlier() >= enough || bucket.isMissing();
            if (isAlone) {
                close();
            }
            Bin gathered = open == null
                    ? bucket
                    : new Bin(
                            open.first(),
                            bucket.last(),
                            open.earlier() + bucket.earlier(),
                            open.later() + bucket.later());
            open = gathered;
            if (isAlone || gathered.earlier() >= enough) {
                close();
            }
        }

        void close() {
            if (open != null) {
                bins.add(open);
            }
            open = null;
        }
    }
}
