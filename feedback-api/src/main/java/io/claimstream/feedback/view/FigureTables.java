package io.claimstream.feedback.view;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.feedback.view.ClaimSummaries.Summed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Keeps the tallies equal to the claims in view_claim: as claims are summed up anew, what they added before is taken back and what they add now is
 * added. Whatever is read twice, or in another order, they are the sum over the table.
 */
final class FigureTables {

    private static final String KNOWN = "select v.insurer, v.claim_id, v.line_of_business, v.currency, v.submitted_at,"
            + " v.answer_due_at, v.estimate, v.lower_end, v.upper_end, v.model_version, v.confidence, v.decision,"
            + " v.decided_amount, v.decided_at, v.decided_by, v.answer, v.answered_at"
            + " from unnest(cast(:claims as varchar array)) as c(claim_id)"
            + " join view_claim v on v.insurer = :insurer and v.claim_id = c.claim_id";

    private final TallySheet sheet = new TallySheet();
    private final PaidTally payments = new PaidTally();

    private FigureTables() {}

    /**
     * Brings the tallies up to date within the handle's transaction. Call it before the claims are written.
     *
     * @param claims the claims as they are about to be, each once
     */
    static void write(Handle handle, List<Summed> claims) {
        FigureTables tables = new FigureTables();
        Map<ClaimKey, ClaimFacts> known = known(handle, claims);
        for (Summed claim : claims) {
            tables.change(
                    Optional.ofNullable(known.get(claim.claim().key())),
                    ClaimFacts.of(claim.claim(), claim.confidence(), claim.answer()));
        }
        tables.sheet.write(handle);
        tables.payments.write(handle);
    }

    private void change(Optional<ClaimFacts> before, Optional<ClaimFacts> now) {
        if (before.equals(now)) {
            return;
        }
        before.ifPresent(it -> {
            sheet.takeBack(ClaimTallies.of(it));
            ClaimTallies.payment(it).ifPresent(paid -> payments.add(paid, -1));
        });
        now.ifPresent(it -> {
            sheet.add(ClaimTallies.of(it));
            ClaimTallies.payment(it).ifPresent(paid -> payments.add(paid, 1));
        });
    }

    private static Map<ClaimKey, ClaimFacts> known(Handle handle, Collection<Summed> claims) {
        Map<ClaimKey, ClaimFacts> known = new HashMap<>();
        claims.stream()
                .map(it -> it.claim().key())
                .collect(Collectors.groupingBy(
                        ClaimKey::insurer, Collectors.mapping(ClaimKey::claimId, Collectors.toList())))
                .forEach((insurer, ids) -> known(handle, insurer, ids).forEach(it -> known.put(it.key(), it)));
        return known;
    }

    private static List<ClaimFacts> known(Handle handle, String insurer, List<String> claimIds) {
        List<ClaimFacts> facts = new ArrayList<>();
        handle.createQuery(KNOWN)
                .bind("insurer", insurer)
                .bindArray("claims", String.class, claimIds)
                .map((row, context) -> ClaimFacts.of(row))
                .forEach(it -> it.ifPresent(facts::add));
        return facts;
    }
}
