package io.claimstream.model.training;

import io.claimstream.model.ModelJson;
import io.claimstream.model.TrainingParameters;
import io.claimstream.model.doubt.Difficulty;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The folders through which a training process gets its work and gives its result. In: {@code dataset.bin} (or
 * {@code dataset.csv}, with the feature set named in {@code feature-set.txt}) and {@code parameters.json}. Out:
 * {@code model.ubj}, {@code difficulty.json}, {@code baseline-1.ubj} and on, {@code baselines.json} with their names, and {@code result.json}, the
 * last written last.
 */
public final class TrainingFiles {

    private static final String BINARY = "dataset.bin";
    private static final String CSV = "dataset.csv";
    private static final String FEATURE_SET = "feature-set.txt";
    private static final String PARAMETERS = "parameters.json";
    private static final String ARTIFACT = "model.ubj";
    private static final String DIFFICULTY = "difficulty.json";
    private static final String BASELINES = "baselines.json";
    private static final String RESULT = "result.json";

    private TrainingFiles() {}

    /** Writes what a training needs. */
    public static void writeInput(Path folder, Dataset train, TrainingParameters parameters) throws IOException {
        Files.createDirectories(folder);
        try (OutputStream out = Files.newOutputStream(folder.resolve(BINARY))) {
            DatasetBinary.write(train, out);
        }
        Files.write(folder.resolve(PARAMETERS), ModelJson.bytes(parameters));
    }

    /** Writes a dataset as CSV, to be read by people or trained on. */
    public static void writeCsv(Path folder, Dataset dataset, TrainingParameters parameters) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(CSV), DatasetCsv.write(dataset));
        Files.writeString(folder.resolve(FEATURE_SET), dataset.schema().version());
        Files.write(folder.resolve(PARAMETERS), ModelJson.bytes(parameters));
    }

    /**
     * The rows to train on.
     *
     * @throws DatasetFormatException when they cannot be read
     */
    public static Dataset readDataset(Path folder) throws IOException {
        if (Files.exists(folder.resolve(BINARY))) {
            try (InputStream in = Files.newInputStream(folder.resolve(BINARY))) {
                return DatasetBinary.read(in);
            }
        }
        String featureSet = Files.readString(folder.resolve(FEATURE_SET)).strip();
        return DatasetCsv.read(Files.readString(folder.resolve(CSV)), featureSet);
    }

    /**
     * The parameters to train with.
     *
     * @throws DatasetFormatException when they cannot be read
     */
    public static TrainingParameters readParameters(Path folder) throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve(PARAMETERS));
        try {
            return ModelJson.read(bytes, TrainingParameters.class);
        } catch (IOException e) {
            throw new DatasetFormatException("Expected training parameters in " + PARAMETERS + ".", e);
        }
    }

    static void writeOutput(Path folder, TrainedModel trained, TrainingResult result) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve(ARTIFACT), trained.artifact());
        Files.write(folder.resolve(DIFFICULTY), ModelJson.bytes(trained.difficulty()));
        writeBaselines(folder, trained.baselines());
        Files.write(folder.resolve(RESULT), ModelJson.bytes(result));
    }

    /** What a finished training tells. */
    public static TrainingResult readResult(Path folder) throws IOException {
        return ModelJson.read(Files.readAllBytes(folder.resolve(RESULT)), TrainingResult.class);
    }

    /** What a finished training left: the booster in UBJ, its difficulty, and the baselines. */
    public static TrainedModel readTrained(Path folder) throws IOException {
        return new TrainedModel(
                        Files.readAllBytes(folder.resolve(ARTIFACT)),
                        ModelJson.read(Files.readAllBytes(folder.resolve(DIFFICULTY)), Difficulty.class))
                .beside(readBaselines(folder));
    }

    private static void writeBaselines(Path folder, List<Baselines.Grown> baselines) throws IOException {
        for (int i = 0; i < baselines.size(); i++) {
            Files.write(baseline(folder, i), baselines.get(i).artifact());
        }
        Files.write(
                folder.resolve(BASELINES),
                ModelJson.bytes(baselines.stream().map(Baselines.Grown::name).toList()));
    }

    private static List<Baselines.Grown> readBaselines(Path folder) throws IOException {
        String[] names = ModelJson.read(Files.readAllBytes(folder.resolve(BASELINES)), String[].class);
        List<Baselines.Grown> baselines = new ArrayList<>();
        for (int i = 0; i < names.length; i++) {
            baselines.add(new Baselines.Grown(names[i], Files.readAllBytes(baseline(folder, i))));
        }
        return baselines;
    }

    private static Path baseline(Path folder, int place) {
        return folder.resolve("baseline-" + (place + 1) + ".ubj");
    }
}
