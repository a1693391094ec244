package io.claimstream.schemas.serde;

import java.util.ArrayList;
import org.apache.avro.Conversions;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.specific.SpecificData;
import org.jspecify.annotations.Nullable;

/** How Avro handles the generated records. */
final class EventData extends SpecificData {

    private static final int USUAL_ITEMS = 16;

    /** With the generated coders of records without logical types, which write faster. */
    static final EventData FOR_WRITING = new EventData();

    static final EventData FOR_READING = new EventData();

    static {
        FOR_WRITING.setCustomCoders(true);
        FOR_READING.setFastReaderEnabled(true);
    }

    private EventData() {
        addLogicalTypeConversion(new Conversions.DecimalConversion());
        addLogicalTypeConversion(new TimeConversions.TimestampMicrosConversion());
    }

    /**
     * Plain lists: Avro's own cannot compare records that hold amounts, so that {@code equals} of two decoded events throws. They
     * grow as items arrive, whatever number was declared.
     */
    @Override
    public Object newArray(@Nullable Object old, int size, Schema schema) {
        return new ArrayList<>(Math.min(size, USUAL_ITEMS));
    }
}
