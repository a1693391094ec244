package io.claimstream.launcher.backup;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.claimstream.launcher.backup.Manifest.Entry;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A zip file that is written beside its place, readable by its owner only, and put there when it is whole. Not thread-safe. */
final class BackupFile implements AutoCloseable {

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path file;
    private final Path draft;
    private final ZipOutputStream zip;
    private final List<Entry> entries = new ArrayList<>();

    private BackupFile(Path file, Path draft) throws IOException {
        this.file = file;
        this.draft = draft;
        this.zip = new ZipOutputStream(Files.newOutputStream(draft));
    }

    /** Begins to write it. */
    static BackupFile create(Path file) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(draft);
        if (Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView("posix")) {
            Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        return new BackupFile(file, draft);
    }

    /** Writes the bytes of an entry. */
    interface Content {

        /** Leaves the stream open. */
        void writeTo(OutputStream out) throws IOException;
    }

    /** Adds an entry. */
    void add(String name, Content content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        Counted counted = new Counted(zip);
        DigestOutputStream digested = new DigestOutputStream(counted, sha256());
        content.writeTo(digested);
        zip.closeEntry();
        entries.add(new Entry(
                name,
                counted.bytes,
                HexFormat.of().formatHex(digested.getMessageDigest().digest())));
    }

    /** What was added. */
    List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** Ends it, and puts it in its place. */
    void finish(Manifest manifest) throws IOException {
        zip.putNextEntry(new ZipEntry(Manifest.NAME));
        zip.write(JSON.writeValueAsBytes(manifest));
        zip.closeEntry();
        zip.close();
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() throws IOException {
        try (zip) {
            Files.deleteIfExists(draft);
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    private static final class Counted extends FilterOutputStream {

        private long bytes;

        Counted(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int one) throws IOException {
            out.write(one);
            bytes++;
        }

        @Override
        public void write(byte[] many, int from, int length) throws IOException {
            out.write(many, from, length);
            bytes += length;
        }
    }
}
