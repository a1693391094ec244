package io.claimstream.model.study;

import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Counts trees and tells how far a study is, some two hundred times in all. Thread-safe. */
final class StudyPace {

    private static final int TOLD = 200;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final long ofTrees;
    private final Consumer<StudyProgress> listener;
    private final LongSupplier nanos;
    private final long start;
    private String doing = "";
    private long trees;
    private long told;
    private double mape = Double.NaN;

    StudyPace(long ofTrees, Consumer<StudyProgress> listener, LongSupplier nanos) {
        this.ofTrees = ofTrees;
        this.listener = listener;
        this.nanos = nanos;
        this.start = nanos.getAsLong();
    }

    /** Begins a part; whatever the parts before left undone, such as candidates that stopped early, is passed over. */
    synchronized void begin(String what, long treesBefore) {
        doing = what;
        trees = Math.max(trees, treesBefore);
        tell();
    }

    synchronized void grown(int more) {
        trees = Math.min(ofTrees, trees + more);
        if ((trees - told) * TOLD >= ofTrees) {
            tell();
        }
    }

    synchronized void measured(double newMape) {
        mape = Double.isNaN(mape) ? newMape : Math.min(mape, newMape);
        tell();
    }

    long elapsedMillis() {
        return (nanos.getAsLong() - start) / NANOS_PER_MILLI;
    }

    private void tell() {
        told = trees;
        long left = trees == 0 ? 0 : (long) (elapsedMillis() * ((double) (ofTrees - trees) / trees));
        listener.accept(new StudyProgress(doing, trees, ofTrees, mape, left));
    }
}
