package io.claimstream.retrain.learn;

import io.claimstream.event.CalibrationRecord;
import io.claimstream.model.DatasetSummary;
import io.claimstream.retrain.run.TrainingRun;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a turn writes to the log. */
final class TurnLog {

    private static final Logger LOGGER = LoggerFactory.getLogger(LearningTurn.class);

    private TurnLog() {}

    static void tell(CalibrationRecord record) {
        LOGGER.atInfo()
                .addKeyValue("modelVersion", record.getModelVersion())
                .addKeyValue("calibration", record.getNumber())
                .addKeyValue("settlements", record.getSettlements())
                .addKeyValue("covered", record.getCovered())
                .log("calibrated anew");
    }

    static void tell(TrainingRun run) {
        LOGGER.atInfo()
                .addKeyValue("runId", run.id())
                .addKeyValue("slot", run.slot())
                .addKeyValue("state", run.state())
                .addKeyValue("rows", run.rows())
                .addKeyValue("erased", run.exclusions().getOrDefault(DatasetSummary.ERASED, 0))
                .addKeyValue("version", run.version().orElse(""))
                .addKeyValue("reason", run.reason().orElse(""))
                .log("training run ended");
    }
}
