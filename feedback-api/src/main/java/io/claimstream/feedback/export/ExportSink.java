package io.claimstream.feedback.export;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Takes an export as it is read, in order. Every method throws {@link java.io.UncheckedIOException} when nobody reads on. Not thread-safe. */
interface ExportSink {

    /** Begins: whose data, when it was gathered and why. Once. */
    void begin(ObjectNode head);

    /** Begins a section, and ends the one before. */
    void section(Section section);

    /** Something that the section holds. */
    void item(ObjectNode item);

    /** Ends, with how many records of each topic the export holds. Once. */
    void end(ObjectNode counts);

    /** The whole answer on somebody who was erased, instead of everything else. */
    void erased(ObjectNode receipt);
}
