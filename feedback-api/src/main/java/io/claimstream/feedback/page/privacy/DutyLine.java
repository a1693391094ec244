package io.claimstream.feedback.page.privacy;

import io.claimstream.feedback.page.Reader;
import io.claimstream.feedback.privacy.Duty;
import java.util.function.UnaryOperator;

/** A duty to keep records as its page shows it. */
public record DutyLine(String insurer, String days, String reason, String setBy, String setAt) {

    static DutyLine of(Duty duty, Reader reader, UnaryOperator<String> names) {
        return new DutyLine(
                duty.insurer(),
                reader.count(duty.days()) + (duty.days() == 1 ? " day" : " days"),
                duty.reason(),
                names.apply(duty.setBy()),
                reader.time(duty.setAt()));
    }
}
