package io.claimstream.retrain.watch;

import io.claimstream.domain.privacy.Erasures;
import io.claimstream.event.ClaimLabelled;
import io.claimstream.event.LabelKind;
import io.claimstream.model.DatasetSummary.Offsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The settlements that a model can be judged by: of each claim the first, none of a claim of which any label was read for its training, and
 * none of an erased claimant. It is shown the whole of claims.labelled.v1, each partition in its order. Used by one thread.
 */
public final class UnseenSettlements {

    private final List<Offsets> learnedFrom;
    private final Erasures erasures;
    private final Set<String> known = new HashSet<>();

    /**
     * The settlements that a model has not seen.
     *
     * @param learnedFrom what was read for its training
     * @param erasures who is erased
     */
    public UnseenSettlements(List<Offsets> learnedFrom, Erasures erasures) {
        this.learnedFrom = List.copyOf(learnedFrom);
        this.erasures = erasures;
    }

    /**
     * Whether a label is such a settlement.
     *
     * @param wanted which settlements are looked for; the first of a claim that is wanted counts
     */
    public boolean isNext(ConsumerRecord<String, ClaimLabelled> read, Predicate<ClaimLabelled> wanted) {
        ClaimLabelled label = read.value();
        String claim = label.getInsurer() + '|' + label.getClaimId();
        if (wasLearnedFrom(read)) {
            known.add(claim);
            return false;
        }
        return label.getLabelKind() == LabelKind.SETTLED
                && erasures.of(label.getInsurer(), label.getClaimantPseudonym()).isEmpty()
                && wanted.test(label)
                && known.add(claim);
    }

    private boolean wasLearnedFrom(ConsumerRecord<String, ClaimLabelled> read) {
        return learnedFrom.stream()
                .anyMatch(range -> range.partition() == read.partition() && read.offset() < range.to());
    }
}
