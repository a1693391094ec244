package io.claimstream.feedback.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartConfig;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Attributes;

/**
 * The parts of a multipart form. The servlet container would read them by itself, at whatever pace they come. Large parts lie on disk until the form is closed. For
 * one thread.
 */
final class UploadForm implements AutoCloseable {

    private static final int MOST_PARTS = 20;
    private static final int MOST_IN_MEMORY = 64 * 1024;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final MultiPartFormData.Parts parts;

    private UploadForm(MultiPartFormData.Parts parts) {
        this.parts = parts;
    }

    /**
     * Reads a form to its end.
     *
     * @param mostOfPart greatest size of a part, in bytes
     * @param most greatest size of all of them, in bytes
     * @throws ProblemException when it comes too slowly, is too large or no form
     */
    static UploadForm read(Context context, long mostOfPart, long most) {
        MultiPartConfig config = new MultiPartConfig.Builder()
                .location(Path.of(System.getProperty("java.io.tmpdir")))
                .maxParts(MOST_PARTS)
                .maxPartSize(mostOfPart)
                .maxSize(most)
                .maxMemoryPartSize(MOST_IN_MEMORY)
                .useFilesForPartsWithoutFileName(true)
                .build();
        String type = Objects.requireNonNullElse(context.header("Content-Type"), "");
        try (PacedBody body = PacedBody.of(context, PATIENCE)) {
            return new UploadForm(
                    MultiPartFormData.getParts(Content.Source.from(body), new Attributes.Mapped(), type, config));
        } catch (IOException | RuntimeException e) {
            throw refused(e);
        }
    }

    /** A part; empty when there is none of that name. */
    Optional<Part> part(String name) {
        return Optional.ofNullable(parts.getFirst(name)).map(Part::new);
    }

    @Override
    public void close() {
        parts.close();
    }

    /**
     * One part.
     *
     * @param part as the parser has it
     */
    record Part(MultiPart.Part part) {

        /** Its size, in bytes. */
        long size() {
            return part.getLength();
        }

        /** The name of the file; blank for none. */
        String fileName() {
            return Objects.requireNonNullElse(part.getFileName(), "");
        }

        /** Its content, to be read once. */
        InputStream open() {
            return Content.Source.asInputStream(part.newContentSource(ByteBufferPool.SIZED_NON_POOLING, 0, -1));
        }

        /** Its content. */
        byte[] bytes() {
            try (InputStream content = open()) {
                return content.readAllBytes();
            } catch (IOException e) {
                throw new ProblemException(ProblemCode.BAD_REQUEST, "Expected the whole body, but it broke off.");
            }
        }

        /** Its content as text. */
        String text() {
            return new String(bytes(), StandardCharsets.UTF_8);
        }
    }

    /** What the parser throws is declared nowhere; what the body threw lies within. */
    private static ProblemException refused(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException known) {
                return known;
            }
        }
        return new ProblemException(
                ProblemCode.BAD_REQUEST, "Expected a form of at most " + MOST_PARTS + " parts that can be read.");
    }
}
