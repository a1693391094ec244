package io.claimstream.ingest;

import io.claimstream.platform.service.ServiceMain;

/** Runs claim-ingest as a process of its own. */
public final class IngestMain {

    private IngestMain() {}

    public static void main(String[] arguments) {
        System.exit(ServiceMain.run(new IngestApp(), arguments).number());
    }
}
