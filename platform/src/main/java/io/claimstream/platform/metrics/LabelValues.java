package io.claimstream.platform.metrics;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Values of a label that come from outside, such as currencies: the first few stand for themselves, whatever comes after them is
 * {@value #OTHER}. Thread-safe.
 */
public final class LabelValues {

    public static final String OTHER = "other";

    private final int most;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    /** @param most how many stand for themselves */
    public LabelValues(int most) {
        this.most = most;
    }

    /** The value as it may stand in a label. */
    public String of(String value) {
        return known.contains(value) || admit(value) ? value : OTHER;
    }

    private synchronized boolean admit(String value) {
        return known.contains(value) || (known.size() < most && known.add(value));
    }
}
