package io.claimstream.ledger;

import io.claimstream.platform.service.ServiceMain;

/** Runs the decision ledger as a process of its own. */
public final class LedgerMain {

    private LedgerMain() {}

    public static void main(String[] arguments) {
        System.exit(ServiceMain.run(new LedgerApp(), arguments).number());
    }
}
