package io.claimstream.model.study;

import io.claimstream.model.ModelJson;
import io.claimstream.model.TrainingParameters;
import io.claimstream.model.training.Dataset;
import io.claimstream.model.training.DatasetFormatException;
import io.claimstream.model.training.TrainingFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folders through which a study gets its work and gives its result. In: what {@link TrainingFiles} writes, and {@code study.json}. Out:
 * {@code model.ubj} and {@code study.json}, the last written last.
 */
public final class StudyFiles {

    private static final String STUDY = "study.json";
    private static final String ARTIFACT = "model.ubj";

    private StudyFiles() {}

    /** Writes what a study needs. */
    public static void writeInput(Path folder, Dataset rows, TrainingParameters parameters, StudyRequest request)
            throws IOException {
        TrainingFiles.writeInput(folder, rows, parameters);
        Files.write(folder.resolve(STUDY), ModelJson.bytes(request));
    }

    /**
     * What a study is asked.
     *
     * @throws DatasetFormatException when it cannot be read
     */
    static StudyRequest readRequest(Path folder) throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve(STUDY));
        try {
            return ModelJson.read(bytes, StudyRequest.class);
        } catch (IOException e) {
            throw new DatasetFormatException("Expected a request in " + STUDY + ".", e);
        }
    }

    static void writeOutput(Path folder, Study.Outcome outcome) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve(ARTIFACT), outcome.artifact());
        Files.write(folder.resolve(STUDY), ModelJson.bytes(outcome.result()));
    }

    /** The booster that a finished study left, in UBJ. */
    public static byte[] readArtifact(Path folder) throws IOException {
        return Files.readAllBytes(folder.resolve(ARTIFACT));
    }

    /** What a finished study found. */
    public static StudyResult readResult(Path folder) throws IOException {
        return ModelJson.read(Files.readAllBytes(folder.resolve(STUDY)), StudyResult.class);
    }
}
