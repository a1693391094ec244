package io.claimstream.features;

import io.claimstream.platform.service.ServiceMain;

/** Runs feature-stream as a process of its own. */
public final class FeatureMain {

    private FeatureMain() {}

    public static void main(String[] arguments) {
        System.exit(ServiceMain.run(new FeatureApp(), arguments).number());
    }
}
