package io.claimstream.launcher.datasets;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.event.RecordRef;
import io.claimstream.schemas.Topics;

/**
 * One difference between a dataset and what comes out of the log again. Holds no value of a claim.
 *
 * @param code what differs
 * @param place where: a label on its topic, or the dataset as a whole
 * @param detail what exactly, such as the name of a feature; blank for nothing more to say
 */
record Finding(FindingCode code, String place, String detail) {

    /** A difference of the dataset as a whole. */
    static Finding ofDataset(FindingCode code, String name, String detail) {
        return new Finding(code, name, detail);
    }

    /** A difference of one row, told by where its label stands. */
    static Finding ofRow(FindingCode code, RecordRef label, String detail) {
        return new Finding(
                code, Topics.CLAIMS_LABELLED.name() + " " + label.getPartition() + "@" + label.getOffset(), detail);
    }

    ObjectNode toJson() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("code", code.name())
                .put("place", place)
                .put("detail", detail)
                .put("hint", code.hint());
    }
}
