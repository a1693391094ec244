package io.claimstream.launcher.audit;

import io.claimstream.event.RecordRef;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Where a record stands on its topic. */
record Ref(int partition, long offset) {

    static Ref of(RecordRef ref) {
        return new Ref(ref.getPartition(), ref.getOffset());
    }

    static Ref of(ConsumerRecord<?, ?> record) {
        return new Ref(record.partition(), record.offset());
    }
}
