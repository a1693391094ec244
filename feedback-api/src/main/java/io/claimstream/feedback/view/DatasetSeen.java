package io.claimstream.feedback.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A dataset that a model was made from, or that a training read.
 *
 * @param name its name, d-...
 * @param lastUsedAt when a training last read it, or a model made from it was published
 * @param manifest what it is; null when no model that was published says so
 * @param models versions made from it, the first published first
 * @param runs training runs that read it, the newest first; in a list the newest alone
 */
public record DatasetSeen(
        String name, Instant lastUsedAt, @Nullable JsonNode manifest, List<String> models, List<Run> runs) {

    public DatasetSeen {
        models = List.copyOf(models);
        runs = List.copyOf(runs);
    }

    /** Whether someone of an insurer may know of it: it is of every insurer, or of that one. With null everything is seen. */
    public boolean isSeenBy(@Nullable String insurer) {
        String owner = manifest == null ? null : manifest.path("insurer").textValue();
        return insurer == null || owner == null || owner.equals(insurer);
    }

    /** What it is for, by its manifest or else by a run that read it. */
    public Optional<Models.Slot> slot() {
        if (manifest != null) {
            return Optional.of(new Models.Slot(
                    manifest.path("lineOfBusiness").asText(),
                    manifest.path("currency").asText(),
                    manifest.path("insurer").textValue()));
        }
        return runs.stream().map(Run::slot).findFirst();
    }
}
