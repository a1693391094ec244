package io.claimstream.model.training;

import io.claimstream.model.TrainingParameters;
import io.claimstream.model.doubt.TrainingRange;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds what values of each feature a model was trained on. Left out are the features of claimant's and provider's history: they grow with
 * the book, so that in a healthy year most claims would lie beyond them.
 */
final class TrainingRanges {

    private static final List<String> HISTORY = List.of("claimant_", "provider_");

    private TrainingRanges() {}

    /** The range of each feature over some rows, by name; ignored features, which cannot matter to the model, are left out too. */
    static Map<String, TrainingRange> of(Dataset train, TrainingParameters parameters) {
        List<String> names = train.schema().names();
        Map<String, TrainingRange> ranges = new TreeMap<>();
        for (int feature = 0; feature < names.size(); feature++) {
            String name = names.get(feature);
            if (!parameters.ignoredFeatures().contains(name) && HISTORY.stream().noneMatch(name::startsWith)) {
                ranges.put(name, range(train, feature));
            }
        }
        return ranges;
    }

    private static TrainingRange range(Dataset train, int feature) {
        float least = Float.POSITIVE_INFINITY;
        float greatest = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < train.size(); i++) {
            float value = train.row(i).values().get(feature);
            if (!Float.isNaN(value)) {
                least = Math.min(least, value);
                greatest = Math.max(greatest, value);
            }
        }
        return least > greatest ? TrainingRange.ofNothing() : new TrainingRange(true, least, greatest);
    }
}
