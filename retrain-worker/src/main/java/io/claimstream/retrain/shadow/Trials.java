package io.claimstream.retrain.shadow;

import io.claimstream.domain.lifecycle.Challenge;
import io.claimstream.domain.lifecycle.SlotHistory;
import io.claimstream.domain.privacy.Erasures;
import io.claimstream.domain.trial.AlphaSpending;
import io.claimstream.domain.trial.Trial;
import io.claimstream.event.ClaimLabelled;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.ModelDeployment;
import io.claimstream.model.DatasetSummary.Offsets;
import io.claimstream.model.ModelBundle;
import io.claimstream.model.ModelVerifier;
import io.claimstream.model.artifact.ModelRefusedException;
import io.claimstream.platform.config.Settings;
import io.claimstream.retrain.log.CommittedLog;
import io.claimstream.retrain.log.ErasureLog;
import io.claimstream.retrain.publish.ModelTopics;
import io.claimstream.retrain.run.SlotName;
import io.claimstream.retrain.watch.UnseenSettlements;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.serde.EventSerdes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The challenges under way and how far they are. All that it knows comes from the topics, anew after a restart and after an erasure: claims
 * of erased claimants speak for nobody. Used by one thread.
 */
public final class Trials {

    private static final Logger LOGGER = LoggerFactory.getLogger(Trials.class);

    private final Logs logs;
    private final ModelTopics topics;
    private final ModelVerifier verifier;
    private final double alpha;
    private final Map<SlotName, Contest> contests = new TreeMap<>();
    private final Map<SlotName, Pairing> pairings = new TreeMap<>();
    private Map<Integer, Long> labelsUpTo = Map.of();
    private Map<Integer, Long> shadowsUpTo = Map.of();
    private Erasures erasures = Erasures.none();
    private boolean isStale = true;

    /**
     * What is read.
     *
     * @param labelled claims.labelled.v1
     * @param shadows claims.rescored.v1
     * @param erased who is erased
     */
    public record Logs(CommittedLog<ClaimLabelled> labelled, CommittedLog<ClaimScored> shadows, ErasureLog erased) {

        /** Those of the cluster that the settings name. */
        public static Logs of(Settings settings, EventSerdes serdes) {
            return new Logs(
                    CommittedLog.of(settings, serdes, Topics.CLAIMS_LABELLED),
                    CommittedLog.of(settings, serdes, Topics.CLAIMS_RESCORED),
                    ErasureLog.of(settings, serdes));
        }
    }

    /** Who challenges whom. A share of a canary changes nothing about that, so that it is not part of it. */
    private record Contest(String champion, Challenge challenge) {

        boolean isSame(Contest other) {
            return champion.equals(other.champion) && challenge.number() == other.challenge.number();
        }
    }

    /**
     * Trials from the topics.
     *
     * @param alpha chance that any challenger of a slot that is no better is ever proven better, above 0 and below 1
     */
    public Trials(Logs logs, ModelTopics topics, ModelVerifier verifier, double alpha) {
        this.logs = logs;
        this.topics = topics;
        this.verifier = verifier;
        this.alpha = alpha;
    }

    /** Champions or challengers may have changed: the next look reads them. */
    public void changed() {
        isStale = true;
    }

    /** How far each challenge is by what is committed now; those without a champion to beat are not there. */
    public Map<SlotName, Progress> look() {
        leaveOutErased();
        follow();
        if (!pairings.isEmpty()) {
            read();
        }
        Map<SlotName, Progress> progress = new TreeMap<>();
        pairings.forEach((slot, pairing) -> progress.put(slot, pairing.progress()));
        return progress;
    }

    /** Slots in which a challenge is under way. */
    public Set<SlotName> slots() {
        follow();
        return Set.copyOf(contests.keySet());
    }

    /** Shadow scores last: of a label that was read, the shadow score was written before. */
    private void read() {
        labelsUpTo = logs.labelled().read(labelsUpTo, read -> {
            Pairing pairing = pairings.get(SlotName.of(read.value()));
            if (pairing != null) {
                pairing.visit(read);
            }
        });
        shadowsUpTo = logs.shadows().read(shadowsUpTo, read -> {
            ClaimScored score = read.value();
            Pairing pairing = pairings.get(new SlotName(score.getLineOfBusiness(), score.getCurrency()));
            if (pairing != null) {
                pairing.visit(score);
            }
        });
    }

    private void leaveOutErased() {
        Erasures now = logs.erased().read();
        if (now.subjects() != erasures.subjects()) {
            contests.clear();
            isStale = true;
        }
        erasures = now;
    }

    private void follow() {
        if (!isStale) {
            return;
        }
        Map<SlotName, Contest> now = underWay();
        if (!isSame(now)) {
            labelsUpTo = Map.of();
            shadowsUpTo = Map.of();
            pairings.clear();
            now.forEach((slot, contest) -> pairing(contest).ifPresent(it -> pairings.put(slot, it)));
        }
        pairings.keySet().retainAll(now.keySet());
        now.forEach((slot, contest) ->
                Optional.ofNullable(pairings.get(slot)).ifPresent(pairing -> pairing.now(contest.challenge())));
        contests.clear();
        contests.putAll(now);
        isStale = false;
    }

    private boolean isSame(Map<SlotName, Contest> now) {
        return now.entrySet().stream().allMatch(it -> Optional.ofNullable(contests.get(it.getKey()))
                .filter(it.getValue()::isSame)
                .isPresent());
    }

    private Map<SlotName, Contest> underWay() {
        List<ModelDeployment> log = topics.deployments();
        Map<SlotName, Contest> found = new TreeMap<>();
        log.stream().map(ModelDeployment::getSlot).distinct().forEach(slot -> {
            SlotName name = new SlotName(slot.getLineOfBusiness(), slot.getCurrency());
            SlotHistory history = SlotHistory.of(slot, log);
            if (name.is(slot) && history.champion().isPresent()) {
                history.challenge()
                        .ifPresent(it ->
                                found.put(name, new Contest(history.champion().get(), it)));
            }
        });
        return found;
    }

    private Optional<Pairing> pairing(Contest contest) {
        List<Offsets> learnedFrom = new ArrayList<>();
        boolean areKnown = addLearnedFrom(contest.champion(), learnedFrom)
                && addLearnedFrom(contest.challenge().version(), learnedFrom);
        return areKnown
                ? Optional.of(new Pairing(
                        contest.champion(),
                        contest.challenge(),
                        new UnseenSettlements(learnedFrom, erasures),
                        new Trial(AlphaSpending.level(alpha, contest.challenge().number()))))
                : Optional.empty();
    }

    /** Without knowing what a model learned from nothing can be said of it. */
    private boolean addLearnedFrom(String version, List<Offsets> learnedFrom) {
        Optional<ModelBundle> bundle = topics.bundle(version);
        try {
            bundle.map(verifier::verify)
                    .ifPresent(manifest -> learnedFrom.addAll(manifest.dataset().labelled()));
            return bundle.isPresent();
        } catch (ModelRefusedException e) {
            LOGGER.atWarn()
                    .addKeyValue("modelVersion", version)
                    .addKeyValue("code", e.refusal().code())
                    .log("challenge cannot be judged");
            return false;
        }
    }
}
