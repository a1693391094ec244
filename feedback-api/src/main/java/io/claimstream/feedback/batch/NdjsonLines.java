package io.claimstream.feedback.batch;

import io.claimstream.event.ClaimSubmitted;
import io.claimstream.feedback.desk.ClaimForm;
import io.claimstream.feedback.desk.ClaimForm.Flaw;
import io.claimstream.schemas.json.EventJson;
import io.claimstream.schemas.json.EventJsonException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Claims as JSON, one a line. Not thread-safe. */
final class NdjsonLines implements LineReader {

    private final LineSplitter lines;
    private final Predicate<String> serves;

    /** @param serves whether claims of an insurer may be submitted */
    NdjsonLines(LineSplitter lines, Predicate<String> serves) {
        this.lines = lines;
        this.serves = serves;
    }

    @Override
    public Optional<BatchLine> next() throws IOException {
        return lines.next().map(this::read);
    }

    private BatchLine read(RawLine raw) {
        if (raw.flaw() != RawLine.Flaw.NONE) {
            return BatchLine.unreadable(raw.number(), "LINE_TOO_LONG", "a shorter line");
        }
        return raw.text()
                .map(text -> claim(raw.number(), text))
                .orElseGet(() -> BatchLine.unreadable(raw.number(), "NOT_UTF8", "text in UTF-8"));
    }

    private BatchLine claim(int line, String text) {
        try {
            ClaimSubmitted claim = ClaimForm.read(EventJson.parse(text));
            return serves.test(claim.getInsurer())
                    ? BatchLine.of(line, claim)
                    : unreadable(line, List.of(new Flaw("/insurer", "NOT_SERVED", "an insurer of this batch")));
        } catch (ClaimForm.MalformedException e) {
            return unreadable(line, e.flaws());
        } catch (EventJsonException e) {
            return BatchLine.unreadable(line, "MALFORMED", "JSON of one claim");
        }
    }

    private static BatchLine unreadable(int line, List<Flaw> flaws) {
        return BatchLine.unreadable(
                line,
                flaws.stream()
                        .map(it -> new LineProblem(it.code(), it.pointer(), it.expected()))
                        .toList());
    }
}
