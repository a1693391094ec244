package io.claimstream.feedback.events;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What waits to be sent to one client. When it is full the oldest is lost, and the client is told how many events that were. Thread-safe. */
final class StreamQueue {

    private final int most;
    private final Deque<Frame> frames = new ArrayDeque<>();
    private long lost;

    StreamQueue(int most) {
        this.most = most;
    }

    synchronized void add(Frame frame) {
        while (frames.size() >= most) {
            lost += frames.remove().isEvent() ? 1 : 0;
        }
        frames.add(frame);
    }

    /** What is to be sent next; null for nothing. */
    synchronized @Nullable Frame next() {
        if (lost > 0) {
            long events = lost;
            lost = 0;
            return Frame.dropped(events);
        }
        return frames.poll();
    }

    synchronized int size() {
        return frames.size();
    }

    synchronized boolean hasLost() {
        return lost > 0;
    }

    synchronized void clear() {
        frames.clear();
        lost = 0;
    }

    /** Moves everything to the end of another queue. */
    synchronized void moveTo(StreamQueue other) {
        frames.forEach(other::add);
        clear();
    }
}
