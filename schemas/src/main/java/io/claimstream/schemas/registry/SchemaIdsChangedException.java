package io.claimstream.schemas.registry;

/** The registry gives other meanings to ids than before. Going on would make events unreadable. */
public final class SchemaIdsChangedException extends RuntimeException {

    SchemaIdsChangedException(String message) {
        super(message);
    }
}
