package io.claimstream.launcher.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.claimstream.launcher.backup.Manifest.Entry;
import io.claimstream.launcher.command.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** A backup, each byte of it compared with its manifest when it is opened. Not thread-safe. */
final class BackupReader implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ZipFile zip;
    private final Manifest manifest;

    private BackupReader(ZipFile zip, Manifest manifest) {
        this.zip = zip;
        this.manifest = manifest;
    }

    /**
     * Opens a file.
     *
     * @throws BadInputException when it is no backup, or not what was written
     * @throws IOException when it cannot be read
     */
    static BackupReader open(Path file) throws IOException {
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (ZipException e) {
            throw new BadInputException("Expected a backup, but '" + file + "' is none: " + e.getMessage() + ".");
        }
        try {
            Manifest manifest = manifest(zip, file);
            manifest.requireReadable();
            BackupReader reader = new BackupReader(zip, manifest);
            reader.verify();
            return reader;
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    private static Manifest manifest(ZipFile zip, Path file) throws IOException {
        ZipEntry entry = Optional.ofNullable(zip.getEntry(Manifest.NAME))
                .orElseThrow(() ->
                        new BadInputException("Expected a backup, but '" + file + "' has no " + Manifest.NAME + "."));
        try (InputStream in = zip.getInputStream(entry)) {
            return JSON.readValue(in, Manifest.class);
        } catch (JsonProcessingException e) {
            throw new BadInputException("Expected a backup, but " + Manifest.NAME + " of '" + file + "' is none.");
        }
    }

    private void verify() throws IOException {
        Set<String> there = zip.stream().map(ZipEntry::getName).collect(Collectors.toCollection(TreeSet::new));
        there.remove(Manifest.NAME);
        for (Entry entry : manifest.entries()) {
            if (!there.remove(entry.name()) || !digest(entry.name()).equals(entry.sha256())) {
                throw damaged(entry.name());
            }
        }
        if (!there.isEmpty()) {
            throw damaged(String.join(", ", there));
        }
    }

    private String digest(String name) throws IOException {
        MessageDigest digest = BackupFile.sha256();
        try (InputStream in = new DigestInputStream(stream(name), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (ZipException e) {
            throw damaged(name);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static BadInputException damaged(String name) {
        return new BadInputException("Expected the backup as it was written, but this differs from its manifest: "
                + name + ". Nothing was restored; take another copy of the file.");
    }

    Manifest manifest() {
        return manifest;
    }

    /** Tables of which it has rows, or knows that there were none. */
    List<String> tables() {
        return names(Backup.TABLES).stream()
                .map(it -> it.substring(Backup.TABLES.length(), it.length() - Backup.ROWS.length()))
                .toList();
    }

    /** Entries below a folder, such as {@code secrets/}. */
    List<String> names(String folder) {
        return manifest.entries().stream()
                .map(Entry::name)
                .filter(it -> it.startsWith(folder))
                .toList();
    }

    /** Bytes of an entry; the caller closes it. */
    InputStream stream(String name) throws IOException {
        ZipEntry entry = Optional.ofNullable(zip.getEntry(name)).orElseThrow(() -> damaged(name));
        return zip.getInputStream(entry);
    }

    byte[] bytes(String name) throws IOException {
        try (InputStream in = stream(name)) {
            return in.readAllBytes();
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
