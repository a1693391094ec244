package io.claimstream.domain.ledger;

import io.claimstream.domain.ledger.Fault.Kind;
import io.claimstream.schemas.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Examines whether a topic that is kept without end still has its beginning, in every partition that the catalogue names. Pure. */
public final class TopicCheck {

    private TopicCheck() {}

    /**
     * What is wrong with a topic.
     *
     * @param begins offset of the first record that each partition still has; the end of an empty one
     */
    public static List<Fault> faults(Topic<?> topic, Map<Integer, Long> begins) {
        List<Fault> faults = new ArrayList<>();
        for (int partition = 0; partition < topic.partitions(); partition++) {
            Long begin = begins.get(partition);
            if (begin == null) {
                faults.add(fault(topic, partition, "expected this partition, but Kafka does not have it"));
            } else if (begin > 0 && isKept(topic)) {
                faults.add(fault(
                        topic,
                        partition,
                        "expected records from offset 0 on, since the topic is kept without end, but they begin at "
                                + begin));
            }
        }
        return faults;
    }

    private static boolean isKept(Topic<?> topic) {
        return topic.retention().isEmpty() && topic.cleanup() == Topic.Cleanup.DELETE;
    }

    private static Fault fault(Topic<?> topic, int partition, String detail) {
        return new Fault(Kind.TOPIC_TRUNCATED, partition, 0, topic.name() + " " + partition + "@0", detail);
    }
}
