package io.claimstream.benchmarks.search;

import java.util.List;

/**
 * The reports of all databases.
 *
 * @param benchmark name of the benchmark
 * @param databases one for each
 * @param met whether every goal of each is met
 */
record SearchReports(String benchmark, List<SearchReport> databases, boolean met) {

    static SearchReports of(List<SearchReport> databases) {
        return new SearchReports(
                "search", List.copyOf(databases), databases.stream().allMatch(it -> it.goals()
                        .met()));
    }
}
