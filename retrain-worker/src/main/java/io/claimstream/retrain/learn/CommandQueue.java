package io.claimstream.retrain.learn;

import io.claimstream.event.ModelCommand;
import io.claimstream.event.ModelCommandKind;
import io.claimstream.event.ModelSlot;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.kafka.KafkaClients;
import io.claimstream.platform.lag.LongWork;
import io.claimstream.retrain.publish.ModelPublisher;
import io.claimstream.retrain.run.SlotName;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.serde.DecodingException;
import io.claimstream.schemas.serde.EventSerdes;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commands, one at a time, and with them the turn: the topic has one partition, so of all instances in the group one holds it, and
 * only that one trains. A command is done with when its offset is committed, together with what came of it. Used by one thread.
 */
final class CommandQueue implements AutoCloseable {

    static final String GROUP = LongWork.RETRAIN;

    private static final Logger LOGGER = LoggerFactory.getLogger(CommandQueue.class);
    private static final TopicPartition PARTITION = new TopicPartition(Topics.MODELS_COMMANDS.name(), 0);
    private static final int SESSION_TIMEOUT_MILLIS = 10_000;

    private final Consumer<String, byte[]> consumer;
    private final EventSerdes serdes;
    private final NavigableSet<Long> open = new TreeSet<>();
    private long next;

    CommandQueue(Settings settings, EventSerdes serdes) {
        this.serdes = serdes;
        Properties properties = KafkaClients.properties(settings);
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MILLIS);
        consumer = new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
        consumer.subscribe(List.of(PARTITION.topic()));
    }

    /**
     * A command at its place.
     *
     * @param offset where it stands
     * @param asked what is asked; empty when it cannot be read
     */
    record Command(long offset, Optional<ModelCommand> asked) {

        /** Whether it asks for a run that this worker does: a training, or a look at a model that was made elsewhere. */
        boolean isTraining() {
            return asked.filter(it -> it.getKind() == ModelCommandKind.TRAIN || isUpload())
                    .filter(it -> it.getSlot().flatMap(ModelSlot::getInsurer).isEmpty())
                    .isPresent();
        }

        /** Whether it gives a model that was made elsewhere. */
        boolean isUpload() {
            return asked.filter(it -> it.getKind() == ModelCommandKind.UPLOAD).isPresent();
        }

        /** The slot to train; empty for every slot. */
        Optional<SlotName> slot() {
            return asked.flatMap(ModelCommand::getSlot)
                    .map(it -> new SlotName(it.getLineOfBusiness(), it.getCurrency()));
        }
    }

    /** Forgets what an earlier turn took up; it comes again from what was committed. */
    void beginTurn() {
        open.clear();
        next = 0;
    }

    /** Takes note that a command is answered later, after others that follow it. */
    void takenUp(Command command) {
        open.add(command.offset());
    }

    /**
     * Keeps the membership alive and fetches the next command. Must be called often, also during a training.
     *
     * @param wanted whether a command can be taken up now
     */
    Optional<Command> poll(Duration timeout, boolean wanted) {
        if (wanted) {
            consumer.resume(consumer.assignment());
        } else {
            consumer.pause(consumer.assignment());
        }
        for (ConsumerRecord<String, byte[]> read : consumer.poll(timeout)) {
            return Optional.of(decode(read));
        }
        return Optional.empty();
    }

    /** Whether this instance has the turn. */
    boolean hasTurn() {
        Collection<TopicPartition> assigned = consumer.assignment();
        return assigned.contains(PARTITION);
    }

    /** Goes back to a command that could not be taken up. */
    void putBack(Command command) {
        consumer.seek(PARTITION, command.offset());
    }

    /**
     * What to commit when the command at an offset is done with: up to the first that is not. What comes again after a crash although it
     * was answered is known by its answer on the topic.
     */
    ModelPublisher.Answered answered(long offset) {
        open.remove(offset);
        next = Math.max(next, offset + 1);
        long from = open.isEmpty() ? next : open.first();
        return new ModelPublisher.Answered(Map.of(PARTITION, new OffsetAndMetadata(from)), consumer.groupMetadata());
    }

    @Override
    public void close() {
        consumer.close();
    }

    private Command decode(ConsumerRecord<String, byte[]> read) {
        try {
            ModelCommand command =
                    serdes.of(Topics.MODELS_COMMANDS).deserializer().deserialize(read.topic(), read.value());
            LOGGER.atInfo()
                    .addKeyValue("commandId", command.getCommandId())
                    .addKeyValue("kind", command.getKind())
                    .log("command");
            return new Command(read.offset(), Optional.of(command));
        } catch (DecodingException e) {
            // It stays on its topic, which is kept for ever: nothing is lost by passing over it.
            LOGGER.atError()
                    .addKeyValue("offset", read.offset())
                    .addKeyValue("code", e.code())
                    .log("command cannot be read");
            return new Command(read.offset(), Optional.empty());
        }
    }
}
