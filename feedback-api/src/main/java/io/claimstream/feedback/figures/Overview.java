package io.claimstream.feedback.figures;

import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;

/**
 * How the business is.
 *
 * @param volume records by the day on which their submission came in
 * @param waiting what waits for a person now
 * @param answered what people said of scores on these days
 * @param months estimates against payments, by the whole months that these days touch
 */
public record Overview(
        SortedMap<LocalDate, Records> volume, Waiting waiting, Answered answered, List<PaidMonth> months) {

    public Overview {
        months = List.copyOf(months);
    }
}
