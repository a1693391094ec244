package io.claimstream.benchmarks.faults;

/**
 * What is done to which process.
 *
 * @param kind what is done
 * @param target name of the process
 */
record Fault(Kind kind, String target) {

    /** What can be done to a process. */
    enum Kind {
        /** Killed as by kill -9, and started again at once. */
        SERVICE_KILLED("killed"),
        /** Stopped by SIGSTOP for longer than its session, its transactions and its partitions last. */
        SERVICE_FROZEN("frozen"),
        /** Killed as by kill -9; started again when the cluster has taken notice. */
        BROKER_KILLED("killed"),
        /** Stopped in order and started again. */
        BROKER_RESTARTED("restarted"),
        /** The registry is killed for some seconds, while a service starts that needs it. */
        REGISTRY_OUTAGE("registry away"),
        /** The database answers nobody for some seconds, then is killed and started again. */
        DATABASE_OUTAGE("away");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** For people. */
        String words() {
            return words;
        }
    }
}
