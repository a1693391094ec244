package io.claimstream.launcher.offline;

import io.claimstream.launcher.command.Progress;
import io.claimstream.launcher.importing.MotorRow;
import io.claimstream.launcher.instance.Services;
import io.claimstream.model.TrainingParameters;
import io.claimstream.platform.config.Settings;
import io.claimstream.retrain.RetrainConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A small model, trained as the command does, signed with the key of a data directory. */
public final class TrainedModel {

    public static final Instant NOW = Instant.parse("2026-01-05T09:00:00Z");
    public static final Progress SILENT = Progress.plain(new PrintWriter(Writer.nullWriter()));

    private static final int ROWS = 160;

    private TrainedModel() {}

    /** Settings of a command on a data directory. */
    public static Settings settings(Path dataDir, Map<String, String> more) {
        Map<String, String> values = new TreeMap<>(more);
        values.put("data.dir", dataDir.toString());
        return Settings.reader(Services.settings()).override("test", values).read();
    }

    /** Trains into a directory. */
    public static ModelDirectory in(Path directory, Settings settings) throws IOException, InterruptedException {
        Path csv = Files.write(
                directory.resolve("rows.csv"),
                Stream.concat(
                                Stream.of(MotorRow.header()),
                                IntStream.range(0, ROWS)
                                        .mapToObj(TrainedModel::row)
                                        .map(MotorRow::line))
                        .toList());
        TrainingPlan plan = new TrainingPlan(
                TrainingParameters.forFiles(7).withBoosters(1).withRounds(30), 5, 0, 2, Duration.ofMinutes(1), 256);
        FileTraining training =
                new FileTraining(plan, RetrainConfig.of(settings).keys(), NOW, SILENT);
        try (FileClaims claims = FileClaims.open(csv, NOW)) {
            training.read(claims);
        }
        ModelDirectory model = new ModelDirectory(directory.resolve("model"));
        training.train(directory.resolve("work"), model);
        return model;
    }

    /** The model of a directory, loaded through every check. */
    public static OfflineModel open(Path directory, Settings settings) {
        return new OfflineModels(settings, SILENT)
                .open(directory.resolve("model").toString());
    }

    private static MotorRow row(int number) {
        List<String> prognoses = List.of("B. 2 months", "E. 5 months", "I. 9 months");
        int fixed = 300 + 37 * number % 1_000;
        int months = number % prognoses.size();
        return MotorRow.ofDriverAged(18 + number % 60)
                .with("GeneralFixed", Integer.toString(fixed))
                .with("SpecialEarningsLoss", Integer.toString(number % 7 * 50))
                .with("Injury_Prognosis", prognoses.get(months))
                .with("Exceptional_Circumstances", number % 5 == 0 ? "Yes" : "No")
                .with("Claim Date", "2024-02-01 10:%02d:%02d".formatted(number / 60, number % 60))
                .settledFor(Integer.toString(
                        (int) (fixed * (1 + 0.2 * months) * (number % 5 == 0 ? 1.5 : 1) + number % 7 * 40)));
    }
}
