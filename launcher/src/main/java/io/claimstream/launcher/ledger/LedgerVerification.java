package io.claimstream.launcher.ledger;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.ledger.ChainCheck;
import io.claimstream.domain.ledger.Fault;
import io.claimstream.domain.ledger.LedgerHash;
import io.claimstream.domain.ledger.Link;
import io.claimstream.domain.ledger.RecordCheck;
import io.claimstream.domain.privacy.Erasures;
import io.claimstream.event.DecisionEntry;
import io.claimstream.event.LedgerHead;
import io.claimstream.event.RecordRef;
import io.claimstream.launcher.offline.ErasureEvidence;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.serde.EventSerdes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads the ledger, its heads, and the topics that entries name, and says what is not as it was written. Keeps some lines in memory for each
 * decision. Not thread-safe.
 */
final class LedgerVerification {

    private static final int SHOWN = 20;

    private final LedgerLog log;
    private final EventSerdes serdes;
    private final Predicate<LedgerHead> isSigned;
    private final Instant settledBefore;
    private final LedgerSample sample;
    private final Map<Integer, List<Link>> links = new TreeMap<>();
    private final Map<Integer, List<LedgerHead>> heads = new TreeMap<>();
    private final List<Fault> faults = new ArrayList<>();
    private long unreadable;

    /**
     * Nothing is read yet.
     *
     * @param isSigned whether a head is signed by a trusted key
     * @param settledBefore decisions known before this must have an entry
     * @param sample told of every score that is entered
     */
    LedgerVerification(
            LedgerLog log,
            EventSerdes serdes,
            Predicate<LedgerHead> isSigned,
            Instant settledBefore,
            LedgerSample sample) {
        this.log = log;
        this.serdes = serdes;
        this.isSigned = isSigned;
        this.settledBefore = settledBefore;
        this.sample = sample;
    }

    /** Reads and compares everything. */
    ObjectNode run(ObjectNode result) {
        Erasures erasures = ErasureEvidence.read(log.evidence(), serdes);
        RecordCheck records =
                new RecordCheck((topic, place) -> erasures.removed(topic, place).isPresent());
        // Heads before entries: one that is read later may be of entries that were not there yet.
        log.read(Topics.DECISIONS_HEADS, this::head);
        log.read(Topics.DECISIONS_LEDGER, (record, entry) -> entry(record, entry, records));
        decisions(Topics.CLAIMS_SCORED, records, (record, score) -> score.getScoredAt());
        decisions(Topics.CLAIMS_RESCORED, records, (record, score) -> score.getScoredAt());
        decisions(Topics.CLAIMS_FEEDBACK, records, (record, said) -> Instant.ofEpochMilli(record.timestamp()));
        inputs(Topics.CLAIMS_FEATURES, records);
        inputs(Topics.CLAIMS_ACCEPTED, records);
        chains().forEach(partition ->
                faults.addAll(ChainCheck.faults(partition, links(partition), heads(partition), isSigned)));
        faults.addAll(records.faults());
        return told(result, records);
    }

    /** What is wrong. */
    List<Fault> faults() {
        return List.copyOf(faults);
    }

    private void head(ConsumerRecord<byte[], byte[]> record, Optional<LedgerHead> head) {
        if (head.isPresent()) {
            heads.computeIfAbsent(record.partition(), it -> new ArrayList<>()).add(head.get());
        } else {
            unreadable++;
        }
    }

    private void entry(ConsumerRecord<byte[], byte[]> record, Optional<DecisionEntry> entry, RecordCheck records) {
        links.computeIfAbsent(record.partition(), it -> new ArrayList<>())
                .add(entry.map(it -> Link.of(record.offset(), it))
                        .orElseGet(() -> Link.unreadable(record.offset(), record.partition(), record.value())));
        entry.ifPresent(it -> {
            records.entry(it);
            sample.consider(it);
        });
        unreadable += entry.isPresent() ? 0 : 1;
    }

    private <V extends SpecificRecord> void decisions(
            Topic<V> topic, RecordCheck records, BiFunction<ConsumerRecord<byte[], byte[]>, V, Instant> knownAt) {
        log.read(topic, (record, event) -> {
            if (event.isPresent()) {
                boolean mayWait = !knownAt.apply(record, event.get()).isBefore(settledBefore);
                records.decision(topic.name(), place(record), record.value(), mayWait);
            } else {
                // Never decided anything, unless it is named: the service made a dead letter of it.
                unreadable++;
                records.input(topic.name(), place(record), record.value());
            }
        });
    }

    private void inputs(Topic<? extends SpecificRecord> topic, RecordCheck records) {
        log.read(topic, (record, event) -> records.input(topic.name(), place(record), record.value()));
    }

    private List<Integer> chains() {
        List<Integer> all = new ArrayList<>(links.keySet());
        heads.keySet().stream().filter(it -> !links.containsKey(it)).forEach(all::add);
        return all;
    }

    private List<Link> links(int partition) {
        return links.getOrDefault(partition, List.of());
    }

    private List<LedgerHead> heads(int partition) {
        return heads.getOrDefault(partition, List.of());
    }

    private ObjectNode told(ObjectNode result, RecordCheck records) {
        result.put("entries", links.values().stream().mapToLong(List::size).sum())
                .put("heads", heads.values().stream().mapToLong(List::size).sum())
                .put("records", records.checked())
                .put("waiting", records.waiting())
                .put("erased", records.erased())
                .put("unreadable", unreadable)
                .put("faults", faults.size());
        ArrayNode first = result.putArray("firstFaults");
        faults.stream().limit(SHOWN).forEach(it -> first.addObject()
                .put("kind", it.kind().name())
                .put("partition", it.partition())
                .put("sequence", it.sequence())
                .put("place", it.place())
                .put("detail", it.detail()));
        ArrayNode ends = result.putArray("chains");
        chains().forEach(partition -> end(ends.addObject(), partition));
        return result;
    }

    /** What to keep elsewhere: with it a chain that was made anew, heads and all, is found. */
    private void end(ObjectNode json, int partition) {
        List<Link> all = links(partition);
        json.put("partition", partition)
                .put("entries", all.size())
                .put(
                        "hash",
                        all.isEmpty()
                                ? LedgerHash.NONE
                                : all.get(all.size() - 1).stated());
        List<LedgerHead> signed = heads(partition);
        if (!signed.isEmpty()) {
            LedgerHead last = signed.get(signed.size() - 1);
            json.put("signedUpTo", last.getSequence())
                    .put("head", last.getNumber())
                    .put("headHash", LedgerHash.of(last))
                    .put("signedAt", last.getSignedAt().toString())
                    .put("keyId", last.getKeyId());
        }
    }

    private static RecordRef place(ConsumerRecord<byte[], byte[]> record) {
        return new RecordRef(record.partition(), record.offset());
    }
}
