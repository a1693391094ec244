package io.claimstream.feedback.page.people;

import io.claimstream.feedback.access.KeyRecord;
import io.claimstream.feedback.page.Names;
import io.claimstream.feedback.page.Reader;
import io.claimstream.feedback.page.Words;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An API key, in words; never its text.
 *
 * @param until when it ends by itself, or that it does not
 * @param lastUsed when it was presented last, or that it never was
 */
public record KeyLine(
        String id,
        String name,
        String role,
        String insurer,
        boolean isActive,
        String state,
        String by,
        String made,
        String until,
        String lastUsed) {

    /** A text of a key: since when, until when, and who was shown it. */
    public record Text(String since, String until, String person) {}

    static KeyLine of(KeyRecord key, Instant now, Names names, Reader reader) {
        KeyRecord.State state = key.state(now);
        return new KeyLine(
                key.keyId(),
                key.name(),
                Words.of(key.scope().role().name()),
                Optional.ofNullable(key.scope().insurer()).orElse("all insurers"),
                state == KeyRecord.State.ACTIVE,
                Words.of(state.name()),
                names.apply(key.createdBy()),
                reader.time(key.createdAt()),
                Optional.ofNullable(key.expiresAt()).map(reader::time).orElse("Never"),
                Optional.ofNullable(key.lastUsedAt()).map(reader::time).orElse("Never"));
    }

    /** The texts of a key that are taken, the newest first. */
    static List<Text> texts(KeyRecord key, Instant now, Names names, Reader reader) {
        List<Text> texts = key.secrets().stream()
                .filter(it -> Optional.ofNullable(it.expiresAt())
                        .filter(end -> !end.isAfter(now))
                        .isEmpty())
                .map(it -> new Text(
                        reader.time(it.createdAt()),
                        Optional.ofNullable(it.expiresAt()).map(reader::time).orElse("As long as the key"),
                        Optional.ofNullable(it.person()).map(names).orElse("Nobody knows")))
                .toList();
        return texts.stream()
                .sorted((one, other) -> Integer.compare(texts.indexOf(other), texts.indexOf(one)))
                .toList();
    }
}
