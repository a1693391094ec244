package io.claimstream.platform.topic;

import java.util.List;
import java.util.stream.Collectors;

/** Topics have other numbers of partitions than the catalogue; changing them would send keys elsewhere. */
public final class PartitionsDifferException extends RuntimeException {

    public PartitionsDifferException(List<TopicDifference.Partitions> differences) {
        super("Expected to leave the partitions of keyed topics as they are, but they differ from the catalogue: "
                + differences.stream().map(TopicDifference::sentence).collect(Collectors.joining(" "))
                + " Nothing was changed.");
    }
}
