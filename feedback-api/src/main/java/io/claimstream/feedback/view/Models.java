package io.claimstream.feedback.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The models and what was decided about them.
 *
 * @param champions the champion of each slot that ever had a decision
 * @param versions the versions, newest first
 * @param decisions the newest decisions, newest first
 */
public record Models(List<Champion> champions, List<Version> versions, List<Decision> decisions) {

    public Models {
        champions = List.copyOf(champions);
        versions = List.copyOf(versions);
        decisions = List.copyOf(decisions);
    }

    /** What a champion answers for; a null insurer means every insurer. */
    public record Slot(String lineOfBusiness, String currency, @Nullable String insurer) {}

    /**
     * The version in service in a slot.
     *
     * @param version the version; null while the baseline is in service, or in an insurer's slot what every insurer has
     * @param calibration calibration that it went into service with
     * @param since when it did
     * @param pinned whether a person decided that the slot stays on it
     * @param states where each version stands that was ever moved here, in one word
     */
    public record Champion(
            Slot slot,
            @Nullable String version,
            @Nullable Integer calibration,
            @Nullable Instant since,
            boolean pinned,
            Map<String, String> states) {}

    /** A published version with its manifest. */
    public record Version(String version, Instant publishedAt, String signingKeyId, JsonNode manifest) {}

    /** A move of a version in a slot, and why. */
    public record Decision(
            Slot slot,
            String action,
            String version,
            @Nullable String previousVersion,
            String reason,
            String actor,
            Instant at) {}
}
