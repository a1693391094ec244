package io.claimstream.retrain.report;

import io.claimstream.event.ClaimProtected;
import io.claimstream.model.evaluation.fairness.PersonGroup;
import io.claimstream.platform.config.Settings;
import io.claimstream.retrain.dataset.LabelledClaim;
import io.claimstream.retrain.log.CommittedLog;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.serde.EventSerdes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The age bands and genders of drivers, from claims.protected.v1. Thread-safe. */
public final class DriverGroups {

    private static final PersonGroup NOT_STATED = PersonGroup.of(null, null);

    private final CommittedLog<ClaimProtected> topic;

    DriverGroups(CommittedLog<ClaimProtected> topic) {
        this.topic = topic;
    }

    /** Reads the cluster that the settings name. */
    public static DriverGroups of(Settings settings, EventSerdes serdes) {
        return new DriverGroups(CommittedLog.of(settings, serdes, Topics.CLAIMS_PROTECTED));
    }

    private record Revision(String insurer, String claimId, int number) {

        static Revision of(LabelledClaim claim) {
            return new Revision(claim.insurer(), claim.claimId(), claim.revision());
        }

        static Revision of(ClaimProtected attributes) {
            return new Revision(attributes.getInsurer(), attributes.getClaimId(), attributes.getRevision());
        }
    }

    /** The group of each claim's driver, in order; nothing is stated of a claim that the topic does not have. */
    List<PersonGroup> of(List<LabelledClaim> claims) {
        Map<Revision, PersonGroup> groups = new HashMap<>();
        claims.forEach(claim -> groups.put(Revision.of(claim), NOT_STATED));
        topic.read(
                read -> groups.computeIfPresent(Revision.of(read.value()), (revision, before) -> group(read.value())));
        return claims.stream()
                .map(claim -> Objects.requireNonNull(groups.get(Revision.of(claim))))
                .toList();
    }

    private static PersonGroup group(ClaimProtected attributes) {
        return PersonGroup.of(
                attributes.getGender().orElse(null), attributes.getDriverAge().orElse(null));
    }
}
