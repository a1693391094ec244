package io.claimstream.feedback.view;

import io.claimstream.domain.claim.ClaimKey;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Tells those who wait for a claim that the read model has something new of it. Thread-safe. */
public final class Arrivals implements Consumer<Set<ClaimKey>> {

    private final Map<ClaimKey, CompletableFuture<Void>> waiting = new ConcurrentHashMap<>();

    /**
     * The next time that anything of a claim comes in after this call. Ask first, then look: what came in between would be missed the other
     * way round. Never fails.
     */
    public CompletableFuture<Void> next(ClaimKey claim) {
        return waiting.computeIfAbsent(claim, key -> new CompletableFuture<>());
    }

    /** Nobody waits for a claim any longer, or whoever still does will look once too often. */
    public void forget(ClaimKey claim) {
        accept(Set.of(claim));
    }

    /** Rows of these claims are in the database. */
    @Override
    public void accept(Set<ClaimKey> claims) {
        claims.forEach(claim -> {
            CompletableFuture<Void> next = waiting.remove(claim);
            if (next != null) {
                next.complete(null);
            }
        });
    }
}
