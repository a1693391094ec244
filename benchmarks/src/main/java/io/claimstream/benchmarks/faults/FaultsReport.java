package io.claimstream.benchmarks.faults;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/**
 * The result of a run.
 *
 * @param seed repeats it
 * @param wanted rounds that were asked for
 * @param rounds those that took place: the first that is not well is the last
 * @param scores live scores, each made again
 * @param scoredByModel those that a model made, not the baseline
 */
record FaultsReport(long seed, int wanted, List<Round> rounds, long scores, long scoredByModel) {

    FaultsReport {
        rounds = List.copyOf(rounds);
    }

    /** Whether every round took place and is well, and a model took part. */
    boolean isWell() {
        return rounds.size() == wanted && rounds.stream().allMatch(Round::isWell) && scoredByModel > 0;
    }

    String toTable() {
        StringBuilder table = new StringBuilder(String.format(
                "%5s  %-16s  %-20s %9s %7s %5s %8s %12s %7s%n",
                "round", "fault", "target", "seconds", "claims", "lost", "doubled", "differences", "chains"));
        rounds.forEach(round -> table.append(row(round)));
        return table.toString();
    }

    /** A round as a line of the table. */
    static String row(Round round) {
        return String.format(
                Locale.ROOT,
                "%5d  %-16s  %-20s %9.1f %7d %5d %8d %12d %7d%n",
                round.number(),
                round.fault().kind().words(),
                round.fault().target(),
                round.seconds(),
                round.claims(),
                round.lost(),
                round.doubled(),
                round.recomputeDifferences(),
                round.chainsBroken());
    }

    /** One object with the sums. */
    String toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("benchmark", "faults")
                .put("seed", seed)
                .put("rounds", rounds.size())
                .put("claims", sum(Round::claims))
                .put("scores", scores)
                .put("scoredByModel", scoredByModel)
                .put("lost", sum(Round::lost))
                .put("doubled", sum(Round::doubled))
                .put("recomputeDifferences", sum(Round::recomputeDifferences))
                .put("chainsBroken", sum(Round::chainsBroken))
                .put(
                        "slowestSeconds",
                        rounds.stream().mapToDouble(Round::seconds).max().orElse(0))
                .put("met", isWell());
        return json.toString();
    }

    private long sum(ToLongFunction<Round> count) {
        return rounds.stream().mapToLong(count).sum();
    }
}
