package io.claimstream.feedback.page.claim;

import io.claimstream.feedback.page.Words;
import io.claimstream.feedback.whatif.Served;
import java.util.List;

/** Says what is doubtful about the facts of a claim. */
final class DataFlags {

    private DataFlags() {}

    /** A sentence for each doubt; none for none. */
    static List<String> of(Served served) {
        return served.features().getUnseenCategories().stream()
                .map(it ->
                        Words.of(it) + ": the claim states something that the model has no category for; it counts as"
                                + " \"other\".")
                .toList();
    }
}
