package io.claimstream.feedback.queue;

import io.claimstream.domain.claim.ClaimKey;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who works on a claim.
 *
 * @param version counts the changes, from 0 for a claim that nobody ever took
 * @param last who took it last and has not given it back; null for nobody
 */
public record Assignment(ClaimKey claim, long version, @Nullable Holder last) {

    /**
     * Someone who has a claim.
     *
     * @param actor who
     * @param until when the claim is free again, not included
     */
    public record Holder(String actor, Instant until) {}

    /** Of a claim that nobody ever took. */
    static Assignment none(ClaimKey claim) {
        return new Assignment(claim, 0, null);
    }

    /** Who has the claim at a time; empty when it is free. */
    public Optional<Holder> holder(Instant now) {
        return Optional.ofNullable(last).filter(it -> now.isBefore(it.until()));
    }

    /** The next version of it. */
    Assignment to(@Nullable Holder next) {
        return new Assignment(claim, version + 1, next);
    }
}
