package io.claimstream.feedback.view;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.domain.trial.TrialPoint;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The models and what was decided about them.
 *
 * @param champions the champion of each slot that ever had a decision
 * @param versions a page of the versions, newest first
 * @param decisions the newest decisions, newest first
 */
public record Models(List<Champion> champions, List<Version> versions, List<Decision> decisions) {

    public Models {
        champions = List.copyOf(champions);
        versions = List.copyOf(versions);
        decisions = List.copyOf(decisions);
    }

    /** What someone of one insurer sees: what is for every insurer, and its own. With null everything. */
    public Models seenBy(@Nullable String insurer) {
        if (insurer == null) {
            return this;
        }
        return new Models(
                champions.stream().filter(it -> it.slot().isSeenBy(insurer)).toList(),
                versions.stream().filter(it -> it.isSeenBy(insurer)).toList(),
                decisions.stream().filter(it -> it.slot().isSeenBy(insurer)).toList());
    }

    /** What a champion answers for; a null insurer means every insurer. */
    public record Slot(String lineOfBusiness, String currency, @Nullable String insurer) {

        private boolean isSeenBy(String other) {
            return insurer == null || insurer.equals(other);
        }
    }

    /**
     * The version in service in a slot.
     *
     * @param version the version; null while the baseline is in service, or in an insurer's slot what every insurer has
     * @param calibration calibration that it went into service with
     * @param since when it did
     * @param pinned whether a person decided that the slot stays on it
     * @param challenge the challenger under way; null for none
     * @param states where each version stands that was ever moved here, in one word
     */
    public record Champion(
            Slot slot,
            @Nullable String version,
            @Nullable Integer calibration,
            @Nullable Instant since,
            boolean pinned,
            @Nullable Challenge challenge,
            Map<String, String> states) {}

    /**
     * A challenger under way.
     *
     * @param number which challenge of the slot it is, from 1
     * @param share share of the claims that it decides; 0 in shadow
     * @param trial what settled claims say; null before the retrain worker has looked
     */
    public record Challenge(String version, int number, Instant since, double share, @Nullable Trial trial) {}

    /**
     * How far a trial is, as the retrain worker last saw it.
     *
     * @param settled settled claims that both estimated
     * @param judged those that count: the first of each claimant
     * @param evidence how much speaks for the challenger
     * @param threshold evidence that is proof
     * @param decided settled claims that the challenger decided, as a canary
     * @param course how the evidence went, from 1 on; empty where it is not known
     */
    public record Trial(
            int settled,
            int judged,
            double championError,
            double challengerError,
            double evidence,
            double threshold,
            int decided,
            List<TrialPoint> course) {

        public Trial {
            course = List.copyOf(course);
        }
    }

    /** A place among the versions. */
    public record Place(Instant publishedAt, String version) {}

    /** A published version with its manifest. */
    public record Version(String version, Instant publishedAt, String signingKeyId, JsonNode manifest) {

        /** Whether someone of an insurer may know of it: it is for every insurer, or for that one. With null everything is seen. */
        public boolean isSeenBy(@Nullable String insurer) {
            String owner = manifest.path("insurer").textValue();
            return insurer == null || owner == null || owner.equals(insurer);
        }
    }

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
