package io.claimstream.feedback.view;

import org.jdbi.v3.core.Handle;

/** Tables of retrain-worker, which makes them when it first starts; that may be later than this service. */
final class Tables {

    private static final String COUNT =
            "select count(*) from information_schema.tables where lower(table_name) = :name";

    private Tables() {}

    /** Whether a table is there; its name in lower case. */
    static boolean exists(Handle handle, String name) {
        return handle.createQuery(COUNT).bind("name", name).mapTo(Long.class).one() > 0;
    }
}
