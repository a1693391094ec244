package io.claimstream.model.engine;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/**
 * Workspaces to borrow, a bounded number: threads find the one they used before, and only a crowd allocates. No thread-local: an
 * engine that is dropped takes its workspaces along. Thread-safe, without locks.
 */
final class WorkspacePool {

    private static final int SIZE = 16;

    private final AtomicReferenceArray<Workspace> free = new AtomicReferenceArray<>(SIZE);
    private final Supplier<Workspace> maker;

    WorkspacePool(Supplier<Workspace> maker) {
        this.maker = maker;
    }

    /** A workspace that nobody else has. */
    Workspace borrow() {
        Workspace workspace = free.getAndSet(place(), null);
        return workspace == null ? maker.get() : workspace;
    }

    /** Gives a workspace back. */
    void giveBack(Workspace workspace) {
        free.lazySet(place(), workspace);
    }

    private static int place() {
        return (int) Thread.currentThread().getId() & (SIZE - 1);
    }
}
