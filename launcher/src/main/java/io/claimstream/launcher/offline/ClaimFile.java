package io.claimstream.launcher.offline;

import io.claimstream.domain.offline.LoneClaim;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.launcher.command.BadInputException;
import io.claimstream.schemas.json.EventJson;
import io.claimstream.schemas.json.EventJsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Collectors;

/** One claim in a file: the JSON form of ClaimSubmitted, as the HTTP API takes it. */
final class ClaimFile {

    private ClaimFile() {}

    /**
     * Reads the claim and takes it through the rules.
     *
     * @throws BadInputException when it is not there, is no claim, or breaks a rule
     */
    static LoneClaim.Outcome.Ready read(Path file, Instant now) {
        return LoneClaim.of(submitted(file), now).fold(ready -> ready, refused -> {
            throw new BadInputException("Expected a claim that keeps the rules in '" + file + "', but: "
                    + refused.violations().stream()
                            .map(it -> it.getCode() + " (" + it.getField() + ") " + it.getMessage())
                            .collect(Collectors.joining("; ")));
        });
    }

    private static ClaimSubmitted submitted(Path file) {
        try {
            return EventJson.fromJson(EventJson.parse(Files.readString(file)), ClaimSubmitted.class);
        } catch (EventJsonException e) {
            throw new BadInputException("Expected a claim as JSON in '" + file + "', but: " + e.getMessage());
        } catch (IOException e) {
            throw new BadInputException("Expected a readable file, but '" + file + "' is none ("
                    + e.getClass().getSimpleName() + ").");
        }
    }
}
