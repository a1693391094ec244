package io.claimstream.launcher.doctor;

import java.util.Locale;

/** Whether a disk has room. Thresholds are wide enough for a day's work of one person to mend it. */
final class Room {

    private static final long GIBIBYTE = 1L << 30;
    private static final long LEAST_BYTES = GIBIBYTE / 2;
    private static final int WISHED_PERCENT = 10;
    private static final String AREA = "disk";

    private Room() {}

    /**
     * What to say of it.
     *
     * @param where the disk, in words
     * @param free bytes that are left
     * @param total bytes in all, above 0
     */
    static Finding of(String where, long free, long total) {
        long percent = 100 * (free / 1024) / Math.max(1, total / 1024);
        String found = String.format(
                Locale.ROOT,
                "%s has %.1f GiB free of %.1f (%d %%).",
                where,
                (double) free / GIBIBYTE,
                (double) total / GIBIBYTE,
                percent);
        if (free < LEAST_BYTES) {
            return Finding.wrong(AREA, found, "Make room now: what cannot be written stops.");
        }
        return percent < WISHED_PERCENT
                ? Finding.warning(AREA, found, "Make room, or a larger disk, before it is full.")
                : Finding.ok(AREA, found);
    }
}
