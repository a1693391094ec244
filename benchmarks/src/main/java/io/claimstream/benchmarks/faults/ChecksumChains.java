package io.claimstream.benchmarks.faults;

import io.claimstream.event.RecordRef;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A chain of checksums for each claim and stage: cₙ = SHA-256(cₙ₋₁ ‖ revision ‖ content hash), in the order of the records of its key. The
 * chains of all stages are equal, unless a record was lost, doubled, put under another key or overtaken by a later one. Method: the
 * verification of responsive (Responsive Systems), who fold such a chain through a store. Not thread-safe.
 */
final class ChecksumChains {

    private static final String UNKNOWN = "unknown";

    private final Map<RecordRef, String> contents = new HashMap<>();
    private final Map<RecordRef, RecordRef> acceptedOf = new HashMap<>();
    private final Map<String, List<Link>> accepted = new HashMap<>();
    private final Map<String, List<Link>> features = new HashMap<>();
    private final Map<String, List<Link>> scored = new HashMap<>();

    /**
     * A record of a stage.
     *
     * @param revision revision of the claim
     * @param source where the record that it was made from stands, one stage before; for an accepted one itself
     */
    record Link(int revision, RecordRef source) {}

    /** The next record of a key on claims.accepted.v1. */
    void accepted(String key, int revision, RecordRef at, String contentHash) {
        contents.put(at, contentHash);
        add(accepted, key, new Link(revision, at));
    }

    /** The next record of a key on claims.features.v1. */
    void features(String key, int revision, RecordRef at, RecordRef madeFrom) {
        acceptedOf.put(at, madeFrom);
        add(features, key, new Link(revision, madeFrom));
    }

    /** The next live score of a key on claims.scored.v1. */
    void scored(String key, int revision, RecordRef madeFrom) {
        add(scored, key, new Link(revision, madeFrom));
    }

    private static void add(Map<String, List<Link>> stage, String key, Link link) {
        stage.computeIfAbsent(key, any -> new ArrayList<>()).add(link);
    }

    /** The keys whose chains differ, as far as the stages were read; empty when every chain is whole. */
    List<String> broken() {
        TreeSet<String> keys = new TreeSet<>(accepted.keySet());
        keys.addAll(features.keySet());
        keys.addAll(scored.keySet());
        return keys.stream().filter(key -> !isWhole(key)).toList();
    }

    private boolean isWhole(String key) {
        byte[] wanted = fold(accepted.getOrDefault(key, List.of()), false);
        return Arrays.equals(wanted, fold(features.getOrDefault(key, List.of()), false))
                && Arrays.equals(wanted, fold(scored.getOrDefault(key, List.of()), true));
    }

    private byte[] fold(List<Link> links, boolean throughFeatures) {
        MessageDigest digest = sha256();
        byte[] chain = new byte[digest.getDigestLength()];
        for (Link link : links) {
            digest.update(chain);
            digest.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(link.revision()).array());
            chain = digest.digest(content(link.source(), throughFeatures).getBytes(StandardCharsets.UTF_8));
        }
        return chain;
    }

    private String content(RecordRef source, boolean throughFeatures) {
        RecordRef at = throughFeatures ? acceptedOf.get(source) : source;
        return at == null ? UNKNOWN : contents.getOrDefault(at, UNKNOWN);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected every JVM to know SHA-256.", e);
        }
    }
}
