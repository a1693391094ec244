package io.claimstream.platform.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;

/**
 * Runs another main in a child JVM that halts as soon as its standard input closes, which happens when the parent ends in whatever
 * way, kill -9 included, and removes its temporary directory. The real main does not get the
 * input.
 */
public final class GuardedMain {

    /** Exit code of a child whose parent is gone. */
    public static final int PARENT_GONE = 86;

    private GuardedMain() {}

    /** First argument: class name of the real main; the rest is passed on. */
    public static void main(String[] args) throws Throwable {
        InputStream input = System.in;
        System.setIn(InputStream.nullInputStream());
        Thread guard = new Thread(() -> haltWhenClosed(input), "parent-guard");
        guard.setDaemon(true);
        guard.start();
        Method main = Class.forName(args[0]).getMethod("main", String[].class);
        try {
            main.invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static void haltWhenClosed(InputStream input) {
        try {
            // Whatever the parent writes only says that it lives.
            input.transferTo(OutputStream.nullOutputStream());
            ChildFolder.ofThisProcess().ifPresent(ChildFolder::delete);
        } catch (IOException | UncheckedIOException e) {
            // Nobody is left to be told, and halting must not wait for a disk.
            Runtime.getRuntime().halt(PARENT_GONE);
        }
        Runtime.getRuntime().halt(PARENT_GONE);
    }
}
