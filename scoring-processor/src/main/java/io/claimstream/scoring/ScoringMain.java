package io.claimstream.scoring;

import io.claimstream.platform.service.ServiceMain;

/** Runs scoring-processor as a process of its own. */
public final class ScoringMain {

    private ScoringMain() {}

    public static void main(String[] arguments) {
        System.exit(ServiceMain.run(new ScoringApp(), arguments).number());
    }
}
