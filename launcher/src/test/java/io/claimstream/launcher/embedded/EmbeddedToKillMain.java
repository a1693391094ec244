package io.claimstream.launcher.embedded;

import java.nio.file.Path;

/** Starts broker and registry, writes to both, says so and waits to be killed. */
public final class EmbeddedToKillMain {

    private EmbeddedToKillMain() {}

    /** Takes the data directory. */
    public static void main(String[] args) throws Exception {
        Embedded embedded = Embedded.start(Path.of(args[0]));
        String answers = embedded.register("count-value", Embedded.COUNT).body() + " "
                + embedded.register("name-value", Embedded.NAME).body();
        embedded.commit("kept", "before the kill");
        System.out.println(embedded.registryPid() + " " + answers.replaceAll("\\s+", " "));
        Thread.currentThread().join();
    }
}
