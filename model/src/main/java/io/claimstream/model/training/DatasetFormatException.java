package io.claimstream.model.training;

import org.jspecify.annotations.Nullable;

/** A dataset or parameter file is not what it should be: bad input. */
public final class DatasetFormatException extends RuntimeException {

    public DatasetFormatException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    DatasetFormatException(String message) {
        this(message, null);
    }
}
