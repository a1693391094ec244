package io.claimstream.feedback.events;

import java.time.Duration;

/**
 * How much is told at once.
 *
 * @param streams streams open at once
 * @param perCaller of one key or person
 * @param waiting events that may wait for one client
 * @param resumed records of the log that are read again for a client that comes back
 * @param heartbeat how often a silent stream says that it lives, and it is asked whether the caller may still listen
 */
public record FeedLimits(int streams, int perCaller, int waiting, int resumed, Duration heartbeat) {}
