package io.claimstream.feedback.page.privacy;

import io.claimstream.feedback.page.Reader;
import io.claimstream.feedback.retention.RetentionReport.Line;
import io.claimstream.platform.retention.Retention;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long a topic or table is kept, as the page shows it.
 *
 * @param oldest time of the oldest row, where the job deletes
 * @param lookedAt when everything past its time was gone, where the job deletes
 * @param isOverdue whether rows are past their time for more than an hour
 */
public record RetentionLine(
        String name,
        String what,
        String kept,
        String reason,
        String deletedBy,
        String oldest,
        String removed,
        String lookedAt,
        boolean isOverdue) {

    static RetentionLine of(Line line, Reader reader) {
        Retention retention = line.retention();
        boolean isOfJob = retention.applied() == Retention.Applied.JOB;
        return new RetentionLine(
                retention.name(),
                retention.what(),
                Retention.text(line.period()),
                retention.reason(),
                retention.applied().text(),
                time(line.oldest(), reader),
                isOfJob ? reader.count(line.removed()) : Reader.NONE,
                isOfJob && line.lookedAt() == null ? "never" : time(line.lookedAt(), reader),
                line.isOverdue());
    }

    private static String time(@Nullable Instant time, Reader reader) {
        return time == null ? Reader.NONE : reader.time(time);
    }
}
