package io.claimstream.feedback.batch;

import io.claimstream.feedback.batch.BatchRefusedException.Reason;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;

/**
 * A body put on disk before anything of it is carried out, so that it may be read twice without a place in memory. The file has no name once it is
 * open: nothing of it outlives the process. Not thread-safe.
 */
final class Spool implements AutoCloseable {

    private static final int BUFFER = 64 * 1024;

    private final FileChannel file;
    private final String sha256;

    private Spool(FileChannel file, String sha256) {
        this.file = file;
        this.sha256 = sha256;
    }

    /**
     * Takes a body.
     *
     * @param directory where; made when it is not there
     * @param maxBytes greatest size
     * @param patience how long the whole of it may take to come
     * @throws BatchRefusedException when it is too large, breaks off, or takes too long
     * @throws IOException when the disk fails
     */
    static Spool of(InputStream body, Path directory, int maxBytes, Duration patience) throws IOException {
        Files.createDirectories(directory);
        FileChannel file = FileChannel.open(
                directory.resolve(UUID.randomUUID() + ".spool"),
                Set.of(
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        // On Unix the name is gone at once.
                        StandardOpenOption.DELETE_ON_CLOSE));
        try {
            return new Spool(file, copy(body, file, maxBytes, System.nanoTime() + patience.toNanos()));
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static String copy(InputStream body, FileChannel file, int maxBytes, long deadline) throws IOException {
        MessageDigest digest = sha256Digest();
        byte[] buffer = new byte[BUFFER];
        long size = 0;
        for (int read = read(body, buffer); read >= 0; read = read(body, buffer)) {
            size += read;
            if (size > maxBytes) {
                passOver(body, 2L * maxBytes);
                throw new BatchRefusedException(Reason.TOO_LARGE);
            }
            if (System.nanoTime() > deadline) {
                throw new BatchRefusedException(Reason.BROKEN_OFF);
            }
            digest.update(buffer, 0, read);
            ByteBuffer rest = ByteBuffer.wrap(buffer, 0, read);
            while (rest.hasRemaining()) {
                file.write(rest);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /**
     * Passes over more of a body that is refused. A connection that is closed on a client that still sends is reset, and the answer is lost with it; only a
     * body far too large is cut off like that.
     */
    static void passOver(InputStream body, long bytes) {
        try {
            var unused = body.skip(bytes);
        } catch (IOException e) {
            throw new BatchRefusedException(Reason.BROKEN_OFF);
        }
    }

    /** What fails here is the caller's end of the line, not our disk. */
    private static int read(InputStream body, byte[] buffer) {
        try {
            return body.read(buffer);
        } catch (IOException e) {
            throw new BatchRefusedException(Reason.BROKEN_OFF);
        }
    }

    private static MessageDigest sha256Digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** SHA-256 of the body, lower-case hexadecimal. */
    String sha256() {
        return sha256;
    }

    /** The body from its beginning; one reader at a time. */
    InputStream open() throws IOException {
        return new BufferedInputStream(Channels.newInputStream(file.position(0)), BUFFER);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
