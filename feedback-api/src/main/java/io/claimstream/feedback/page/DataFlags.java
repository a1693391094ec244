package io.claimstream.feedback.page;

import io.claimstream.domain.feature.FeatureSetV1;
import io.claimstream.feedback.whatif.Served;
import java.util.ArrayList;
import java.util.List;

/** Says what is doubtful about the facts of a claim. */
final class DataFlags {

    private DataFlags() {}

    /** A sentence for each doubt; none for none. */
    static List<String> of(Served served) {
        List<String> flags = new ArrayList<>();
        served.features()
                .getUnseenCategories()
                .forEach(it -> flags.add(Words.of(it) + ": the claim states something that the model has no category"
                        + " for; it counts as \"other\"."));
        long missing = served.features().getFeatureSet().equals(FeatureSetV1.VERSION)
                ? served.features().getValues().stream()
                        .filter(it -> it.isNaN())
                        .count()
                : 0;
        if (missing > 0) {
            flags.add(missing + " of " + served.features().getValues().size()
                    + " figures that the model looks at are not known.");
        }
        return flags;
    }
}
