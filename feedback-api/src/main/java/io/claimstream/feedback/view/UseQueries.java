package io.claimstream.feedback.view;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.domain.privacy.Erasure;
import io.claimstream.domain.privacy.Erasures;
import io.claimstream.event.ClaimLabelled;
import io.claimstream.event.RecordRef;
import io.claimstream.event.SubjectErased;
import io.claimstream.model.DatasetSource;
import io.claimstream.model.training.ClaimLabels;
import io.claimstream.schemas.json.EventJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Questions about what models were made from, and knew of erasures. What trains is decided by {@link ClaimLabels}, as everywhere. */
final class UseQueries {

    private static final String LABELS = "select partition_number, record_offset, document from view_label"
            + " where insurer = :insurer and claim_id = :claim order by partition_number, record_offset";
    private static final String SAID_LATER = "select feedback_id from view_feedback"
            + " where insurer = :insurer and claim_id = :claim and recorded_at > :asOf";
    private static final String MODELS = "select version, dataset_source from view_model"
            + " where dataset_source is not null and published_at <= :asOf order by published_at, version";

    private static final String ERASURES =
            "select record_offset, insurer, claimant, receipt, erased_at from view_erasure"
                    + " where insurer = :insurer and claimant in (<claimants>) order by record_offset";

    private UseQueries() {}

    /**
     * The versions, published by then, whose dataset has a label of the claim, by the feedback that made it; and the erasure of the claimant, when it was known by
     * then. What a dataset knew of erasures its model says itself.
     */
    static Uses usedIn(Handle handle, ClaimKey claim, Instant asOf) {
        ClaimLabels labels = labels(handle, claim, Set.of());
        if (labels.isEmpty()) {
            return Uses.NONE;
        }
        Erasures erasures = erasures(handle, claim.insurer(), labels);
        Map<String, List<String>> versions = new HashMap<>();
        handle.createQuery(MODELS)
                .bind("asOf", Column.bindable(asOf))
                .map((row, context) ->
                        Map.entry(Rows.text(row, "version"), used(labels, Rows.text(row, "dataset_source"), erasures)))
                .forEach(model -> model.getValue()
                        .ifPresent(label -> versions.computeIfAbsent(label.getFeedbackId(), id -> new ArrayList<>())
                                .add(model.getKey())));
        return new Uses(
                versions,
                labels(handle, claim, saidLater(handle, claim, asOf))
                        .erased(erasures)
                        .filter(it -> !it.at().isAfter(asOf))
                        .map(Erasure::receipt));
    }

    /** Feedback that was not known by then, nor was a label that it made. */
    private static Set<String> saidLater(Handle handle, ClaimKey claim, Instant asOf) {
        return handle.createQuery(SAID_LATER)
                .bind("insurer", claim.insurer())
                .bind("claim", claim.claimId())
                .bind("asOf", Column.bindable(asOf))
                .mapTo(String.class)
                .set();
    }

    /** Those of the claimants of a claim. */
    private static Erasures erasures(Handle handle, String insurer, ClaimLabels labels) {
        Erasures.Reading reading = new Erasures.Reading();
        handle.createQuery(ERASURES)
                .bind("insurer", insurer)
                .bindList("claimants", List.copyOf(labels.claimants()))
                .map((row, context) -> Map.entry(
                        row.getLong("record_offset"),
                        SubjectErased.newBuilder()
                                .setInsurer(Rows.text(row, "insurer"))
                                .setClaimantPseudonym(Rows.text(row, "claimant"))
                                .setReceipt(Rows.text(row, "receipt"))
                                .setErasedAt(Rows.time(row, "erased_at"))
                                .build()))
                .forEach(erased -> reading.add(erased.getKey(), erased.getValue()));
        return reading.upTo(Long.MAX_VALUE);
    }

    private static ClaimLabels labels(Handle handle, ClaimKey claim, Set<String> without) {
        ClaimLabels labels = new ClaimLabels();
        handle.createQuery(LABELS)
                .bind("insurer", claim.insurer())
                .bind("claim", claim.claimId())
                .map((row, context) -> Map.entry(
                        new RecordRef(row.getInt("partition_number"), row.getLong("record_offset")),
                        EventJson.fromJson(EventJson.parse(Rows.text(row, "document")), ClaimLabelled.class)))
                .filter(label -> !without.contains(label.getValue().getFeedbackId()))
                .forEach(label -> labels.add(label.getKey(), label.getValue()));
        return labels;
    }

    private static Optional<ClaimLabelled> used(ClaimLabels labels, String source, Erasures erasures) {
        try {
            return labels.usedBy(DatasetSource.parse(source.getBytes(StandardCharsets.UTF_8)), erasures);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected the source of a dataset in view_model.dataset_source.", e);
        }
    }
}
