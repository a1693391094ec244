package io.claimstream.retrain.publish;

import io.claimstream.event.CalibrationRecord;
import io.claimstream.schemas.json.EventJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The calibration beside a model in a directory, {@value #NAME}: a record of models.calibration.v1 as JSON. */
public final class CalibrationFile {

    /** Its name. */
    public static final String NAME = "calibration.json";

    private CalibrationFile() {}

    /** Writes the calibration of the model in a directory that is there. */
    public static void write(Path directory, CalibrationRecord calibration) throws IOException {
        Files.writeString(directory.resolve(NAME), EventJson.toJson(calibration).toPrettyString() + "\n");
    }

    /**
     * The calibration in a directory; empty when there is none.
     *
     * @throws IOException when the file cannot be read
     * @throws io.claimstream.schemas.json.EventJsonException when it is no calibration
     */
    public static Optional<CalibrationRecord> read(Path directory) throws IOException {
        Path file = directory.resolve(NAME);
        return Files.exists(file)
                ? Optional.of(EventJson.fromJson(EventJson.parse(Files.readString(file)), CalibrationRecord.class))
                : Optional.empty();
    }
}
