package io.claimstream.retrain.dataset;

import io.claimstream.domain.privacy.Erasures;
import io.claimstream.event.ClaimLabelled;
import io.claimstream.model.DatasetSummary.Offsets;
import io.claimstream.model.ErasureOffsets;
import io.claimstream.model.FeatureSchema;
import io.claimstream.model.training.Dataset;
import io.claimstream.model.training.DatasetBuilder;
import io.claimstream.retrain.log.CommittedLog;
import io.claimstream.retrain.log.ErasureLog;
import io.claimstream.retrain.run.SlotName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Makes a dataset from the whole of claims.labelled.v1 as it is now: the last record of a claim wins, claims of erased claimants, withdrawn
 * and unusable labels are left out and counted, rows are sorted by the time of their labels. The same offsets, of labels and of erasures,
 * give the same dataset. Thread-safe.
 */
public final class DatasetReader {

    private final CommittedLog<ClaimLabelled> topic;
    private final ErasureLog erased;
    private final FeatureSchema schema;

    public DatasetReader(CommittedLog<ClaimLabelled> topic, ErasureLog erased, FeatureSchema schema) {
        this.topic = topic;
        this.erased = erased;
        this.schema = schema;
    }

    /** Reads the dataset of a slot. */
    public LabelledDataset read(SlotName slot) {
        Erasures erasures = erased.read();
        DatasetBuilder builder = new DatasetBuilder(slot.toEvent(), schema, erasures);
        Map<String, Position> first = new HashMap<>();
        Map<Integer, Long> upTo = topic.read(Map.of(), labelled -> {
            builder.add(labelled.value());
            first.putIfAbsent(claim(labelled.value()), position(labelled));
        });
        List<ClaimLabelled> usable = builder.usable();
        List<Position> firstByRow = usable.stream()
                .map(row -> Objects.requireNonNull(first.get(claim(row))))
                .toList();
        List<LabelledClaim> claims = usable.stream()
                .map(row -> new LabelledClaim(
                        row.getInsurer(), row.getClaimId(), row.getRevision(), row.getClaimEventTime()))
                .toList();
        Dataset rows = builder.build();
        return new LabelledDataset(rows, claims, firstByRow, upTo, builder.manifest(rows, offsets(upTo)));
    }

    /**
     * How many rows of a dataset are of claimants who were erased since it was read. Reads the labels again only when somebody was.
     *
     * @return 0 when everybody in it may still be learned from
     */
    public int erasedSince(LabelledDataset dataset) {
        Erasures now = erased.read();
        if (ErasureOffsets.of(now).equals(dataset.erasures())) {
            return 0;
        }
        Map<String, Integer> revisions = new HashMap<>();
        dataset.claims().forEach(it -> revisions.put(it.insurer() + '|' + it.claimId(), it.revision()));
        Set<String> gone = new HashSet<>();
        var unused = topic.read(Map.of(), labelled -> {
            ClaimLabelled label = labelled.value();
            if (Objects.equals(revisions.get(claim(label)), label.getRevision())
                    && now.of(label.getInsurer(), label.getClaimantPseudonym()).isPresent()) {
                gone.add(claim(label));
            }
        });
        return gone.size();
    }

    private static List<Offsets> offsets(Map<Integer, Long> upTo) {
        return new TreeMap<>(upTo)
                .entrySet().stream()
                        .map(it -> new Offsets(it.getKey(), 0, it.getValue()))
                        .toList();
    }

    private static Position position(ConsumerRecord<?, ?> labelled) {
        return new Position(labelled.partition(), labelled.offset());
    }

    private static String claim(ClaimLabelled labelled) {
        return labelled.getInsurer() + '|' + labelled.getClaimId();
    }
}
