package io.claimstream.platform.retention;

import java.util.List;
import java.util.stream.Stream;

/** What every topic and table is kept for. A test fails when one is missing. */
public final class RetentionCatalogue {

    /** Every topic and table: the topics in the order of the flow, then the tables that are kept, then those made from topics. */
    public static final List<Retention> ALL = Stream.of(KeptTopics.ALL, KeptRecords.ALL, KeptViews.ALL)
            .flatMap(List::stream)
            .toList();

    private RetentionCatalogue() {}

    /**
     * That of a topic or table.
     *
     * @throws IllegalArgumentException when there is none of that name
     */
    public static Retention of(String name) {
        return ALL.stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Expected how long " + name + " is kept."));
    }
}
