package io.claimstream.scoring;

import io.claimstream.model.ModelBundle;
import io.claimstream.model.ModelProbe;
import io.claimstream.model.Sha256;
import io.claimstream.model.artifact.Refusal;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Does not try again what came through once in this process, so that a roll back does not wait for a throw-away process. What is refused is
 * tried anew each time. Bounded. Thread-safe.
 */
final class ProvenModels implements ModelProbe {

    private static final int REMEMBERED = 64;

    private final ModelProbe probe;
    private final Set<Proven> proven = new LinkedHashSet<>();

    /** Hashes of what came through. */
    private record Proven(String manifest, String artifact) {}

    ProvenModels(ModelProbe probe) {
        this.probe = probe;
    }

    @Override
    public Optional<Refusal> refuse(ModelBundle bundle) {
        Proven key = new Proven(Sha256.hex(bundle.manifest()), Sha256.hex(bundle.artifact()));
        if (isKnown(key)) {
            return Optional.empty();
        }
        Optional<Refusal> refusal = probe.refuse(bundle);
        if (refusal.isEmpty()) {
            remember(key);
        }
        return refusal;
    }

    private synchronized boolean isKnown(Proven key) {
        return proven.contains(key);
    }

    private synchronized void remember(Proven key) {
        proven.add(key);
        if (proven.size() > REMEMBERED) {
            Iterator<Proven> eldestFirst = proven.iterator();
            eldestFirst.next();
            eldestFirst.remove();
        }
    }
}
