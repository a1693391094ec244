package io.claimstream.launcher.instance;

import io.claimstream.launcher.command.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** A file that someone keeps a key of their own in. */
public final class KeyFile {

    /** What may stand in the header of a request (RFC 6750). */
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    private KeyFile() {}

    /**
     * The key, as text.
     *
     * @throws BadInputException when the file cannot be read or holds something else; what it holds is not said
     */
    public static String read(Path file) {
        String text = text(file).strip();
        if (!KEY.matcher(text).matches()) {
            throw new BadInputException("Expected the text of one API key and nothing else in '" + file
                    + "': the part 'key' of what './claimstream api-keys create' prints.");
        }
        return text;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new BadInputException("Expected to read the API key in '" + file + "', but: "
                    + e.getClass().getSimpleName() + ".");
        }
    }
}
