package io.claimstream.platform.deadletter;

/** Names of the headers of a dead letter. All values are UTF-8 text. */
public final class DeadLetterHeaders {

    /** Start of every name below. */
    public static final String PREFIX = "claimstream.dead.";

    /** Why the record is dead: a name of {@code DecodingException.Code} or of {@link DeadLetterCode}. */
    public static final String CODE = PREFIX + "code";

    /** Topic on which the original record stands. */
    public static final String TOPIC = PREFIX + "topic";

    /** Partition of the original record. */
    public static final String PARTITION = PREFIX + "partition";

    /** Offset of the original record. */
    public static final String OFFSET = PREFIX + "offset";

    /** Timestamp of the record when it failed, milliseconds since 1970. */
    public static final String TIMESTAMP = PREFIX + "timestamp";

    /** The service that gave up. */
    public static final String SERVICE = PREFIX + "service";

    /** Class of the error; never its message, which may hold personal data. */
    public static final String ERROR = PREFIX + "error";

    private DeadLetterHeaders() {}
}
