package io.claimstream.launcher.ledger;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.ledger.ChainCheck;
import io.claimstream.domain.ledger.Fault;
import io.claimstream.domain.ledger.KeptEnd;
import io.claimstream.domain.ledger.LedgerHash;
import io.claimstream.domain.ledger.Link;
import io.claimstream.domain.ledger.RecordCheck;
import io.claimstream.domain.ledger.TopicCheck;
import io.claimstream.event.DecisionEntry;
import io.claimstream.event.LedgerHead;
import io.claimstream.event.RecordRef;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads the ledger, its heads, and the topics that entries name, and says what is not as it was written. Keeps some lines in memory for each
 * decision. Not thread-safe.
 */
final class LedgerVerification {

    private static final int SHOWN = 20;

    private static final List<Topic<?>> READ = List.of(
            Topics.DECISIONS_HEADS,
            Topics.DECISIONS_LEDGER,
            Topics.CLAIMS_SCORED,
            Topics.CLAIMS_RESCORED,
            Topics.CLAIMS_FEEDBACK,
            Topics.CLAIMS_CONTESTS,
            Topics.CLAIMS_APPROVALS,
            Topics.CLAIMS_FEATURES,
            Topics.CLAIMS_ACCEPTED);

    private final LedgerLog log;
    private final ChainCheck.Demands demands;
    private final List<KeptEnd> kept;
    private final LedgerSample sample;
    private final Map<Integer, List<Link>> links = new TreeMap<>();
    private final Map<Integer, List<LedgerHead>> heads = new TreeMap<>();
    private final List<Fault> faults = new ArrayList<>();
    private long unreadable;

    /**
     * Nothing is read yet.
     *
     * @param demands which heads count, and how long decisions may wait for their entries and these for a head
     * @param kept ends of chains as they were before; empty for none
     * @param sample told of every score that is entered
     */
    LedgerVerification(LedgerLog log, ChainCheck.Demands demands, List<KeptEnd> kept, LedgerSample sample) {
        this.log = log;
        this.demands = demands;
        this.kept = kept;
        this.sample = sample;
    }

    /** Reads and compares everything. */
    ObjectNode run(ObjectNode result) {
        RecordCheck records = new RecordCheck();
        READ.forEach(
                topic -> faults.addAll(TopicCheck.faults(topic, log.evidence().begins(topic.name()))));
        // Heads before entries: one that is read later may be of entries that were not there yet.
        log.read(Topics.DECISIONS_HEADS, this::head);
        log.read(Topics.DECISIONS_LEDGER, (record, entry) -> entry(record, entry, records));
        decisions(Topics.CLAIMS_SCORED, records, (record, score) -> score.getScoredAt());
        decisions(Topics.CLAIMS_RESCORED, records, (record, score) -> score.getScoredAt());
        decisions(Topics.CLAIMS_FEEDBACK, records, (record, said) -> Instant.ofEpochMilli(record.timestamp()));
        decisions(Topics.CLAIMS_CONTESTS, records, (record, ended) -> Instant.ofEpochMilli(record.timestamp()));
        decisions(Topics.CLAIMS_APPROVALS, records, (record, declined) -> Instant.ofEpochMilli(record.timestamp()));
        inputs(Topics.CLAIMS_FEATURES, records);
        inputs(Topics.CLAIMS_ACCEPTED, records);
        chains().forEach(partition ->
                faults.addAll(ChainCheck.faults(partition, links(partition), heads(partition), demands)));
        kept.forEach(it -> faults.addAll(it.faults(links(it.partition()), heads(it.partition()))));
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
                boolean mayWait = demands.lag().mayWait(knownAt.apply(record, event.get()));
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

    /** Those of the catalogue, whether they have anything or not, and what stands beside them. */
    private Set<Integer> chains() {
        Set<Integer> all = new TreeSet<>(links.keySet());
        all.addAll(heads.keySet());
        IntStream.range(0, Topics.DECISIONS_LEDGER.partitions()).forEach(all::add);
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
                .put("unreadable", unreadable)
                .put("keptChains", kept.size())
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

    /** What to keep elsewhere: with it a chain that was cut off or made anew, heads and all, is found. */
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
