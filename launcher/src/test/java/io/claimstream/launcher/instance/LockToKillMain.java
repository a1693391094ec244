package io.claimstream.launcher.instance;

import java.nio.file.Path;

/** Takes the lock of a data directory, says so and waits to be killed. */
public final class LockToKillMain {

    private LockToKillMain() {}

    /** Takes the data directory. */
    public static void main(String[] args) throws InterruptedException {
        try (DataDirLock lock = DataDirLock.take(Path.of(args[0]))) {
            System.out.println("taken " + lock.getClass().getSimpleName());
            Thread.currentThread().join();
        }
    }
}
