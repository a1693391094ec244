package io.claimstream.feedback.view;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** What is to be added to tallies, row by row, so that a thousand claims of one day are one write. Not thread-safe; for one transaction. */
final class TallySheet {

    private final Map<Tally, Map<List<Object>, List<BigDecimal>>> sums = new EnumMap<>(Tally.class);

    void add(Collection<Contribution> contributions) {
        contributions.forEach(it -> add(it, it.sums()));
    }

    void takeBack(Collection<Contribution> contributions) {
        contributions.forEach(
                it -> add(it, it.sums().stream().map(BigDecimal::negate).toList()));
    }

    private void add(Contribution to, List<BigDecimal> amounts) {
        sums.computeIfAbsent(to.tally(), tally -> new LinkedHashMap<>()).merge(to.key(), amounts, TallySheet::plus);
    }

    /** Writes within the handle's transaction. What adds up to nothing is not written. */
    void write(Handle handle) {
        sums.forEach((tally, rows) -> {
            List<Row> changed = new ArrayList<>();
            rows.forEach((key, amounts) -> {
                if (amounts.stream().anyMatch(amount -> amount.signum() != 0)) {
                    changed.add(tally.row(key, amounts));
                }
            });
            tally.add(handle, changed);
        });
    }

    private static List<BigDecimal> plus(List<BigDecimal> one, List<BigDecimal> other) {
        List<BigDecimal> sum = new ArrayList<>();
        for (int i = 0; i < one.size(); i++) {
            sum.add(one.get(i).add(other.get(i)));
        }
        return sum;
    }
}
