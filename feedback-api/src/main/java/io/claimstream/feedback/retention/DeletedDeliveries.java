package io.claimstream.feedback.retention;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** Deliveries that go before their time. They are counted as those that the job deletes, so that no figure changes. */
public final class DeletedDeliveries {

    private DeletedDeliveries() {}

    /**
     * Counts deliveries and deletes them within the handle's transaction. Waits for the job.
     *
     * @return how many there were
     */
    public static int delete(Handle handle, List<Long> deliveryIds) {
        if (deliveryIds.isEmpty()) {
            return 0;
        }
        RetentionTable.begin(handle, LimitedTable.DELIVERIES.name());
        RetentionTable.lock(handle, LimitedTable.DELIVERIES.name());
        RetentionTable.countDeliveries(handle, deliveryIds);
        return handle.createUpdate("delete from record_webhook_delivery where delivery_id in"
                        + " (select i.id from unnest(cast(:ids as bigint array)) as i(id))")
                .bindArray("ids", Long.class, deliveryIds)
                .execute();
    }
}
