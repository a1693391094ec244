package io.claimstream.launcher.datasets;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.domain.privacy.Erasures;
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
    private final Erasures erasures;

    private LearnedFrom(Erasures erasures) {
        this.erasures = erasures;
    }

    /**
     * Reads feedback, labels, erasures and models.
     *
     * @return a line for each feedback on the claim, in the order in which it was recorded, with the receipt when its claimant is erased
     * @throws BadInputException when nothing was said of the claim
     */
    static ArrayNode of(DatasetLog log, ClaimKey claim) {
        LearnedFrom learned = new LearnedFrom(log.erasures());
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
            ObjectNode row = rows.addObject();
            labels.erased(erasures).ifPresent(erasure -> row.put("erasureReceipt", erasure.receipt()));
            var versions = row.put("feedbackId", id)
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
                .filter(model -> labels.usedBy(model.getValue(), erasures)
                        .filter(label -> label.getFeedbackId().equals(feedbackId))
                        .isPresent())
                .map(Map.Entry::getKey)
                .toList();
    }
}
