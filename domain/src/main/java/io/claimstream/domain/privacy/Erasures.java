package io.claimstream.domain.privacy;

import io.claimstream.event.RecordRef;
import io.claimstream.event.RemovedRecord;
import io.claimstream.event.SubjectErased;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Who was erased, and which records are gone for it, as far as privacy.erasures.v1 is known. Of several erasures of a claimant the first
 * counts, so that what is answered stays what it is. Immutable.
 */
public final class Erasures {

    private static final Erasures NONE = new Erasures(Map.of(), Map.of(), OptionalLong.empty());

    private final Map<Subject, Erasure> bySubject;
    private final Map<RemovedRecord, Erasure> byRecord;
    private final OptionalLong upTo;

    private record Subject(String insurer, String claimant) {}

    private Erasures(Map<Subject, Erasure> bySubject, Map<RemovedRecord, Erasure> byRecord, OptionalLong upTo) {
        this.bySubject = Map.copyOf(bySubject);
        this.byRecord = Map.copyOf(byRecord);
        this.upTo = upTo;
    }

    /** Nothing is known of erasures, not even that there are none: what is read from a file, or was read before there were any. */
    public static Erasures none() {
        return NONE;
    }

    /** Gathers erasures as they are read. Not thread-safe. */
    public static final class Reading {

        private final Map<Subject, Erasure> bySubject = new HashMap<>();
        private final Map<RemovedRecord, Erasure> byRecord = new HashMap<>();

        /** Takes the record at an offset; records come in the order of their offsets, and one may come again. */
        public Reading add(long offset, SubjectErased event) {
            Erasure erasure = new Erasure(offset, event.getReceipt(), event.getErasedAt());
            bySubject.putIfAbsent(new Subject(event.getInsurer(), event.getClaimantPseudonym()), erasure);
            event.getRemoved().forEach(gone -> byRecord.putIfAbsent(gone, erasure));
            return this;
        }

        /**
         * What was taken so far.
         *
         * @param end offset after the last that was read
         */
        public Erasures upTo(long end) {
            return new Erasures(bySubject, byRecord, OptionalLong.of(end));
        }
    }

    /** The erasure of a claimant; empty for one who is not erased as far as is known. */
    public Optional<Erasure> of(String insurer, String claimantPseudonym) {
        return Optional.ofNullable(bySubject.get(new Subject(insurer, claimantPseudonym)));
    }

    /** The erasure that removed the record at a place; empty for one that no erasure removed. */
    public Optional<Erasure> removed(String topic, RecordRef place) {
        return Optional.ofNullable(byRecord.get(new RemovedRecord(topic, place.getPartition(), place.getOffset())));
    }

    /** The records that erasures removed from a topic, in the order of their places. */
    public Map<RecordRef, Erasure> removedFrom(String topic) {
        return byRecord.entrySet().stream()
                .filter(it -> it.getKey().getTopic().equals(topic))
                .collect(Collectors.toMap(
                        it -> new RecordRef(
                                it.getKey().getPartition(), it.getKey().getOffset()),
                        Map.Entry::getValue,
                        (one, other) -> one,
                        TreeMap::new));
    }

    /** What was known when the topic was read up to an offset, exclusive. */
    public Erasures upTo(long end) {
        return new Erasures(before(end, bySubject), before(end, byRecord), OptionalLong.of(end));
    }

    /** Up to which offset the topic is known, exclusive; empty when it was not read at all. */
    public OptionalLong upTo() {
        return upTo;
    }

    /** Number of claimants erased. */
    public int subjects() {
        return bySubject.size();
    }

    private static <K> Map<K, Erasure> before(long end, Map<K, Erasure> erasures) {
        return erasures.entrySet().stream()
                .filter(it -> it.getValue().offset() < end)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
