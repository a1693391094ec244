package io.claimstream.feedback.figures;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Scored claims on which nobody has said anything yet: how old they are, how soon they are due, what is at stake. Days are UTC, so a claim that is due
 * today may be past its hour.
 *
 * @param claims how many
 * @param byAge by days since their newest revision came in
 * @param byDeadline by when an answer is due
 * @param atRisk by currency
 */
public record Waiting(
        long claims, Map<Age, Long> byAge, Map<Deadline, Long> byDeadline, SortedMap<String, AtRisk> atRisk) {

    private static final long WEEK = 7;

    /** Days since the newest revision came in. */
    public enum Age {
        TODAY(0),
        DAYS_1_TO_3(3),
        DAYS_4_TO_7(7),
        DAYS_8_TO_30(30),
        OVER_30_DAYS(Long.MAX_VALUE);

        private final long atMost;

        Age(long atMost) {
            this.atMost = atMost;
        }

        static Age of(long days) {
            Age found = TODAY;
            for (Age next : values()) {
                if (days <= next.atMost) {
                    return next;
                }
                found = next;
            }
            return found;
        }
    }

    /** When an answer is due. */
    public enum Deadline {
        /** Before today. */
        PASSED,
        TODAY,
        /** In one to seven days. */
        WITHIN_A_WEEK,
        LATER,
        /** The claim states none. */
        NONE;

        static Deadline of(long days) {
            return days < 0 ? PASSED : days == 0 ? TODAY : days <= WEEK ? WITHIN_A_WEEK : LATER;
        }
    }

    /**
     * Claims of a day.
     *
     * @param submittedOn when their newest revision came in
     * @param dueOn when an answer is due; {@link #NO_DEADLINE} for claims that state none
     * @param withInterval those whose score has an interval
     * @param moneyAtRisk sum over these of upper less lower end
     */
    public record Group(
            String currency,
            LocalDate submittedOn,
            LocalDate dueOn,
            long claims,
            long withInterval,
            BigDecimal moneyAtRisk) {

        /** Stands for no deadline. */
        public static final LocalDate NO_DEADLINE = LocalDate.of(9999, 12, 31);
    }

    /**
     * Money at risk in one currency.
     *
     * @param amount sum of upper less lower end, of claims with an interval
     * @param claims claims with one
     * @param withoutInterval claims of which nobody can say what is at risk
     */
    public record AtRisk(BigDecimal amount, long claims, long withoutInterval) {

        private AtRisk plus(AtRisk other) {
            return new AtRisk(amount.add(other.amount), claims + other.claims, withoutInterval + other.withoutInterval);
        }
    }

    /**
     * The table, with days that mean the same today as one: a long queue has as many pairs of days as claims, and all of them would be read to be put together here.
     */
    static String sameDaysAsOne(String table, LocalDate today) {
        return """
                (select insurer, line_of_business, currency, claims, with_interval, money_at_risk,
                  greatest(submitted_on, date '%s') as submitted_on,
                  case when due_on = date '%s' then due_on else least(greatest(due_on, date '%s'), date '%s') end as due_on
                from %s) as waiting"""
                .formatted(
                        today.minusDays(Age.DAYS_8_TO_30.atMost + 1),
                        Group.NO_DEADLINE,
                        today.minusDays(1),
                        today.plusDays(WEEK + 1),
                        table);
    }

    /** Gathers. */
    public static Waiting of(List<Group> groups, LocalDate today) {
        Map<Age, Long> byAge = zeros(Age.class);
        Map<Deadline, Long> byDeadline = zeros(Deadline.class);
        SortedMap<String, AtRisk> atRisk = new TreeMap<>();
        for (Group group : groups) {
            byAge.merge(Age.of(ChronoUnit.DAYS.between(group.submittedOn(), today)), group.claims(), Long::sum);
            Deadline deadline = group.dueOn().equals(Group.NO_DEADLINE)
                    ? Deadline.NONE
                    : Deadline.of(ChronoUnit.DAYS.between(today, group.dueOn()));
            byDeadline.merge(deadline, group.claims(), Long::sum);
            atRisk.merge(
                    group.currency(),
                    new AtRisk(group.moneyAtRisk(), group.withInterval(), group.claims() - group.withInterval()),
                    AtRisk::plus);
        }
        long claims = groups.stream().mapToLong(Group::claims).sum();
        return new Waiting(claims, byAge, byDeadline, atRisk);
    }

    private static <E extends Enum<E>> Map<E, Long> zeros(Class<E> type) {
        Map<E, Long> zeros = new EnumMap<>(type);
        for (E constant : type.getEnumConstants()) {
            zeros.put(constant, 0L);
        }
        return zeros;
    }
}
