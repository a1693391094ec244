package io.claimstream.feedback.outbox;

import org.jdbi.v3.core.Handle;

/**
 * What an outbox tells.
 *
 * @param name of it all, in the plural: health, meter and thread are called so
 * @param waiting what waits to be told, for who reads the meter
 * @param rows where it stands
 * @param notices what is told of a row
 */
public record Telling(String name, String waiting, Untold rows, Notices notices) {

    /** Makes what is told of a row. */
    public interface Notices {

        /**
         * What is told of a row that ended. It follows from what is kept alone and has no other time in it, so that what is told again has the same bytes.
         *
         * @param id of a row that is there, which nobody changes meanwhile
         */
        Notice<?> of(Handle handle, String id);
    }
}
