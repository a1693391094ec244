package io.claimstream.feedback.page.models;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A slot in the list of models.
 *
 * @param id unique on the page
 * @param address its page; blank where the reader may not see it
 * @param versions its versions
 * @param more how many more versions its page has; blank for none
 * @param trial the trial under way; null for none
 * @param acts what the reader may do
 */
public record SlotBox(
        String id,
        String name,
        String address,
        Grid versions,
        String more,
        @Nullable TrialView trial,
        List<ActLink> acts) {

    public SlotBox {
        acts = List.copyOf(acts);
    }
}
