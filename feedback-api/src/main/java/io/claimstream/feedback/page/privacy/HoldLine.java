package io.claimstream.feedback.page.privacy;

import io.claimstream.feedback.page.Reader;
import io.claimstream.feedback.privacy.Hold;
import java.util.function.UnaryOperator;

/** A legal hold as its page shows it. */
public record HoldLine(
        String id, String insurer, String claimant, String reason, String ends, String setBy, String setAt) {

    static HoldLine of(Hold hold, Reader reader, UnaryOperator<String> names) {
        return new HoldLine(
                hold.holdId(),
                hold.subject().insurer(),
                hold.subject().pseudonym(),
                hold.reason(),
                hold.endsAt() == null ? "When it is released" : reader.time(hold.endsAt()),
                names.apply(hold.setBy()),
                reader.time(hold.setAt()));
    }
}
