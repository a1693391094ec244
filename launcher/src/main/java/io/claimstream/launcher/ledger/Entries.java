package io.claimstream.launcher.ledger;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.event.DecisionEntry;
import io.claimstream.launcher.command.CommonOptions;
import io.claimstream.launcher.command.OutputFormat;
import io.claimstream.launcher.instance.InstanceSettings;
import io.claimstream.launcher.instance.RegistryClients;
import io.claimstream.launcher.instance.Services;
import io.claimstream.platform.config.Settings;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.json.EventJson;
import io.claimstream.schemas.serde.EventSerdes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Entries of the ledger, found by reading all of it. */
final class Entries {

    /** Topics that feedback-api tells by an outbox. */
    private static final Set<String> TOLD = Set.of(Topics.CLAIMS_CONTESTS.name(), Topics.CLAIMS_APPROVALS.name());

    private Entries() {}

    /** Those that are asked for, in the order in which they were known; what feedback-api told again in the same bytes once. */
    static List<DecisionEntry> read(CommonOptions common, Selection selection) {
        Settings settings = InstanceSettings.pointedAtInstance(common.settings(Services.settings()));
        EventSerdes serdes = new EventSerdes(RegistryClients.of(settings));
        List<DecisionEntry> found = new ArrayList<>();
        try (LedgerLog log = new LedgerLog(settings, serdes, common.progress())) {
            log.read(Topics.DECISIONS_LEDGER, (record, entry) -> entry.filter(selection::takes)
                    .ifPresent(found::add));
        }
        found.sort(Comparator.comparing(DecisionEntry::getKnownAt)
                .thenComparing(DecisionEntry::getPartition)
                .thenComparing(DecisionEntry::getSequence));
        return once(found);
    }

    /**
     * Of contests and declined approvals, what is the same byte for byte once: feedback-api writes it again when it was cut off before it could note that it
     * had. What says anything else of the same contest or approval stays.
     */
    static List<DecisionEntry> once(List<DecisionEntry> entries) {
        Set<String> told = new HashSet<>();
        return entries.stream()
                .filter(it -> !TOLD.contains(it.getRecord().getTopic())
                        || told.add(it.getDecisionId() + " "
                                + it.getRecord().getSha256().orElse("")))
                .toList();
    }

    /** Prints them: whole as JSON, what matters as a table. */
    static void print(CommonOptions common, List<DecisionEntry> entries) {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        entries.forEach(it -> rows.add(common.output() == OutputFormat.JSON ? EventJson.toJson(it) : row(it)));
        common.printer().list(rows);
    }

    private static ObjectNode row(DecisionEntry entry) {
        ObjectNode row = JsonNodeFactory.instance
                .objectNode()
                .put("knownAt", entry.getKnownAt().toString())
                .put("kind", entry.getKind().name())
                .put("claim", entry.getInsurer() + "/" + entry.getClaimId())
                .put("decision", entry.getDecisionId())
                .put("decidedBy", entry.getDecidedBy());
        entry.getAutomatic().ifPresent(it -> row.put("automatic", it));
        entry.getRevision().ifPresent(it -> row.put("revision", it));
        entry.getEstimate().ifPresent(it -> row.put("estimate", it));
        entry.getAmount().ifPresent(it -> row.put("amount", it));
        entry.getResultFeedbackId().ifPresent(it -> row.put("result", it));
        entry.getAskedKind().ifPresent(it -> row.put("askedKind", it.name()));
        entry.getAskedBy().ifPresent(it -> row.put("askedBy", it));
        return row.put("entry", entry.getPartition() + "@" + entry.getSequence());
    }
}
