package io.claimstream.feedback.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;

/**
 * A body that has to come at {@value #LEAST_BYTES_PER_SECOND} bytes a second once a while has passed, without long silence, and within a time if one is given: a
 * thread waits for it, and there are few. For one thread.
 */
final class PacedBody extends InputStream {

    /** Less than the slowest telephone line. */
    static final long LEAST_BYTES_PER_SECOND = 240;

    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofSeconds(10);
    private static final Duration ANY = Duration.ofDays(365);

    private final InputStream body;
    private final Duration longest;
    private final EndPoint connection;
    private final long usualIdleMillis;
    private final long begun = System.nanoTime();
    private long bytes;

    private PacedBody(Context context, Duration longest) {
        this.body = context.bodyInputStream();
        this.longest = longest;
        this.connection = ServletContextRequest.getServletContextRequest(context.req())
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint();
        this.usualIdleMillis = connection.getIdleTimeout();
        connection.setIdleTimeout(SILENCE.toMillis());
    }

    /** The body of a request. */
    static PacedBody of(Context context) {
        return new PacedBody(context, ANY);
    }

    /**
     * The body of a request that others wait for.
     *
     * @param longest how long the whole of it may take
     */
    static PacedBody of(Context context, Duration longest) {
        return new PacedBody(context, longest);
    }

    /** {@inheritDoc} @throws ProblemException when it comes too slowly */
    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    /** {@inheritDoc} @throws ProblemException when it comes too slowly */
    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            int read = body.read(buffer, offset, length);
            came(Math.max(0, read));
            if (read < 0) {
                endPace();
            }
            return read;
        } catch (IOException e) {
            if (e.getCause() instanceof TimeoutException) {
                throw tooSlow("without a silence of " + SILENCE.toSeconds() + " seconds");
            }
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        endPace();
        body.close();
    }

    /** The caller waits for an answer now, and may be silent as long as ever. */
    private void endPace() {
        connection.setIdleTimeout(usualIdleMillis);
    }

    private void came(int more) {
        bytes += more;
        Duration taken = Duration.ofNanos(System.nanoTime() - begun);
        if (taken.compareTo(GRACE) > 0 && bytes < LEAST_BYTES_PER_SECOND * taken.toSeconds()) {
            throw tooSlow("at " + LEAST_BYTES_PER_SECOND + " bytes a second or more");
        }
        if (taken.compareTo(longest) > 0) {
            throw tooSlow("within " + longest.toSeconds() + " seconds");
        }
    }

    private static ProblemException tooSlow(String how) {
        return new ProblemException(ProblemCode.TOO_SLOW, "Expected the whole body " + how + ".");
    }
}
