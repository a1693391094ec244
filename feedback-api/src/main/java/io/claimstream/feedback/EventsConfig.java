package io.claimstream.feedback;

import io.claimstream.feedback.events.FeedLimits;
import io.claimstream.platform.config.Setting;
import io.claimstream.platform.config.Settings;
import java.time.Duration;
import java.util.List;

/** How events are streamed. */
final class EventsConfig {

    static final Setting<Integer> STREAMS =
            Setting.integer("api.events.streams", 200, 1, 10_000, "Event streams open at once.");

    static final Setting<Integer> PER_CALLER = Setting.integer(
            "api.events.streams.per.key", 20, 1, 10_000, "Event streams that one key or person may have open at once.");

    static final Setting<Integer> WAITING = Setting.integer(
            "api.events.waiting",
            1_000,
            400,
            100_000,
            "Events that may wait for one slow client; beyond it the oldest are dropped, and it is told how many.");

    static final Setting<Integer> RESUMED = Setting.integer(
            "api.events.resumed",
            10_000,
            0,
            1_000_000,
            "Records that are read again for a client that comes back with the id of the last event it has.");

    static final Setting<Duration> HEARTBEAT = Setting.duration(
            "api.events.heartbeat",
            Duration.ofSeconds(15),
            Duration.ofSeconds(1),
            Duration.ofSeconds(25),
            "How often a silent event stream says that it lives, and its caller is looked up again.");

    /** Every key above. */
    static final List<Setting<?>> SETTINGS = List.of(STREAMS, PER_CALLER, WAITING, RESUMED, HEARTBEAT);

    private EventsConfig() {}

    /** Reads the configuration from checked settings. */
    static FeedLimits of(Settings settings) {
        return new FeedLimits(
                settings.get(STREAMS),
                settings.get(PER_CALLER),
                settings.get(WAITING),
                settings.get(RESUMED),
                settings.get(HEARTBEAT));
    }
}
