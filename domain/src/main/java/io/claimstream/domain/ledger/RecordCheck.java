package io.claimstream.domain.ledger;

import io.claimstream.domain.ledger.Fault.Kind;
import io.claimstream.event.DecisionEntry;
import io.claimstream.event.HashedRecord;
import io.claimstream.event.RecordRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares what entries name with what stands on the topics. First every entry is told, then every record of the topics that are named, in any
 * order; keeps a line in memory for each record that is named. Not thread-safe.
 */
public final class RecordCheck {

    private static final int MOST_FAULTS = 1_000;

    private final Map<String, Map<RecordRef, Named>> byTopic = new HashMap<>();
    private final Map<String, Map<Integer, Long>> lastDecided = new HashMap<>();
    private final List<Fault> faults = new ArrayList<>();
    private long checked;
    private long waiting;

    /** What an entry says of a record. */
    private record Named(int chain, long sequence, Optional<String> sha256) {}

    /** Takes an entry. */
    public void entry(DecisionEntry entry) {
        HashedRecord decided = entry.getRecord();
        name(entry, decided)
                .ifPresent(earlier -> add(new Fault(
                        Kind.ENTERED_TWICE,
                        entry.getPartition(),
                        entry.getSequence(),
                        place(decided.getTopic(), ref(decided)),
                        "expected one entry, but entry " + earlier.sequence() + " of chain " + earlier.chain()
                                + " is about the same record")));
        lastDecided
                .computeIfAbsent(decided.getTopic(), it -> new HashMap<>())
                .merge(decided.getPartition(), decided.getOffset(), Math::max);
        entry.getInputs().forEach(it -> {
            Optional<Named> unused = name(entry, it);
        });
    }

    /** Notes what an entry says of a record; the first that has a hash counts. Answers what was noted before. */
    private Optional<Named> name(DecisionEntry entry, HashedRecord record) {
        Map<RecordRef, Named> records = byTopic.computeIfAbsent(record.getTopic(), it -> new HashMap<>());
        Named now = new Named(entry.getPartition(), entry.getSequence(), record.getSha256());
        Optional<Named> earlier = Optional.ofNullable(records.get(ref(record)));
        records.put(ref(record), earlier.filter(it -> it.sha256().isPresent()).orElse(now));
        return earlier;
    }

    /**
     * Takes a record of a topic of decisions.
     *
     * @param mayWait whether it is so new that its entry may still come
     */
    public void decision(String topic, RecordRef place, byte[] value, boolean mayWait) {
        if (compare(topic, place, value)) {
            return;
        }
        boolean isBehind =
                place.getOffset() > lastDecided.getOrDefault(topic, Map.of()).getOrDefault(place.getPartition(), -1L);
        if (isBehind && mayWait) {
            waiting++;
            return;
        }
        add(new Fault(
                Kind.NOT_ENTERED,
                place.getPartition(),
                0,
                place(topic, place),
                isBehind
                        ? "expected an entry by now; is decision-ledger running?"
                        : "expected an entry, but the chain has only later decisions of this topic"));
    }

    /** Takes a record of a topic of inputs. */
    public void input(String topic, RecordRef place, byte[] value) {
        compare(topic, place, value);
    }

    /** Whether any entry names the record; if so it is compared. */
    private boolean compare(String topic, RecordRef place, byte[] value) {
        Map<RecordRef, Named> records = byTopic.computeIfAbsent(topic, it -> new HashMap<>());
        Named named = records.remove(place);
        if (named == null) {
            return false;
        }
        checked++;
        named.sha256()
                .filter(it -> !it.equals(LedgerHash.of(value)))
                .ifPresent(sha256 -> add(new Fault(
                        Kind.RECORD_CHANGED,
                        named.chain(),
                        named.sequence(),
                        place(topic, place),
                        "expected what hashes to " + sha256 + ", as entry " + named.sequence()
                                + " says, but it hashes to " + LedgerHash.of(value))));
        return true;
    }

    /** After the last record: everything that is wrong, the first thousand of it. */
    public List<Fault> faults() {
        byTopic.forEach((topic, records) -> records.forEach((place, named) -> {
            // Without a hash it was gone already when the entry was made. No erasure excuses: it destroys keys, and
            // removes no record.
            if (named.sha256().isPresent()) {
                add(new Fault(
                        Kind.RECORD_MISSING,
                        named.chain(),
                        named.sequence(),
                        place(topic, place),
                        "expected the record that entry " + named.sequence() + " names, but it is gone"));
            }
        }));
        byTopic.clear();
        faults.sort(Comparator.comparingInt(Fault::partition).thenComparingLong(Fault::sequence));
        return List.copyOf(faults);
    }

    /** Records that were compared. */
    public long checked() {
        return checked;
    }

    /** Decisions whose entry may still come. */
    public long waiting() {
        return waiting;
    }

    private void add(Fault fault) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(fault);
        }
    }

    private static RecordRef ref(HashedRecord record) {
        return new RecordRef(record.getPartition(), record.getOffset());
    }

    private static String place(String topic, RecordRef place) {
        return topic + " " + place.getPartition() + "@" + place.getOffset();
    }
}
