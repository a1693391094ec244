package io.claimstream.launcher.command;

import java.io.PrintWriter;
import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Progress on standard error: bars on a terminal, plain lines elsewhere. Thread-safe. */
public final class Progress {

    private final PrintWriter err;
    private final boolean terminal;

    private Progress(PrintWriter err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    /** The launcher script says whether standard error is a terminal: Java cannot tell. */
    public static Progress onStandardError(PrintWriter err) {
        return new Progress(err, Boolean.getBoolean("claimstream.terminal"));
    }

    /** Progress as plain lines, whatever they are written to. */
    public static Progress plain(PrintWriter err) {
        return new Progress(err, false);
    }

    /** One line. */
    public void say(String line) {
        err.println(line);
        err.flush();
    }

    /** A task of a known or unknown number of steps. */
    public Task task(String name, long steps) {
        return terminal ? new Bar(name, steps) : new Lines(name, steps);
    }

    /** A task under way. Thread-safe. */
    public interface Task extends AutoCloseable {

        /** The number of steps done so far. */
        void at(long done);

        /** The number of steps done so far, with a few words on how it goes; the words stay until others come. */
        void at(long done, String note);

        @Override
        void close();
    }

    private static final class Bar implements Task {
        private final ProgressBar bar;

        Bar(String name, long steps) {
            this.bar = new ProgressBarBuilder()
                    .setTaskName(name)
                    .setInitialMax(steps)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(200)
                    .setConsumer(new ConsoleProgressBarConsumer(System.err))
                    .build();
        }

        @Override
        public void at(long done) {
            bar.stepTo(done);
        }

        @Override
        public void at(long done, String note) {
            bar.setExtraMessage(" " + note);
            bar.stepTo(done);
        }

        @Override
        public void close() {
            bar.close();
        }
    }

    /** A line at most every two seconds, and one at the end. */
    private final class Lines implements Task {
        private static final long EVERY_NANOS = Duration.ofSeconds(2).toNanos();

        private final String name;
        private final long steps;
        private long done;
        private long printed;
        private long printedAt = System.nanoTime();
        private String note = "";

        Lines(String name, long steps) {
            this.name = name;
            this.steps = steps;
        }

        @Override
        public synchronized void at(long count, String words) {
            note = ", " + words;
            at(count);
        }

        @Override
        public synchronized void at(long count) {
            done = count;
            if (System.nanoTime() - printedAt > EVERY_NANOS) {
                print();
            }
        }

        private void print() {
            printedAt = System.nanoTime();
            printed = done;
            say(name + ": " + done + (steps > 0 ? " of " + steps : "") + note);
        }

        @Override
        public synchronized void close() {
            if (printed != done) {
                print();
            }
        }
    }
}
