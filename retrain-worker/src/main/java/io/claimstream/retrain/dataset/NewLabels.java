package io.claimstream.retrain.dataset;

import io.claimstream.event.ClaimLabelled;
import io.claimstream.event.LabelKind;
import io.claimstream.retrain.log.CommittedLog;
import io.claimstream.retrain.run.SlotName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Counts by slot the claims labelled since the slot's last training run, from the topic itself, so that a restart forgets nothing.
 * Each look reads only what came since the one before. Memory is bounded: beyond the limit a count stands still. Labels of erased claimants
 * are counted: a count sets a training off, and what that learns from is decided by {@link DatasetReader}. Used by one thread.
 */
public final class NewLabels {

    private final CommittedLog<ClaimLabelled> topic;
    private final int limit;
    private final Function<SlotName, Map<Integer, Long>> lastRunReadUpTo;
    private final Map<SlotName, Map<Integer, Long>> since = new HashMap<>();
    private final Map<SlotName, Set<String>> claims = new TreeMap<>();
    private Map<Integer, Long> readUpTo = Map.of();

    /**
     * @param limit greatest count of interest
     * @param lastRunReadUpTo what the last run of a slot read, by partition; empty when there was none
     */
    public NewLabels(
            CommittedLog<ClaimLabelled> topic, int limit, Function<SlotName, Map<Integer, Long>> lastRunReadUpTo) {
        this.topic = topic;
        this.limit = limit;
        this.lastRunReadUpTo = lastRunReadUpTo;
    }

    /** Newly labelled claims by slot, up to the limit; every slot that has any label is there. */
    public Map<SlotName, Integer> count() {
        readUpTo = topic.read(readUpTo, this::add);
        Map<SlotName, Integer> counts = new TreeMap<>();
        claims.forEach((slot, fresh) -> counts.put(slot, fresh.size()));
        return counts;
    }

    /** Whether any run of the slot has seen its labels. */
    public boolean trainedBefore(SlotName slot) {
        return !since.getOrDefault(slot, Map.of()).isEmpty();
    }

    /** A run of the slot has read up to the given offsets: only what came later is new. */
    public void trained(SlotName slot, Map<Integer, Long> runReadUpTo) {
        since.put(slot, runReadUpTo);
        claims.put(slot, new HashSet<>());
        // Labels that came during the run were counted, if at all, into the set just thrown away: look at them again.
        readUpTo = earliest(readUpTo, runReadUpTo);
    }

    private void add(ConsumerRecord<String, ClaimLabelled> labelled) {
        SlotName slot = SlotName.of(labelled.value());
        Set<String> fresh = claims.computeIfAbsent(slot, it -> new HashSet<>());
        long from = since.computeIfAbsent(slot, lastRunReadUpTo).getOrDefault(labelled.partition(), 0L);
        if (labelled.offset() < from) {
            return;
        }
        if (labelled.value().getLabelKind() == LabelKind.WITHDRAWN) {
            fresh.remove(labelled.key());
        } else if (fresh.size() < limit) {
            fresh.add(labelled.key());
        }
    }

    private static Map<Integer, Long> earliest(Map<Integer, Long> one, Map<Integer, Long> other) {
        Map<Integer, Long> earliest = new HashMap<>(one);
        other.forEach((partition, offset) -> earliest.merge(partition, offset, Math::min));
        return earliest;
    }
}
