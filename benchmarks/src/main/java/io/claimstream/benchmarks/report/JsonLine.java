package io.claimstream.benchmarks.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;

/** The last line that a benchmark prints: its report as one JSON object. */
public final class JsonLine {

    private JsonLine() {}

    /** The report, a record of numbers, text and records, on one line. */
    public static String of(Record report) {
        try {
            return new JsonMapper().writeValueAsString(report);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("Expected a report that can be written as JSON.", e);
        }
    }
}
