package io.claimstream.feedback.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.domain.claim.Pseudonymiser;
import io.claimstream.event.RecordRef;
import io.claimstream.event.SubjectErased;
import io.claimstream.feedback.privacy.ErasureTable.Done;
import io.claimstream.feedback.view.ReadModel;
import io.claimstream.feedback.view.Uses;
import io.claimstream.platform.destruction.Destructions;
import io.claimstream.platform.pseudonym.Destroyed;
import io.claimstream.platform.pseudonym.PseudonymDestruction;
import io.claimstream.platform.seal.Subject;
import io.claimstream.platform.seal.SubjectKeys;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.json.EventJson;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The steps of an erasure, each of which may be done again. One thread. */
final class ErasureWork {

    /** How long processes that do not reach the database work with pseudonyms and keys that they remember, and a second for clocks. */
    static final Duration FORGOTTEN_WITHIN = Destructions.TRUSTED_FOR.plusSeconds(1);

    private final Jdbi jdbi;
    private final PseudonymDestruction pseudonyms;
    private final SubjectKeys keys;
    private final ErasureWorld world;
    private final ReadModel readModel;
    private final Clock clock;
    /** How far is waited for, by erasure and what waits: taken once, for the ends of a topic move on. Forgotten with the process. */
    private final Map<String, Map<TopicPartition, Long>> awaited = new HashMap<>();

    ErasureWork(Jdbi jdbi, SubjectKeys keys, ErasureWorld world, ReadModel readModel, Clock clock) {
        this.jdbi = jdbi;
        this.pseudonyms = new PseudonymDestruction(clock);
        this.keys = keys;
        this.world = world;
        this.readModel = readModel;
        this.clock = clock;
    }

    /**
     * Does a step.
     *
     * @param before what was done before it
     * @return what came of it; empty when it is not its time yet
     */
    Optional<JsonNode> run(Step step, Erasure erasure, Map<Step, Done> before) {
        return switch (step) {
            case KEYS -> Optional.of(destroy(erasure));
            case CLAIMS -> Optional.of(jdbi.inTransaction(handle -> mark(handle, erasure)));
            case TOLD -> Optional.of(tell(erasure, before, currencies(erasure)));
            case CACHES -> isForgotten(before) ? Optional.of(nothing()) : Optional.empty();
            case LATE_CLAIMS -> lateClaims(erasure, before);
            case HISTORIES -> histories(erasure);
            case RECORDS -> Optional.of(jdbi.inTransaction(handle -> RecordCleaning.clean(handle, erasure)));
        };
    }

    /** Whether the read model has every label and model version that there was, of which the receipt tells. */
    boolean knowsLearning(Erasure erasure) {
        return world.isInReadModel(ends(erasure, Topics.CLAIMS_LABELLED.name()))
                && world.isInReadModel(ends(erasure, Topics.MODELS_VERSIONS.name()));
    }

    /** What the receipt says. */
    ReceiptContent receipt(Erasure erasure, Map<Step, Done> steps) {
        SortedMap<String, Integer> learned = new TreeMap<>();
        int leftOut = 0;
        Subject subject = erasure.subject();
        for (String claimId : jdbi.withHandle(handle -> ErasedClaimTable.every(handle, erasure))) {
            ClaimKey claim = new ClaimKey(subject.insurer(), claimId);
            Set<String> own = jdbi.withHandle(handle -> ownFeedback(handle, claim, subject));
            Uses uses = readModel.usedIn(claim);
            own.stream()
                    .flatMap(it -> uses.of(it).stream())
                    .distinct()
                    .forEach(it -> learned.merge(it, 1, Integer::sum));
            leftOut += jdbi.withHandle(handle -> isLeftOut(handle, claim, subject)) ? 1 : 0;
        }
        awaited.keySet().removeIf(it -> it.startsWith(erasure.erasureId()));
        return new ReceiptContent(erasure, steps, learned, leftOut);
    }

    /** Remembered in the same transaction, because what was destroyed cannot be counted a second time. */
    private JsonNode destroy(Erasure erasure) {
        Subject subject = erasure.subject();
        keys.destroy(subject);
        return jdbi.inTransaction(handle -> {
            Destroyed pseudonym = pseudonyms.destroy(
                    handle, Pseudonymiser.Kind.CLAIMANT.name(), subject.insurer(), subject.pseudonym());
            @Nullable
            Done before = ErasureTable.steps(handle, erasure.erasureId()).get(Step.KEYS);
            if (before != null) {
                return before.result();
            }
            if (pseudonym == Destroyed.NOTHING
                    && Subjects.isNamed(handle, subject)
                    && !pseudonyms.areSomeForgotten(handle)) {
                throw new ErasureWaitsException("accepted claims name the claimant, but record_pseudonym has no such"
                        + " pseudonym: claim-ingest works on another database, or this one was restored");
            }
            JsonNode result = Subjects.destroyedKeys(handle, subject, nothing())
                    .put("pseudonyms", pseudonym == Destroyed.ROW ? 1 : 0)
                    .put("pseudonymMarks", pseudonym == Destroyed.MARK ? 1 : 0);
            ErasureTable.done(
                    handle,
                    erasure.erasureId(),
                    Step.KEYS,
                    new Done(clock.instant().truncatedTo(ChronoUnit.MICROS), result));
            return result;
        });
    }

