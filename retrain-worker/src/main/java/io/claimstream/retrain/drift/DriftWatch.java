package io.claimstream.retrain.drift;

import io.claimstream.domain.drift.DriftReport;
import io.claimstream.domain.feature.FeatureSetV1;
import io.claimstream.event.DriftDay;
import io.claimstream.retrain.log.CommittedLog;
import io.claimstream.retrain.run.SlotName;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads the days as they are written and compares those after each champion's training with those before it. Keeps a few kilobytes for
 * each day that can still matter. Used by one thread.
 */
public final class DriftWatch {

    private final CommittedLog<DriftDay> topic;
    private final DriftReport.Limits limits;
    private final Map<SlotName, Map<String, DriftDay>> days = new TreeMap<>();
    private Map<Integer, Long> readUpTo = Map.of();

    /**
     * @param topic models.drift.v1
     */
    public DriftWatch(CommittedLog<DriftDay> topic, DriftReport.Limits limits) {
        this.topic = topic;
        this.limits = limits;
    }

    /**
     * Looks.
     *
     * @param trainedTo time of the last label that the champion of each slot learned from
     * @return a report for each of these slots
     */
    public Map<SlotName, DriftReport> look(Map<SlotName, Instant> trainedTo) {
        readUpTo = topic.read(readUpTo, this::take);
        Map<SlotName, DriftReport> reports = new TreeMap<>();
        trainedTo.forEach((slot, at) -> {
            LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
            Map<String, DriftDay> known = days.getOrDefault(slot, Map.of());
            reports.put(slot, DriftReport.of(known.values(), FeatureSetV1.NAMES, day, limits));
        });
        return reports;
    }

    private void take(ConsumerRecord<String, DriftDay> read) {
        DriftDay day = read.value();
        if (day.getFeatureSet().equals(FeatureSetV1.VERSION)) {
            days.computeIfAbsent(new SlotName(day.getLineOfBusiness(), day.getCurrency()), slot -> new HashMap<>())
                    .put(read.key(), day);
        }
    }
}
