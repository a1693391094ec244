package io.claimstream.launcher.backup;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.claimstream.launcher.command.BadInputException;
import java.util.List;
import java.util.Map;

/**
 * What stands in a backup; written last, so that a backup that was cut short has none.
 *
 * @param format of the file, 1
 * @param madeAt when, ISO 8601
 * @param tablesVersion number of the latest migration of the tables
 * @param rows how many each table has
 * @param entries every other entry of the file
 * @param hasEncryptionKeys whether the keys that wrap the keys of persons are among them
 * @param keptElsewhere settings that name files outside of the data directory, or keys of a key management service, which are not in the backup
 */
record Manifest(
        @JsonProperty(value = "format", required = true) int format,
        @JsonProperty(value = "madeAt", required = true) String madeAt,
        @JsonProperty(value = "tablesVersion", required = true) String tablesVersion,
        @JsonProperty(value = "rows", required = true) Map<String, Long> rows,
        @JsonProperty(value = "entries", required = true) List<Entry> entries,
        @JsonProperty(value = "hasEncryptionKeys", required = true) boolean hasEncryptionKeys,
        @JsonProperty(value = "keptElsewhere", required = true) Map<String, String> keptElsewhere) {

    static final int FORMAT = 1;
    static final String NAME = "manifest.json";

    /**
     * An entry of the file.
     *
     * @param sha256 of its bytes, in hexadecimal digits
     */
    record Entry(
            @JsonProperty(value = "name", required = true) String name,
            @JsonProperty(value = "bytes", required = true) long bytes,
            @JsonProperty(value = "sha256", required = true) String sha256) {}

    /**
     * Throws when this version of Claimstream cannot read the file.
     *
     * @throws BadInputException then
     */
    void requireReadable() {
        if (format != FORMAT) {
            throw new BadInputException("Expected a backup of format " + FORMAT + ", but it has format " + format
                    + ", of another version of Claimstream.");
        }
    }
}
