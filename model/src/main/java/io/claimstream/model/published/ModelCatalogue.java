package io.claimstream.model.published;

import io.claimstream.domain.lifecycle.Challenge;
import io.claimstream.domain.lifecycle.Challenges;
import io.claimstream.event.CalibrationRecord;
import io.claimstream.event.DeploymentAction;
import io.claimstream.event.ModelArtifactChunk;
import io.claimstream.event.ModelDeployment;
import io.claimstream.event.ModelVersion;
import io.claimstream.model.ChunkAssembly;
import io.claimstream.model.ModelBundle;
import io.claimstream.model.Slots;
import io.claimstream.model.artifact.ModelRefusedException;
import io.claimstream.model.artifact.Refusal;
import io.claimstream.model.artifact.Refusal.Code;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;

/**
 * What the model topics have said so far: the latest deployments of each slot, calibrations, and models as their parts come in.
 * Whole models go to the archive. Bounded. Used by one thread, except where a method says otherwise.
 */
public final class ModelCatalogue {

    /** The topics that it follows from, one partition each. Artifacts last: the others are small, and say what the chunks are for. */
    public static final List<Topic<? extends SpecificRecord>> TOPICS = List.of(
            Topics.MODELS_VERSIONS, Topics.MODELS_CALIBRATION, Topics.MODELS_DEPLOYMENTS, Topics.MODELS_ARTIFACTS);

    /** How many deployments of a slot are remembered: how far back a good model is looked for. */
    private static final int DEPLOYMENTS = 10;

    private static final int UNFINISHED_MODELS = 16;
    private static final int CALIBRATED_VERSIONS = 256;
    private static final int CALIBRATION_NUMBERS = 10_000;
    private static final int DATED_VERSIONS = 10_000;

    private final ModelArchive archive;
    private final Map<String, Deque<Deployed>> bySlot = new TreeMap<>();
    private final Map<String, Challenges> challenges = new TreeMap<>();
    private final Map<String, Deployed> challengers = new TreeMap<>();
    private final Map<String, CalibrationRecord> newestCalibrations =
            Collections.synchronizedMap(bounded(CALIBRATED_VERSIONS));
    private final Map<Integer, String> versionByCalibration = bounded(CALIBRATION_NUMBERS);
    private final Map<String, Instant> publishedAt = bounded(DATED_VERSIONS);
    private final Map<String, ModelVersion> announced = bounded(UNFINISHED_MODELS);
    private final Map<String, ChunkAssembly> unfinished = bounded(UNFINISHED_MODELS);
    private final Deque<String> newestFirst = new ArrayDeque<>();

    /** A catalogue that knows nothing yet but what lies in the archive. */
    public ModelCatalogue(ModelArchive archive) {
        this.archive = archive;
    }

    /**
     * A deployment and its place on its topic.
     *
     * @param place offset, which orders deployments
     * @param at when it was written to the topic
     */
    public record Deployed(long place, Instant at, ModelDeployment move) {}

    /** A challenge under way, and the latest deployment of its version as a challenger. */
    public record Challenged(Challenge challenge, Deployed deployed) {}

    /**
     * Takes note of an event of the model topics; what is none of deployment, calibration, version and part of an artifact is passed over.
     *
     * @param place offset on its topic
     * @param at when it was written there
     * @throws ModelRefusedException when it cannot be used
     */
    public void take(SpecificRecord event, long place, Instant at) {
        if (event instanceof ModelDeployment move) {
            deployment(place, at, move);
        } else if (event instanceof CalibrationRecord record) {
            calibration(record);
        } else if (event instanceof ModelVersion version) {
            version(version);
        } else if (event instanceof ModelArtifactChunk chunk) {
            chunk(chunk);
        }
    }

    /** Takes note of a deployment that changes what a slot serves, or what challenges it; others are passed over. */
    public void deployment(long place, Instant at, ModelDeployment move) {
        challenge(new Deployed(place, at, move));
        boolean isChange =
                switch (move.getAction()) {
                    case PROMOTED, PINNED, ROLLED_BACK, UNPINNED -> true;
                    default -> false;
                };
        if (!isChange) {
            return;
        }
        Deque<Deployed> latestFirst = bySlot.computeIfAbsent(Slots.key(move.getSlot()), key -> new ArrayDeque<>());
        latestFirst.addFirst(new Deployed(place, at, move));
        if (latestFirst.size() > DEPLOYMENTS) {
            latestFirst.removeLast();
        }
    }

    private void challenge(Deployed deployed) {
        ModelDeployment move = deployed.move();
        String slot = Slots.key(move.getSlot());
        challenges.merge(slot, Challenges.NONE.after(move), (before, first) -> before.after(move));
        if (move.getAction() == DeploymentAction.SHADOWED || move.getAction() == DeploymentAction.CANARY_STARTED) {
            challengers.put(slot, deployed);
        }
    }

