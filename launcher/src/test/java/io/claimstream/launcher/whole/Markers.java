package io.claimstream.launcher.whole;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.internal.FileRecords;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.jspecify.annotations.Nullable;

/** Texts that are planted wherever a person may say something, and looked for in every byte that an instance has on disk. */
final class Markers {

    /** Every marker begins so; nothing else on the disk does. */
    static final String BEGIN = "Qz7marker";

    private final List<String> planted = new ArrayList<>();

    /** A text that was not planted yet. */
    String next(String what) {
        String marker = BEGIN + planted.size() + what;
        planted.add(marker);
        return marker;
    }

    int size() {
        return planted.size();
    }

    /** A claim with a marker in every place that takes a text of a person. */
    String claim(String claimId, String claimant, String amount) {
        return """
                {"insurer":"acme","claimId":"%s","revision":1,"submittingSystem":"test","policy":"%s","claimant":"%s",
                "provider":"%s","lineOfBusiness":"MOTOR_INJURY","currency":"GBP","eventTime":"2026-03-01T09:30:00Z",
                "accident":{},"injury":{},"headsOfLoss":{"generalFixed":%s},"accidentDescription":"%s","injuryDescription":"%s",
                "personal":{"name":"%s","email":"%s@example.com","phone":"%s","address":"%s"}}"""
                .formatted(
                        claimId,
                        next("policy"),
                        claimant,
                        next("provider"),
                        amount,
                        next("accident"),
                        next("injury"),
                        next("name"),
                        next("email"),
                        next("phone"),
                        next("address"))
                .replace("\n", "");
    }

    /** Where in a directory a marker stands, apart from files of the given names and what lies in folders of them; relative paths. */
    static List<String> foundIn(Path directory, List<String> apart) throws IOException {
        List<String> found = new ArrayList<>();
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                String name = folder.getFileName().toString();
                return apart.stream().anyMatch(name::startsWith)
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (holds(file)) {
                    found.add(directory.relativize(file).toString());
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
        return found;
    }

    private static boolean holds(Path file) {
        try {
            boolean isSegment = file.getFileName().toString().matches("[0-9]{20}\\.log(\\.deleted)?");
            boolean isZip = file.getFileName().toString().endsWith(".zip");
            return holds(Files.readAllBytes(file)) || (isSegment && segmentHolds(file)) || (isZip && zipHolds(file));
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Batches may be compressed. */
    private static boolean segmentHolds(Path file) throws IOException {
        try (FileRecords records = FileRecords.open(file.toFile(), false)) {
            for (RecordBatch batch : records.batches()) {
                for (Record record : batch) {
                    if (holds(record)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** Backups are compressed. */
    private static boolean zipHolds(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (holds(zip.getInputStream(entry).readAllBytes())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean holds(Record record) {
        boolean isFound = holds(bytes(record.key())) || holds(bytes(record.value()));
        for (Header header : record.headers()) {
            byte @Nullable [] value = header.value();
            isFound |= holds(header.key().getBytes(UTF_8)) || (value != null && holds(value));
        }
        return isFound;
    }

    private static byte[] bytes(@Nullable ByteBuffer buffer) {
        if (buffer == null) {
            return new byte[0];
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private static boolean holds(byte[] bytes) {
        return new String(bytes, ISO_8859_1).contains(BEGIN);
    }
}
