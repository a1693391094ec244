package io.claimstream.feedback.http;

import io.claimstream.feedback.operations.Outside;
import io.claimstream.feedback.operations.Pace;
import io.claimstream.platform.lag.Lag;
import java.util.function.Supplier;

/**
 * What was seen of late of how Claimstream gets on.
 *
 * @param lag how far groups are behind
 * @param pace how much passes, and how fast
 * @param outside what answers over HTTP
 */
public record OperationsPorts(Supplier<Lag> lag, Supplier<Pace> pace, Supplier<Outside> outside) {}
