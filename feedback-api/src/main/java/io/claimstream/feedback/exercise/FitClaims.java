package io.claimstream.feedback.exercise;

import io.claimstream.feedback.figures.AgreementSums;
import io.claimstream.model.Scorer;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/**
 * Finds claims that are fit for an exercise of a person: settled, not erased, whose last live score before the first settlement, by a model, turned out right; and with which the person never had to do. Of an insurer's settled claims the
 * newest {@value #LOOKED_AT} are looked at.
 */
final class FitClaims {

    static final int LOOKED_AT = 5_000;

    private static final String SETTLED = "(select insurer, claim_id, currency, decided_amount as paid from view_claim"
            + " where insurer = :insurer and decision = 'SETTLED' and decided_amount > 0"
            + " order by submitted_at desc, claim_id desc limit " + LOOKED_AT + ") d";

    private static final String FIRST_SETTLED = "(select min(p.recorded_at) from view_feedback p"
            + " where p.insurer = d.insurer and p.claim_id = d.claim_id and p.kind = 'SETTLED')";

    private static final String RIGHT =
            "select d.claim_id, s.revision, s.score_id, s.currency, s.estimate, s.lower_end,"
                    + " s.upper_end, d.paid from " + SETTLED
                    + " join view_score s on s.insurer = d.insurer and s.claim_id = d.claim_id and s.currency = d.currency"
                    + " where s.model_version <> :baseline and s.scored_at < " + FIRST_SETTLED
                    + " and not exists (select 1 from view_score n where n.insurer = s.insurer and n.claim_id = s.claim_id"
                    + " and n.revision > s.revision and n.scored_at < " + FIRST_SETTLED + ")"
                    + " and s.estimate >= " + RightScore.LEAST + " and d.paid between s.lower_end and s.upper_end"
                    + " and abs(s.estimate - d.paid) <= d.paid * " + AgreementSums.OFF
                    + " and not exists (select 1 from record_erased_claim e"
                    + " where e.insurer = d.insurer and e.claim_id = d.claim_id) order by d.claim_id";

    /** Whoever decided on a claim, took it or was given it, was shown its reasons, or had it in an exercise, knows it. */
    private static final String KNOWN = "select f.claim_id, f.actor from view_feedback f join " + SETTLED
            + " on f.insurer = d.insurer and f.claim_id = d.claim_id"
            + " union select a.claim_id, a.assignee from record_assignment a join " + SETTLED
            + " on a.insurer = d.insurer and a.claim_id = d.claim_id where a.assignee is not null"
            + " union select d.claim_id, t.actor from record_audit t join " + SETTLED
            + " on t.resource = '/v1/queue/' || d.insurer || '/' || replace(d.claim_id, '/', '%2F')"
            + " where t.action = 'CLAIM_TAKEN'"
            + " union select s.claim_id, r.actor from record_reasons_shown r"
            + " join view_score s on s.score_id = r.score_id join " + SETTLED
            + " on s.insurer = d.insurer and s.claim_id = d.claim_id"
            + " union select c.claim_id, x.person from record_exercise_claim c"
            + " join record_exercise x on x.exercise_id = c.exercise_id join " + SETTLED
            + " on c.insurer = d.insurer and c.claim_id = d.claim_id";

    private FitClaims() {}

    /**
     * Those of an insurer, in the order of their ids.
     *
     * @param isPerson whether a name that stands in events means the person
     */
    static List<RightScore> find(Jdbi jdbi, String insurer, Predicate<String> isPerson) {
        Set<String> known = known(jdbi, insurer, isPerson);
        return jdbi
                .withHandle(handle -> handle.createQuery(RIGHT)
                        .bind("insurer", insurer)
                        .bind("baseline", Scorer.BASELINE)
                        .map((row, context) -> score(row))
                        .list())
                .stream()
                .filter(it -> !known.contains(it.claimId()))
                .toList();
    }

    /** The claims that the person knows. Of each name it is asked once whether it means the person, and not while a connection is held: that may need another. */
    private static Set<String> known(Jdbi jdbi, String insurer, Predicate<String> isPerson) {
        List<Map.Entry<String, String>> seen = jdbi.withHandle(handle -> handle.createQuery(KNOWN)
                .bind("insurer", insurer)
                .map((row, context) -> Map.entry(text(row, "claim_id"), text(row, "actor")))
                .list());
        Set<String> names = seen.stream()
                .map(Map.Entry::getValue)
                .distinct()
                .filter(isPerson)
                .collect(Collectors.toSet());
        return seen.stream()
                .filter(it -> names.contains(it.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static RightScore score(ResultSet row) throws SQLException {
        return new RightScore(
                text(row, "claim_id"),
                row.getInt("revision"),
                text(row, "score_id"),
                text(row, "currency"),
                new Estimate(amount(row, "estimate"), amount(row, "lower_end"), amount(row, "upper_end")),
                amount(row, "paid"));
    }

    private static BigDecimal amount(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getBigDecimal(column), column);
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getString(column), column);
    }
}
