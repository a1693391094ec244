package io.claimstream.retrain.calibrate;

import io.claimstream.domain.privacy.Erasures;
import io.claimstream.event.CalibrationRecord;
import io.claimstream.event.ClaimLabelled;
import io.claimstream.model.ModelBundle;
import io.claimstream.model.ModelManifest;
import io.claimstream.model.ModelVerifier;
import io.claimstream.model.artifact.ModelRefusedException;
import io.claimstream.retrain.log.CommittedLog;
import io.claimstream.retrain.log.ErasureLog;
import io.claimstream.retrain.publish.ModelTopics;
import io.claimstream.retrain.run.SlotName;
import io.claimstream.retrain.watch.Bounds;
import io.claimstream.retrain.watch.LiveRecord;
import io.claimstream.retrain.watch.Standing;
import io.claimstream.retrain.watch.UnseenSettlements;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns settlements into the next calibration of each champion, and says how each stands. All that it knows comes from the topics: a calibration record says how far
 * claims.labelled.v1 is taken in, and is published in one transaction, so that whoever has the turn next goes on without a gap or a
 * double. Settlements of erased claimants are left out from the erasure on, also of how a champion stands; a calibration that was published
 * stays, for it holds errors without whose they are. Used by one thread; after a failure of publishing it is of no more use.
 */
public final class Calibrations {

    private static final Logger LOGGER = LoggerFactory.getLogger(Calibrations.class);

    private final Logs logs;
    private final ModelTopics topics;
    private final ModelVerifier verifier;
    private final int every;
    private final Bounds bounds;
    private final Map<SlotName, Followed> bySlot = new TreeMap<>();
    private Map<Integer, Long> readUpTo = Map.of();
    private Erasures erasures = Erasures.none();
    private boolean isStale = true;

    /**
     * What is read.
     *
     * @param labelled claims.labelled.v1
     * @param erased who is erased
     */
    public record Logs(CommittedLog<ClaimLabelled> labelled, ErasureLog erased) {}

    /**
     * What settlements lead to.
     *
     * @param every settlements of a champion's claims after which it is calibrated anew
     * @param bounds what a champion has to keep on them
     */
    public record Rules(int every, Bounds bounds) {}

    /**
     * @param rules when to calibrate anew, and what a champion has to keep
     */
    public Calibrations(Logs logs, ModelTopics topics, ModelVerifier verifier, Rules rules) {
        this.logs = logs;
        this.topics = topics;
        this.verifier = verifier;
        this.every = rules.every();
        this.bounds = rules.bounds();
    }

    /** Champions may have changed: the next look reads them, and the log from its beginning. */
    public void championsChanged() {
        isStale = true;
    }

    /** The calibrations that are due now, to be published together; they count as published from here on. */
    public List<CalibrationRecord> due(Instant at) {
        Erasures now = logs.erased().read();
        if (isStale || now.subjects() != erasures.subjects()) {
            erasures = now;
            follow(topics.champions());
        }
        if (!bySlot.isEmpty()) {
            readUpTo = logs.labelled().read(readUpTo, this::visit);
        }
        List<Followed> ready =
                bySlot.values().stream().filter(it -> it.pending() >= every).toList();
        List<CalibrationRecord> records = new ArrayList<>();
        int number = ready.isEmpty() ? 0 : topics.lastCalibration();
        for (Followed followed : ready) {
            records.add(followed.next(readUpTo, ++number, at));
        }
        return records;
    }

    /** How the champions stand by what the last look read; those that cannot be followed are not there. */
    public Map<SlotName, Standing> standings() {
        Map<SlotName, Standing> standings = new TreeMap<>();
        bySlot.forEach((slot, followed) -> standings.put(slot, followed.standing()));
        return standings;
    }

    /** Time of the last label that each champion learned from; those that cannot be followed are not there. */
    public Map<SlotName, Instant> learnedTo() {
        Map<SlotName, Instant> times = new TreeMap<>();
        bySlot.forEach((slot, followed) -> times.put(slot, followed.learnedTo()));
        return times;
    }

    /** Slots whose champion broke a bound when it was judged last. */
    public Set<SlotName> failing() {
        return standings().entrySet().stream()
                .filter(it -> !it.getValue().breaches().isEmpty())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private void visit(ConsumerRecord<String, ClaimLabelled> read) {
        Followed followed = bySlot.get(SlotName.of(read.value()));
        if (followed != null) {
            followed.visit(read);
        }
    }

    private void follow(Map<SlotName, String> champions) {
        bySlot.clear();
        readUpTo = Map.of();
        champions.forEach((slot, version) -> {
            Optional<CalibrationRecord> last = topics.lastCalibration(slot, version)
                    .filter(record -> !record.getResiduals().isEmpty());
            Optional<ModelManifest> manifest = last.flatMap(record -> manifest(version));
            manifest.ifPresent(it ->
                    bySlot.put(slot, new Followed(it, unseen(it), liveRecord(slot, version, it), last.orElseThrow())));
        });
        isStale = false;
    }

    private UnseenSettlements unseen(ModelManifest manifest) {
        return new UnseenSettlements(manifest.dataset().labelled(), erasures);
    }

    private LiveRecord liveRecord(SlotName slot, String version, ModelManifest manifest) {
        LiveRecord live = new LiveRecord(version, manifest.holdout().mape(), bounds);
        topics.eachCalibration(slot, version, live::calibrated);
        return live;
    }

    private Optional<ModelManifest> manifest(String version) {
        Optional<ModelBundle> bundle = topics.bundle(version);
        try {
            return bundle.map(verifier::verify);
        } catch (ModelRefusedException e) {
            LOGGER.atWarn()
                    .addKeyValue("modelVersion", version)
                    .addKeyValue("code", e.refusal().code())
                    .log("champion cannot be calibrated anew");
            return Optional.empty();
        }
    }
}
