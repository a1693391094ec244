package io.claimstream.benchmarks.pages;

import io.claimstream.benchmarks.pages.Photographer.Subject;
import io.claimstream.testkit.browser.Chromium;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    private static final String ADJUSTER = "ADJUSTER";
    private static final String ENGINEER = "ML_ENGINEER";
    private static final String OPERATOR = "OPERATOR";
    private static final Map<String, String> NAMES =
            Map.of(ADJUSTER, "Ann Example", ENGINEER, "Eve Example", OPERATOR, "Olga Example");
    private static final List<Subject> SUBJECTS = List.of(
            new Subject("overview", ADJUSTER, 800, "/overview", List.of()),
            new Subject("queue", ADJUSTER, 700, "/queue", List.of()),
            new Subject("claim", ADJUSTER, 860, "/queue?sort=-moneyAtRisk", List.of("#queue tbody th a")),
            new Subject("models", ENGINEER, 800, "/models", List.of()),
            new Subject("model", ENGINEER, 1000, "/models", List.of("main table a[href^='/models/m-']")),
            new Subject("operations", OPERATOR, 800, "/operations", List.of()));

    @Option(names = "--to", required = true, description = "Folder of the pictures.")
    private Path folder = Path.of("");

    @Option(
            names = "--claims",
            defaultValue = "3000",
            description =
                    "Claims of the demo, 400 or more; of few claims no model passes its gates. Default: ${DEFAULT-VALUE}.")
    private int claims;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Files.createDirectories(folder);
        System.err.println("playing the demo of " + claims + " claims");
        boolean isSmall = true;
        try (DemoProcess demo = DemoProcess.told(claims, SEED);
                Chromium chromium = Chromium.start()) {
            Map<String, Photographer> photographers = new HashMap<>();
            for (Subject subject : SUBJECTS) {
                Photographer photographer = photographers.get(subject.role());
                if (photographer == null) {
                    Person person = Person.join(
                            demo.root(),
                            demo.dataDir(),
                            Map.of("role", subject.role()),
                            Objects.requireNonNull(NAMES.get(subject.role())));
                    photographer = new Photographer(chromium.browser(), demo.root(), person);
                    photographers.put(subject.role(), photographer);
                }
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
