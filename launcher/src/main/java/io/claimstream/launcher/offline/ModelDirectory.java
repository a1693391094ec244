package io.claimstream.launcher.offline;

import io.claimstream.event.CalibrationRecord;
import io.claimstream.launcher.command.BadInputException;
import io.claimstream.launcher.command.WrongUseException;
import io.claimstream.model.ModelBundle;
import io.claimstream.model.ModelFolder;
import io.claimstream.schemas.json.EventJson;
import io.claimstream.schemas.json.EventJsonException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** A model in a directory of its own, with its calibration beside it. */
final class ModelDirectory {

    private static final String CALIBRATION = "calibration.json";

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
            Files.writeString(
                    directory.resolve(CALIBRATION),
                    EventJson.toJson(calibration).toPrettyString() + "\n");
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
        Path file = directory.resolve(CALIBRATION);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(EventJson.fromJson(EventJson.parse(Files.readString(file)), CalibrationRecord.class));
        } catch (EventJsonException | IOException e) {
            throw new BadInputException("Expected a calibration in '" + file + "', but: " + e.getMessage());
        }
    }
}
