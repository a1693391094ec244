package io.claimstream.launcher.offline;

import io.claimstream.event.CalibrationRecord;
import io.claimstream.launcher.command.BadInputException;
import io.claimstream.launcher.command.WrongUseException;
import io.claimstream.model.ModelBundle;
import io.claimstream.model.ModelFolder;
import io.claimstream.retrain.publish.CalibrationFile;
import io.claimstream.schemas.json.EventJsonException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** A model in a directory of its own, with its calibration beside it. */
final class ModelDirectory {

    private final Path directory;

    ModelDirectory(Path directory) {
        this.directory = directory;
    }

    /**
     * Checks that a model can be written here.
     *
     * @throws WrongUseException when something stands here already
     */
    void requireEmpty() {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> entries = Files.list(directory)) {
            if (entries.findAny().isPresent()) {
                throw new WrongUseException(
                        "Expected --out of a new or empty directory, but '" + directory + "' is not.");
            }
        } catch (IOException e) {
            throw new WrongUseException("Expected --out of a directory, but '" + directory + "' is none.");
        }
    }

    void write(ModelBundle bundle, CalibrationRecord calibration) {
        try {
            Files.createDirectories(directory);
            CalibrationFile.write(directory, calibration);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to write a model to " + directory + ".", e);
        }
        new ModelFolder(directory).write(bundle);
    }

    /**
     * The model, unchecked.
     *
     * @throws BadInputException when there is none
     */
    ModelBundle bundle() {
        ModelFolder folder = new ModelFolder(directory);
        if (!folder.isWhole()) {
            throw new BadInputException("Expected a model as 'train' writes it in '" + directory
                    + "', but there is none, or the artifact is not the one that was written.");
        }
        return folder.read();
    }

    /**
     * The calibration; empty when there is none.
     *
     * @throws BadInputException when it cannot be read
     */
    Optional<CalibrationRecord> calibration() {
        try {
            return CalibrationFile.read(directory);
        } catch (EventJsonException | IOException e) {
            throw new BadInputException("Expected a calibration in '" + directory.resolve(CalibrationFile.NAME)
                    + "', but: " + e.getMessage());
        }
    }
}
