package io.claimstream.feedback.http;

import io.claimstream.feedback.view.ReadModel;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * A place in a list that goes by time and then by id: what comes in meanwhile moves no page.
 *
 * @param at from 1970 on
 * @param id of what stands there; any text
 */
record TimeCursor(Instant at, String id) {

    /**
     * What {@code next} of the page before says. No record is older than the first of 1970, and a database has no place for every time there is.
     *
     * @throws ProblemException when it is no such place
     */
    static TimeCursor parse(String cursor) {
        int comma = cursor.indexOf(',');
        try {
            Instant at = Instant.parse(cursor.substring(0, Math.max(comma, 0)));
            if (at.isBefore(Instant.EPOCH) || at.isAfter(ReadModel.NOW)) {
                throw new DateTimeException("no time of a record");
            }
            return new TimeCursor(at, cursor.substring(comma + 1));
        } catch (DateTimeException e) {
            throw Query.wrong("after", "what next of the page before says");
        }
    }

    /** It as it stands in an address. */
    String encoded() {
        return URLEncoder.encode(at + "," + id, StandardCharsets.UTF_8);
    }
}