    private static JsonNode mark(Handle handle, Erasure erasure) {
        ErasedClaimTable.mark(handle, erasure);
        return nothing().put("claims", ErasedClaimTable.claims(handle, erasure).size());
    }

    /** What the projection marked after an erasure was done: its histories end and its records are cleaned, too. */
    void late(Erasure erasure) {
        List<ErasedClaimTable.Late> late = jdbi.withHandle(handle -> ErasedClaimTable.late(handle, erasure));
        Map<Step, Done> before = jdbi.withHandle(handle -> ErasureTable.steps(handle, erasure.erasureId()));
        List<String> all = currencies(erasure);
        if (!told(before).containsAll(all)) {
            var unused = tell(erasure, before, all);
        }
        jdbi.useTransaction(handle -> {
            var unused = RecordCleaning.clean(handle, erasure);
            ErasedClaimTable.seen(handle, erasure, late);
        });
    }

    private static List<String> told(Map<Step, Done> before) {
        List<String> told = new ArrayList<>();
        Objects.requireNonNull(before.get(Step.TOLD))
                .result()
                .path("currencies")
                .forEach(it -> told.add(it.asText()));
        return told;
    }

    private JsonNode tell(Erasure erasure, Map<Step, Done> before, List<String> currencies) {
        RecordRef where = world.tell(SubjectErased.newBuilder()
                .setInsurer(erasure.subject().insurer())
                .setClaimantPseudonym(erasure.subject().pseudonym())
                .setReceipt(Objects.requireNonNull(erasure.receiptText()))
                .setErasedAt(erasedAt(before))
                .setCurrencies(currencies)
                .build());
        ObjectNode result = nothing().put("partition", where.getPartition()).put("offset", where.getOffset());
        currencies.forEach(result.withArray("currencies")::add);
        return result;
    }

    private boolean isForgotten(Map<Step, Done> before) {
        return !clock.instant().isBefore(erasedAt(before).plus(FORGOTTEN_WITHIN));
    }

    /** What was accepted under the pseudonym while processes still remembered it. */
    private Optional<JsonNode> lateClaims(Erasure erasure, Map<Step, Done> before) {
        if (!world.isInReadModel(ends(erasure, Topics.CLAIMS_ACCEPTED.name()))) {
            return Optional.empty();
        }
        JsonNode marked = jdbi.inTransaction(handle -> mark(handle, erasure));
        List<String> all = currencies(erasure);
        if (!told(before).containsAll(all)) {
            var unused = tell(erasure, before, all);
        }
        return Optional.of(marked);
    }

    /** First the erasure itself, then what feature-stream wrote of it to the log of histories, must have come back to it. */
    private Optional<JsonNode> histories(Erasure erasure) {
        boolean isRemoved = world.isInHistories(ends(erasure, Topics.PRIVACY_ERASURES.name()))
                && world.isInHistories(ends(erasure, Topics.CLAIMS_HISTORY.name()));
        return isRemoved
                ? Optional.of(nothing().put("histories", currencies(erasure).size()))
                : Optional.empty();
    }

    private Map<TopicPartition, Long> ends(Erasure erasure, String topic) {
        String what = erasure.erasureId() + " " + topic;
        @Nullable Map<TopicPartition, Long> known = awaited.get(what);
        if (known != null) {
            return known;
        }
        Map<TopicPartition, Long> ends = world.ends(topic);
        awaited.put(what, ends);
        return ends;
    }

    private List<String> currencies(Erasure erasure) {
        return jdbi.withHandle(handle -> Subjects.currencies(handle, erasure.subject()));
    }

    /** The feedback that made labels of a claim which name a claimant. A claim that was corrected has labels of somebody else, too. */
    private static Set<String> ownFeedback(Handle handle, ClaimKey claim, Subject subject) {
        return handle
                .createQuery("select document from view_label where insurer = :insurer and claim_id = :claim")
                .bind("insurer", claim.insurer())
                .bind("claim", claim.claimId())
                .mapTo(String.class)
                .list()
                .stream()
                .map(it -> EventJson.parse(it))
                .filter(it -> it.path("claimantPseudonym").asText().equals(subject.pseudonym()))
                .map(it -> it.path("feedbackId").asText())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether the newest label of a claim is a claimant's. */
    private static boolean isLeftOut(Handle handle, ClaimKey claim, Subject subject) {
        return handle.createQuery("select count(*) from view_settled where insurer = :insurer and claim_id = :claim"
                                + " and claimant = :claimant and settled is not null")
                        .bind("insurer", claim.insurer())
                        .bind("claim", claim.claimId())
                        .bind("claimant", subject.pseudonym())
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    private static Instant erasedAt(Map<Step, Done> before) {
        return Objects.requireNonNull(before.get(Step.KEYS)).at();
    }

    private static ObjectNode nothing() {
        return JsonNodeFactory.instance.objectNode();
    }
}
