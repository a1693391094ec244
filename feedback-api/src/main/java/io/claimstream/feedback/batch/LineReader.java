package io.claimstream.feedback.batch;

import java.io.IOException;
import java.util.Optional;

/** Reads the lines of a batch, one at a time. Not thread-safe. */
interface LineReader {

    /** The next line; empty at the end. */
    Optional<BatchLine> next() throws IOException;
}
