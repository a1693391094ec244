package io.claimstream.benchmarks.pages;

import io.claimstream.benchmarks.pages.Photographer.Subject;
import io.claimstream.testkit.browser.Chromium;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes the pictures of the documentation. */
@Command(
        name = "pictures",
        mixinStandardHelpOptions = true,
        description =
                "Plays the demo and takes pictures of its main pages, light and dark. The world is the same each time;"
                        + " times of day are those of the hour.")
public final class PicturesCommand implements Callable<Integer> {

    /** So that a clone stays small. */
    private static final long MOST_BYTES = 150_000;

    private static final long SEED = 7;
    private static final List<Subject> SUBJECTS = List.of(
            new Subject("overview", "/overview", List.of()),
            new Subject("queue", "/queue?sort=-moneyAtRisk", List.of()),
            new Subject("claim", "/queue?sort=-moneyAtRisk", List.of("#queue tbody th a")),
            new Subject("models", "/models", List.of()),
            new Subject("model", "/models", List.of("main table a[href^='/models/m-']")),
            new Subject("operations", "/operations", List.of()));

    @Option(names = "--to", required = true, description = "Folder of the pictures.")
    private Path folder = Path.of("");

    @Option(
            names = "--claims",
            defaultValue = "600",
            description = "Claims of the demo, 400 or more. Default: ${DEFAULT-VALUE}.")
    private int claims;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Files.createDirectories(folder);
        System.err.println("playing the demo of " + claims + " claims");
        boolean isSmall = true;
        try (DemoProcess demo = DemoProcess.told(claims, SEED);
                Chromium chromium = Chromium.start()) {
            Person person = Person.join(demo.root(), demo.dataDir(), Map.of("role", "ADMINISTRATOR"), "Ann Example");
            Photographer photographer = new Photographer(chromium.browser(), demo.root(), person);
            for (Subject subject : SUBJECTS) {
                for (Path picture : photographer.take(subject, folder)) {
                    long bytes = Files.size(picture);
                    System.out.println(picture + " " + bytes);
                    isSmall &= bytes <= MOST_BYTES;
                }
            }
        }
        return isSmall ? 0 : 1;
    }
}
