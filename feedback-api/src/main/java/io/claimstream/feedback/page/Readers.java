package io.claimstream.feedback.page;

import io.javalin.http.Context;
import java.text.NumberFormat;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Tells how a reader writes numbers and times: the locale by {@code Accept-Language}, the zone by a cookie that our script sets, since browsers send none. Whatever
 * they send, an answer is found. Thread-safe.
 */
public final class Readers {

    /** Cookie with the name of a zone, such as Europe/London. */
    public static final String ZONE = "zone";

    private static final int LONGEST_HEADER = 200;
    private static final int LONGEST_ZONE = 60;
    private static final List<Locale> KNOWN = List.of(NumberFormat.getAvailableLocales());

    private Readers() {}

    public static Reader of(Context context) {
        return new Reader(
                locale(Objects.requireNonNullElse(context.header("Accept-Language"), "")),
                zone(Objects.requireNonNullElse(context.cookie(ZONE), "")));
    }

    /** The first locale that this machine knows; British where none is named, as the words of the pages are. */
    public static Locale locale(String header) {
        if (header.isBlank() || header.length() > LONGEST_HEADER) {
            return Locale.UK;
        }
        try {
            Locale found = Locale.lookup(Locale.LanguageRange.parse(header), KNOWN);
            return found == null || found.getLanguage().isEmpty() ? Locale.UK : found;
        } catch (IllegalArgumentException e) {
            return Locale.UK;
        }
    }

    /** The zone of that name, else UTC. */
    public static ZoneId zone(String name) {
        return Optional.of(name)
                .filter(it -> !it.isEmpty() && it.length() <= LONGEST_ZONE)
                .flatMap(Readers::known)
                .orElse(ZoneId.of("UTC"));
    }

    private static Optional<ZoneId> known(String name) {
        try {
            ZoneId zone = ZoneId.of(name);
            return zone instanceof ZoneOffset ? Optional.empty() : Optional.of(zone);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
