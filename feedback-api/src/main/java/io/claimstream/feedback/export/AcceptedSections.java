package io.claimstream.feedback.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.feature.FeatureSetV1;
import io.claimstream.event.ClaimAccepted;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.RecordRef;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.json.EventJson;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The revisions as they were accepted, and what was computed from them: read where the read model says that they stand. Not thread-safe. */
final class AcceptedSections {

    private static final String PERSONAL = "personal";

    private final Gathering with;

    AcceptedSections(Gathering with) {
        this.with = with;
    }

    /** Names and contacts, opened. */
    void person() {
        with.out().section(Section.PERSON);
        for (OwnRevision revision : with.own().all()) {
            with.log()
                    .at(Topics.CLAIMS_ACCEPTED, revision.accepted())
                    .flatMap(ClaimAccepted::getPersonal)
                    .ifPresent(it -> with.out()
                            .item(identity(revision).setAll(with.opener().personal(it))));
        }
    }

    /** Facts and heads of loss. */
    void revisions() {
        with.out().section(Section.REVISIONS);
        with.out().expect(Topics.CLAIMS_ACCEPTED);
        for (OwnRevision revision : with.own().all()) {
            with.log()
                    .at(Topics.CLAIMS_ACCEPTED, revision.accepted())
                    .ifPresentOrElse(
                            it -> with.out().record(Topics.CLAIMS_ACCEPTED, unsealed(EventJson.toJson(it))),
                            () -> with.out().item(identity(revision).put("state", "not on the log any more")));
        }
    }

    /**
     * Features: those of a score by their place, those that are not scored yet by looking through the topic.
     *
     * @param scored the places of what was scored, by revision
     */
    void features(Map<OwnRevision, RecordRef> scored) {
        with.out().section(Section.FEATURES);
        with.out().expect(Topics.CLAIMS_FEATURES);
        Set<RecordRef> known = new HashSet<>(scored.values());
        for (RecordRef place : known) {
            with.log().at(Topics.CLAIMS_FEATURES, place).ifPresent(this::features);
        }
        List<OwnRevision> unscored =
                with.own().all().stream().filter(it -> !scored.containsKey(it)).toList();
        unscored.stream()
                .map(OwnRevision::since)
                .min(java.util.Comparator.naturalOrder())
                .ifPresent(since -> with.log().scan(Topics.CLAIMS_FEATURES, since, (record, event) -> {
                    boolean isOwn = event.getClaimantPseudonym()
                                    .equals(with.own().subject().pseudonym())
                            && event.getInsurer().equals(with.own().subject().insurer());
                    if (isOwn && !known.contains(new RecordRef(record.partition(), record.offset()))) {
                        features(event);
                    }
                }));
    }

    private void features(ClaimFeatures event) {
        with.out().record(Topics.CLAIMS_FEATURES, named(EventJson.toJson(event), event.getFeatureSet()));
    }

    /** Values by the names of the features, where the feature set is one that this build has the names of. */
    static ObjectNode named(ObjectNode event, String featureSet) {
        JsonNode values = event.path("values");
        if (featureSet.equals(FeatureSetV1.VERSION) && values.size() == FeatureSetV1.NAMES.size()) {
            ObjectNode named = JsonNodeFactory.instance.objectNode();
            for (int i = 0; i < values.size(); i++) {
                named.set(FeatureSetV1.NAMES.get(i), values.get(i));
            }
            event.set("values", named);
        }
        return event;
    }

    /** An event without sealed bytes, which say nothing to anybody. */
    static ObjectNode unsealed(ObjectNode event) {
        for (String field : List.of(PERSONAL, "note", "accidentDescription", "injuryDescription")) {
            if (event.path(field).has("ciphertext")) {
                event.remove(field);
            }
        }
        return event;
    }

    private static ObjectNode identity(OwnRevision revision) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("insurer", revision.claim().insurer())
                .put("claimId", revision.claim().claimId())
                .put("revision", revision.number());
    }
}