    /** Takes note of a calibration; of a version only the newest is kept, since a record holds a whole window of residuals. */
    public void calibration(CalibrationRecord record) {
        versionByCalibration.put(record.getNumber(), record.getModelVersion());
        newestCalibrations.merge(record.getModelVersion(), record, (a, b) -> a.getNumber() > b.getNumber() ? a : b);
    }

    /**
     * Takes note of a version.
     *
     * @throws ModelRefusedException when its name or size cannot be that of a model
     */
    public void version(ModelVersion version) {
        if (!ModelArchive.isName(version.getVersion())) {
            throw new ModelRefusedException(Code.WRONG_VERSION, "the name is not one that a content gives");
        }
        ChunkAssembly.checkSize(version.getChunks());
        publishedAt.putIfAbsent(version.getVersion(), version.getPublishedAt());
        newestFirst.remove(version.getVersion());
        newestFirst.addFirst(version.getVersion());
        if (newestFirst.size() > UNFINISHED_MODELS) {
            newestFirst.removeLast();
        }
        if (!archive.holds(version.getVersion())) {
            announced.put(version.getVersion(), version);
            finish(version.getVersion());
        }
    }

    /**
     * Takes note of a part of an artifact.
     *
     * @throws ModelRefusedException when it contradicts an earlier one or is out of range
     */
    public void chunk(ModelArtifactChunk chunk) {
        String version = chunk.getVersion();
        if (archive.holds(version) || !ModelArchive.isName(version)) {
            return;
        }
        unfinished.computeIfAbsent(version, key -> new ChunkAssembly()).add(chunk);
        finish(version);
    }

    /** The latest deployments of every slot, latest first. */
    public Collection<Deque<Deployed>> slots() {
        return bySlot.values();
    }

    /** The challenges under way. */
    public List<Challenged> challenged() {
        return challengers.entrySet().stream()
                .flatMap(it -> Optional.ofNullable(challenges.get(it.getKey()))
                        .flatMap(Challenges::current)
                        .map(challenge -> new Challenged(challenge, it.getValue()))
                        .stream())
                .toList();
    }

    /** The versions that were announced last and have come whole, the newest first. */
    public List<String> newest(int most) {
        return newestFirst.stream().filter(archive::holds).limit(most).toList();
    }

    /** When a version was first published; empty when its announcement has not come, or very many came after it. */
    public Optional<Instant> publishedAt(String version) {
        return Optional.ofNullable(publishedAt.get(version));
    }

    /** Whether all of a version has come. */
    public boolean isWhole(String version) {
        return archive.holds(version);
    }

    /** The model of a version, when all of it has come. */
    public Optional<ModelBundle> bundle(String version) {
        return archive.get(version);
    }

    /** What is missing of a version, in plain words. */
    public Refusal missing(String version) {
        ChunkAssembly parts = unfinished.get(version);
        return new Refusal(
                Code.INCOMPLETE,
                "version " + version + " has " + (announced.containsKey(version) ? "a" : "no") + " manifest and "
                        + (parts == null ? 0 : parts.size()) + " chunks so far");
    }

    /** Whether the calibration that a deployment names, or a later one of the same version, has come. */
    public boolean hasCalibration(ModelDeployment move) {
        return calibrationInForce(move).isPresent()
                || move.getCalibration()
                        .filter(versionByCalibration::containsKey)
                        .isPresent();
    }

    /** Whether the calibration that a deployment names is known to be of another version. */
    public boolean namesCalibrationOfAnother(ModelDeployment move) {
        return move.getCalibration()
                .flatMap(number -> Optional.ofNullable(versionByCalibration.get(number)))
                .filter(version -> !version.equals(move.getVersion()))
                .isPresent();
    }

    /** The newest calibration of the version that a deployment put in service: the one it names, or a later one. */
    public Optional<CalibrationRecord> calibrationInForce(ModelDeployment move) {
        int least = move.getCalibration().orElse(0);
        return Optional.ofNullable(newestCalibrations.get(move.getVersion()))
                .filter(record -> record.getNumber() >= least);
    }

    /** The newest calibration of a version. For any thread. */
    public Optional<CalibrationRecord> newestCalibration(String version) {
        return Optional.ofNullable(newestCalibrations.get(version));
    }

    private void finish(String version) {
        ModelVersion announcement = announced.get(version);
        ChunkAssembly parts = unfinished.get(version);
        if (announcement == null || parts == null) {
            return;
        }
        parts.artifact(announcement.getChunks()).ifPresent(artifact -> {
            archive.put(ModelBundle.of(announcement, artifact));
            announced.remove(version);
            unfinished.remove(version);
        });
    }

    private static <K, V> Map<K, V> bounded(int limit) {
        return new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > limit;
            }
        };
    }
}
