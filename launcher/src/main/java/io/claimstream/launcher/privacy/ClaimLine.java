package io.claimstream.launcher.privacy;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Whom the accepted revisions of one claim name: the claimant who is counted, or somebody else. Not thread-safe. */
final class ClaimLine {

    private final NavigableMap<Integer, Boolean> isOwn = new TreeMap<>();
    private final NavigableMap<Integer, Long> acceptedAt = new TreeMap<>();

    /** @param at Kafka timestamp of the accepted record, in milliseconds */
    void accepted(int revision, boolean own, long at) {
        isOwn.put(revision, own);
        acceptedAt.put(revision, at);
    }

    boolean isOwn(int revision) {
        return isOwn.getOrDefault(revision, false);
    }

    /**
     * Whether what was said at a time is about the claimant who is counted: by its revision, or, where that is not said or was never accepted, by the last revision of
     * that time; before all of them, by the first.
     *
     * @param revision null where the claim as a whole is meant
     * @param at Kafka timestamp in milliseconds
     */
    boolean isAbout(@Nullable Integer revision, long at) {
        if (revision != null && isOwn.containsKey(revision)) {
            return isOwn(revision);
        }
        int last = acceptedAt.entrySet().stream()
                .filter(it -> it.getValue() <= at)
                .mapToInt(Map.Entry::getKey)
                .max()
                .orElseGet(acceptedAt::firstKey);
        return isOwn(last);
    }
}
