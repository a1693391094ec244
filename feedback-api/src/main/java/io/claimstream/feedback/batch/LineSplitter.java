package io.claimstream.feedback.batch;

import io.claimstream.feedback.batch.RawLine.Flaw;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Splits a stream into lines of a bounded length, whatever it holds. With quotes a line goes on while a quoted cell of it is open (RFC 4180); a quote that
 * is not closed within the bound spoils its own line and no other. Not thread-safe.
 */
final class LineSplitter {

    private static final byte[] NOTHING = new byte[0];
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream in;
    private final boolean isQuoted;
    private final int maxBytes;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    /** Bytes to be read once more. */
    private byte[] again = NOTHING;

    private int at;
    private int number = 1;
    /** Length of the line up to the first break within quotes, with it; 0 without one. */
    private int firstBreak;

    private Cell cell = Cell.START;

    private enum Cell {
        START,
        PLAIN,
        QUOTED,
        QUOTE_SEEN
    }

    /**
     * @param in read byte by byte: buffered, please; not closed
     * @param isQuoted whether a break may stand within quotes
     * @param maxBytes greatest length of a line
     */
    LineSplitter(InputStream in, boolean isQuoted, int maxBytes) throws IOException {
        this.in = in;
        this.isQuoted = isQuoted;
        this.maxBytes = maxBytes;
        byte[] first = in.readNBytes(BYTE_ORDER_MARK.length);
        again = Arrays.equals(first, BYTE_ORDER_MARK) ? NOTHING : first;
    }

    /** The next line that is not blank; empty at the end. */
    Optional<RawLine> next() throws IOException {
        Optional<RawLine> next = any();
        while (next.isPresent() && next.get().isBlank()) {
            next = any();
        }
        return next;
    }

    private Optional<RawLine> any() throws IOException {
        line.reset();
        firstBreak = 0;
        cell = Cell.START;
        for (int one = read(); one >= 0; one = read()) {
            if (one == '\n' && cell != Cell.QUOTED) {
                return Optional.of(whole(1));
            }
            if (line.size() == maxBytes) {
                return Optional.of(tooLong(one));
            }
            line.write(one);
            if (one == '\n' && firstBreak == 0) {
                firstBreak = line.size();
            }
            cell = isQuoted ? after(one) : Cell.PLAIN;
        }
        if (line.size() == 0) {
            return Optional.empty();
        }
        return Optional.of(cell == Cell.QUOTED ? quoteOpen() : whole(0));
    }

    private Cell after(int one) {
        return switch (cell) {
            case QUOTED -> one == '"' ? Cell.QUOTE_SEEN : Cell.QUOTED;
            // A second quote stands for one; anything else is outside.
            case QUOTE_SEEN -> one == '"' ? Cell.QUOTED : outside(one);
            case START -> one == '"' ? Cell.QUOTED : outside(one);
            case PLAIN -> outside(one);
        };
    }

    private static Cell outside(int one) {
        return one == ',' ? Cell.START : Cell.PLAIN;
    }

    private RawLine whole(int ends) {
        byte[] bytes = line.toByteArray();
        RawLine whole = new RawLine(number, ByteBuffer.wrap(bytes), Flaw.NONE);
        number += breaks(bytes) + ends;
        return whole;
    }

    /** A line that grew too long: within quotes the first of its lines is to blame, and the others are read once more. */
    private RawLine tooLong(int next) throws IOException {
        if (cell == Cell.QUOTED && firstBreak > 0) {
            unread(next);
            return quoteOpen();
        }
        int begin = number;
        number += breaks(line.toByteArray());
        int skipped = next;
        while (skipped >= 0 && skipped != '\n') {
            skipped = read();
        }
        number++;
        return new RawLine(begin, ByteBuffer.wrap(NOTHING), Flaw.TOO_LONG);
    }

    private RawLine quoteOpen() {
        int begin = number;
        if (firstBreak > 0) {
            byte[] bytes = line.toByteArray();
            prepend(Arrays.copyOfRange(bytes, firstBreak, bytes.length));
            number++;
        }
        return new RawLine(begin, ByteBuffer.wrap(NOTHING), Flaw.QUOTE_OPEN);
    }

    private int read() throws IOException {
        return at < again.length ? again[at++] & 0xFF : in.read();
    }

    private void unread(int one) {
        prepend(new byte[] {(byte) one});
    }

    private void prepend(byte[] bytes) {
        byte[] joined = Arrays.copyOf(bytes, bytes.length + again.length - at);
        System.arraycopy(again, at, joined, bytes.length, again.length - at);
        again = joined;
        at = 0;
    }

    private static int breaks(byte[] bytes) {
        int breaks = 0;
        for (byte one : bytes) {
            breaks += one == '\n' ? 1 : 0;
        }
        return breaks;
    }
}
