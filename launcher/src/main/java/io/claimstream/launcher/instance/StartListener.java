package io.claimstream.launcher.instance;

/** Told how a start gets on. */
@FunctionalInterface
public interface StartListener {

    /** The next step begins, in plain words for people. */
    void step(String what);
}
