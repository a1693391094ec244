package io.claimstream.feedback.view;

import static io.claimstream.feedback.view.Column.amount;
import static io.claimstream.feedback.view.Column.id;
import static io.claimstream.feedback.view.Column.text;
import static io.claimstream.feedback.view.Column.time;

import io.claimstream.feedback.view.ClaimSummaries.Summed;
import io.claimstream.feedback.view.ClaimSummary.Verdict;
import io.claimstream.model.ReviewReason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/**
 * The claims that wait for a person, by review reason. A table of its own, since a claim has several reasons or none: an index over lists would serve none of
 * them. Not thread-safe; for one transaction.
 */
final class WaitingReasons {

    static final String TABLE = "view_waiting_reason";

    private static final Set<String> KNOWN =
            Arrays.stream(ReviewReason.values()).map(Enum::name).collect(Collectors.toSet());
    private static final List<String> COPIED =
            List.of("insurer", "claim_id", "line_of_business", "currency", "due_order", "risk_order");
    private static final Upsert UPSERT = Upsert.replacing(
            TABLE,
            List.of(id("insurer"), id("claim_id"), id("reason")),
            List.of(id("line_of_business"), text("currency", 10), time("due_order"), amount("risk_order")));
    private static final String THERE = "select r.insurer, r.claim_id, r.reason"
            + " from unnest(cast(:claims as varchar array)) as c(claim_id)"
            + " join view_waiting_reason r on r.insurer = :insurer and r.claim_id = c.claim_id";
    private static final String DELETE =
            "delete from view_waiting_reason" + " where insurer = :insurer and claim_id = :claim and reason = :reason";

    private final Set<Key> claims = new HashSet<>();
    private final List<Row> rows = new ArrayList<>();
    private final Set<Place> now = new HashSet<>();

    /** A claim of an insurer. */
    private record Key(String insurer, String claimId) {}

    /** A row of the table. */
    private record Place(Key claim, String reason) {}

    /** The reasons of a score as its row has them. A reason that this version does not know is nothing to ask for. */
    static String format(Collection<String> reasons) {
        return reasons.stream().filter(KNOWN::contains).distinct().sorted().collect(Collectors.joining(","));
    }

    /** Reads {@link #format}; null where a score came before they were kept. */
    static List<String> parse(@Nullable String text) {
        return text == null || text.isEmpty() ? List.of() : List.of(text.split(",", -1));
    }

    /**
     * Takes a claim in.
     *
     * @param row as it is listed
     */
    void add(Summed summed, Row row) {
        Key claim = new Key(summed.claim().key().insurer(), summed.claim().key().claimId());
        claims.add(claim);
        ClaimSummary.@Nullable Decision decision = summed.claim().decision();
        if (decision == null || decision.verdict() != Verdict.OPEN) {
            return;
        }
        for (String reason : summed.reviewReasons()) {
            Row waiting = new Row().with("reason", reason);
            COPIED.forEach(it -> waiting.with(it, row.get(it)));
            rows.add(waiting);
            now.add(new Place(claim, reason));
        }
    }

    /** Brings the table up to date within the handle's transaction. */
    void write(Handle handle) {
        List<Place> gone = new ArrayList<>();
        claims.stream()
                .collect(Collectors.groupingBy(Key::insurer, Collectors.mapping(Key::claimId, Collectors.toList())))
                .forEach((insurer, ids) -> gone.addAll(there(handle, insurer, ids)));
        gone.removeAll(now);
        if (!gone.isEmpty()) {
            PreparedBatch batch = handle.prepareBatch(DELETE);
            gone.forEach(it -> batch.bind("insurer", it.claim().insurer())
                    .bind("claim", it.claim().claimId())
                    .bind("reason", it.reason())
                    .add());
            batch.execute();
        }
        UPSERT.write(handle, rows);
    }

    private static List<Place> there(Handle handle, String insurer, List<String> claimIds) {
        return handle.createQuery(THERE)
                .bind("insurer", insurer)
                .bindArray("claims", String.class, claimIds)
                .map((row, context) -> new Place(
                        new Key(Rows.text(row, "insurer"), Rows.text(row, "claim_id")), Rows.text(row, "reason")))
                .list();
    }
}
