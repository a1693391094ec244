package io.claimstream.launcher.embedded;

import java.nio.file.Path;

/** Starts broker and registry, writes to both, says so and dies right after a commit, before its markers are written. */
public final class EmbeddedToKillMain {

    /** What the shell reports of a kill -9. */
    private static final int KILLED = 137;

    private EmbeddedToKillMain() {}

    /** Takes the data directory. */
    public static void main(String[] args) throws Exception {
        Embedded embedded = Embedded.start(Path.of(args[0]));
        String answers = embedded.register("count-value", Embedded.COUNT).body() + " "
                + embedded.register("name-value", Embedded.NAME).body();
        System.out.println(embedded.registryPid() + " " + answers.replaceAll("\\s+", " "));
        embedded.commit("kept", "before the kill", () -> Runtime.getRuntime().halt(KILLED));
    }
}
