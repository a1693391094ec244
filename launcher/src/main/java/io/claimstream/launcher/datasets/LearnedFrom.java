package io.claimstream.launcher.datasets;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.event.ClaimFeedback;
import io.claimstream.event.ModelVersion;
import io.claimstream.launcher.command.BadInputException;
import io.claimstream.model.DatasetSource;
import io.claimstream.model.training.ClaimLabels;
import io.claimstream.schemas.Topics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Which models learned from what was said of one claim. What trains is decided by {@link ClaimLabels}, as everywhere. One thread. */
final class LearnedFrom {

    private final Map<String, ClaimFeedback> feedback = new LinkedHashMap<>();
    private final ClaimLabels labels = new ClaimLabels();
    private final Map<String, DatasetSource> models = new LinkedHashMap<>();

    private LearnedFrom() {}

    /**
     * Reads feedback, labels and models.
     *
     * @return a line for each feedback on the claim, in the order in which it was recorded
     * @throws BadInputException when nothing was said of the claim
     */
    static ArrayNode of(DatasetLog log, ClaimKey claim) {
        LearnedFrom learned = new LearnedFrom();
        log.read(Topics.CLAIMS_FEEDBACK, (place, said) -> {
            if (isOf(claim, said.getInsurer(), said.getClaimId())) {
                learned.feedback.putIfAbsent(said.getFeedbackId(), said);
            }
        });
        if (learned.feedback.isEmpty()) {
            throw new BadInputException(
                    "Expected a claim on which there is feedback, but there is none on '" + claim.text()
                            + "'. The id is written as INSURER|CLAIM, in capitals and small letters as submitted.");
        }
        log.read(Topics.CLAIMS_LABELLED, (place, label) -> {
            if (isOf(claim, label.getInsurer(), label.getClaimId())) {
                learned.labels.add(place, label);
            }
        });
        log.read(Topics.MODELS_VERSIONS, (place, version) -> learned.add(version));
        return learned.rows();
    }

    private static boolean isOf(ClaimKey claim, String insurer, String claimId) {
        return claim.insurer().equals(insurer) && claim.claimId().equals(claimId);
    }

    private void add(ModelVersion version) {
        byte[] manifest = new byte[version.getManifest().remaining()];
        version.getManifest().duplicate().get(manifest);
        DatasetSource.of(manifest).ifPresent(source -> models.put(version.getVersion(), source));
    }

    private ArrayNode rows() {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        feedback.forEach((id, said) -> {
            var versions = rows.addObject()
                    .put("feedbackId", id)
                    .put("kind", said.getKind().name().toLowerCase(Locale.ROOT))
                    .put("actor", said.getActor())
                    .put("eventTime", said.getEventTime().toString())
                    .putArray("usedIn");
            usedIn(id).forEach(versions::add);
        });
        return rows;
    }

    private List<String> usedIn(String feedbackId) {
        return models.entrySet().stream()
                .filter(model -> labels.usedBy(model.getValue())
                        .filter(label -> label.getFeedbackId().equals(feedbackId))
                        .isPresent())
                .map(Map.Entry::getKey)
                .toList();
    }
}
