package io.claimstream.feedback.http;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * A body that has to come at {@value #LEAST_BYTES_PER_SECOND} bytes a second once a while has passed: a thread waits for it, and there are few. Silence altogether ends
 * with the connection's idle time. For one thread.
 */
final class PacedBody extends InputStream {

    /** Less than the slowest telephone line. */
    static final long LEAST_BYTES_PER_SECOND = 240;

    private static final Duration GRACE = Duration.ofSeconds(5);

    private final InputStream body;
    private final long begun = System.nanoTime();
    private long bytes;

    PacedBody(InputStream body) {
        this.body = body;
    }

    /** {@inheritDoc} @throws ProblemException when it comes too slowly */
    @Override
    public int read() throws IOException {
        int one = body.read();
        came(one < 0 ? 0 : 1);
        return one;
    }

    /** {@inheritDoc} @throws ProblemException when it comes too slowly */
    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = body.read(buffer, offset, length);
        came(Math.max(0, read));
        return read;
    }

    @Override
    public void close() throws IOException {
        body.close();
    }

    private void came(int more) {
        bytes += more;
        Duration taken = Duration.ofNanos(System.nanoTime() - begun);
        if (taken.compareTo(GRACE) > 0 && bytes < LEAST_BYTES_PER_SECOND * taken.toSeconds()) {
            throw new ProblemException(
                    ProblemCode.TOO_SLOW,
                    "Expected the body at " + LEAST_BYTES_PER_SECOND + " bytes a second or more.");
        }
    }
}
