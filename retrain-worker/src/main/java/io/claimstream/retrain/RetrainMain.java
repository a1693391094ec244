package io.claimstream.retrain;

import io.claimstream.platform.service.ServiceMain;

/** Runs the retrain worker as a process of its own. */
public final class RetrainMain {

    private RetrainMain() {}

    public static void main(String[] arguments) {
        System.exit(ServiceMain.run(new RetrainApp(), arguments).number());
    }
}
