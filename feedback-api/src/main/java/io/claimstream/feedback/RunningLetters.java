package io.claimstream.feedback;

import io.claimstream.feedback.audit.AuditTrail;
import io.claimstream.feedback.http.LetterPorts;
import io.claimstream.feedback.letter.Contents;
import io.claimstream.feedback.letter.KafkaReplayLog;
import io.claimstream.feedback.letter.Letters;
import io.claimstream.feedback.letter.Rejections;
import io.claimstream.feedback.letter.ReplayRunner;
import io.claimstream.feedback.publish.KafkaPublisher;
import io.claimstream.platform.records.KafkaPlacedLog;
import io.claimstream.platform.replay.ReplayProof;
import io.claimstream.platform.service.ServiceContext;
import java.time.Duration;
import java.util.Properties;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;

/** What looking after unanswered records works with, in a running feedback-api. Thread-safe. */
final class RunningLetters implements AutoCloseable {

    private final ReplayRunner replays;
    private final LetterPorts ports;

    /** @param client brokers and what else every client shares, anew each time */
    RunningLetters(
            ServiceContext context, Jdbi jdbi, AuditTrail audit, Supplier<Properties> client, Duration publishTimeout) {
        this.replays = new ReplayRunner(
                jdbi,
                context.clock(),
                publishTimeout,
                ReplayProof.of(context.settings()),
                () -> new KafkaReplayLog(client.get(), () -> KafkaPublisher.producer(client.get(), publishTimeout)));
        this.ports = new LetterPorts(
                new Letters(jdbi, audit, context.clock(), replays::nudge),
                new Rejections(jdbi),
                new Contents(() -> KafkaPlacedLog.of(client.get()), context.serdes()));
    }

    void start() {
        replays.start();
    }

    LetterPorts ports() {
        return ports;
    }

    @Override
    public void close() {
        replays.close();
    }
}
