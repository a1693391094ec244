package io.claimstream.retrain.publish;

import io.claimstream.domain.lifecycle.Published;
import io.claimstream.domain.lifecycle.SlotHistory;
import io.claimstream.event.CalibrationRecord;
import io.claimstream.event.ModelArtifactChunk;
import io.claimstream.event.ModelDeployment;
import io.claimstream.event.ModelSlot;
import io.claimstream.event.ModelVersion;
import io.claimstream.model.ChunkAssembly;
import io.claimstream.model.ModelBundle;
import io.claimstream.model.ModelManifest;
import io.claimstream.platform.config.Settings;
import io.claimstream.retrain.log.CommittedLog;
import io.claimstream.retrain.run.SlotName;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.serde.EventSerdes;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** What the model topics say now. Each question reads its topic from the beginning; they are short. Thread-safe. */
public final class ModelTopics {

    private final CommittedLog<ModelVersion> versions;
    private final CommittedLog<ModelArtifactChunk> artifacts;
    private final CommittedLog<ModelDeployment> deployments;
    private final CommittedLog<CalibrationRecord> calibrations;

    public ModelTopics(Settings settings, EventSerdes serdes) {
        versions = CommittedLog.of(settings, serdes, Topics.MODELS_VERSIONS);
        artifacts = CommittedLog.of(settings, serdes, Topics.MODELS_ARTIFACTS);
        deployments = CommittedLog.of(settings, serdes, Topics.MODELS_DEPLOYMENTS);
        calibrations = CommittedLog.of(settings, serdes, Topics.MODELS_CALIBRATION);
    }

    /** Version of the champion of a slot; empty while the baseline is in service. */
    public Optional<String> champion(SlotName slot) {
        return history(slot.toEvent()).champion();
    }

    /** The champion of every slot that is for all insurers; slots with the baseline in service are not there. */
    public Map<SlotName, String> champions() {
        List<ModelDeployment> log = deployments();
        Map<SlotName, String> champions = new TreeMap<>();
        log.stream().map(ModelDeployment::getSlot).distinct().forEach(slot -> {
            SlotName name = new SlotName(slot.getLineOfBusiness(), slot.getCurrency());
            if (name.is(slot)) {
                SlotHistory.of(slot, log).champion().ifPresent(version -> champions.put(name, version));
            }
        });
        return champions;
    }

    /** What was decided in a slot. */
    public SlotHistory history(ModelSlot slot) {
        return SlotHistory.of(slot, deployments());
    }

    /**
     * What the topics hold of a version; empty when it was never published.
     *
     * @param known whether its chunks are known to be there; they are read through otherwise
     */
    public Optional<Published> published(String version, boolean known) {
        return manifest(version).map(event -> {
            ModelSlot slot = ModelManifest.parse(bytes(event.getManifest())).slot();
            return new Published(slot, known || bundle(version).isPresent(), newestCalibration(version));
        });
    }

    private Optional<Integer> newestCalibration(String version) {
        AtomicInteger newest = new AtomicInteger();
        calibrations.read(read -> {
            if (read.value().getModelVersion().equals(version)) {
                newest.accumulateAndGet(read.value().getNumber(), Math::max);
            }
        });
        return newest.get() == 0 ? Optional.empty() : Optional.of(newest.get());
    }

    /** The newest calibration of a version in a slot; empty when there is none. */
    public Optional<CalibrationRecord> lastCalibration(SlotName slot, String version) {
        Deque<CalibrationRecord> newest = new ArrayDeque<>();
        eachCalibration(slot, version, record -> {
            newest.clear();
            newest.add(record);
        });
        return Optional.ofNullable(newest.peek());
    }

    /** Shows every calibration of a version in a slot, in order. */
    public void eachCalibration(SlotName slot, String version, Consumer<CalibrationRecord> visitor) {
        calibrations.read(read -> {
            CalibrationRecord record = read.value();
            if (record.getModelVersion().equals(version) && slot.is(record.getSlot())) {
                visitor.accept(record);
            }
        });
    }

    /** Every move in every slot, in order. */
    public List<ModelDeployment> deployments() {
        List<ModelDeployment> moves = new ArrayList<>();
        deployments.read(read -> moves.add(read.value()));
        return moves;
    }

    /** Number of the last calibration; 0 when there is none. */
    public int lastCalibration() {
        AtomicInteger last = new AtomicInteger();
        calibrations.read(read -> last.accumulateAndGet(read.value().getNumber(), Math::max));
        return last.get();
    }

    /** A published model; empty when its manifest or a chunk is missing. Not verified. */
    public Optional<ModelBundle> bundle(String version) {
        ChunkAssembly chunks = new ChunkAssembly();
        artifacts.read(read -> {
            if (read.value().getVersion().equals(version)) {
                chunks.add(read.value());
            }
        });
        return manifest(version)
                .flatMap(it -> chunks.artifact(it.getChunks()).map(artifact -> ModelBundle.of(it, artifact)));
    }

    private Optional<ModelVersion> manifest(String version) {
        List<ModelVersion> found = new ArrayList<>();
        versions.read(read -> {
            if (read.value().getVersion().equals(version)) {
                found.add(read.value());
            }
        });
        return found.stream().findFirst();
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
