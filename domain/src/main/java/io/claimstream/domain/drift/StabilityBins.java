package io.claimstream.domain.drift;

import java.util.ArrayList;
import java.util.List;

/**
 * Buckets gathered into bins that are worth comparing: neighbours are put together until they hold a stated share of the earlier values,
 * what is left at the end is a bin of its own. A bucket that holds the share by itself, and that of missing values, stay alone.
 *
 * @param earlier earlier values in each bin
 * @param later later values in each bin
 */
record StabilityBins(List<Long> earlier, List<Long> later) {

    static StabilityBins of(Sketch earlier, Sketch later, double share) {
        Gathering gathering = new Gathering(share * earlier.size());
        for (int bucket : Shift.buckets(earlier, later)) {
            gathering.add(bucket, earlier.in(bucket), later.in(bucket));
        }
        gathering.close();
        return new StabilityBins(gathering.earlier, gathering.later);
    }

    /**
     * The population stability index.
     *
     * @param added to each bin, so that none is empty
     */
    double index(double added) {
        double before = total(earlier) + added * earlier.size();
        double after = total(later) + added * later.size();
        double index = 0;
        for (int bin = 0; bin < earlier.size(); bin++) {
            double p = (earlier.get(bin) + added) / before;
            double q = (later.get(bin) + added) / after;
            index += (q - p) * StrictMath.log(q / p);
        }
        return index;
    }

    private static long total(List<Long> counts) {
        return counts.stream().mapToLong(Long::longValue).sum();
    }

    /** A bin in the making. */
    private static final class Gathering {

        private final List<Long> earlier = new ArrayList<>();
        private final List<Long> later = new ArrayList<>();
        private final double enough;
        private long before;
        private long after;

        Gathering(double enough) {
            this.enough = enough;
        }

        void add(int bucket, long earlierValues, long laterValues) {
            boolean isAlone = earlierValues >= enough || bucket == Sketch.MISSING;
            if (isAlone) {
                close();
            }
            before += earlierValues;
            after += laterValues;
            if (isAlone || before >= enough) {
                close();
            }
        }

        void close() {
            if (before + after > 0) {
                earlier.add(before);
                later.add(after);
            }
            before = 0;
            after = 0;
        }
    }
}
