package io.claimstream.feedback.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.event.DeploymentAction;
import io.claimstream.event.FeedbackKind;
import io.claimstream.event.ModelSlot;
import io.claimstream.event.ScorePurpose;
import io.claimstream.feedback.Facts;
import io.claimstream.feedback.contract.ContractClient;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.registry.InMemorySchemaRegistry;
import io.claimstream.schemas.serde.EventSerdes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class EventTranslatorTest {

    private final EventSerdes serdes = new EventSerdes(new InMemorySchemaRegistry());
    private final EventTranslator translator = new EventTranslator(serdes);
    private final ContractClient contract = new ContractClient();

    @Test
    void shouldTellOfAScoreAndThatItWaits() {
        // When
        List<FeedEvent> events =
                events(Topics.CLAIMS_SCORED, Facts.score("c-1", 2).build());

        // Then
        assertThat(events).extracting(FeedEvent::kind).containsExactly(EventKind.SCORE, EventKind.QUEUE);
        assertThat(events).extracting(FeedEvent::insurer).containsOnly(Facts.INSURER);
        assertThat(events.get(0).data())
                .contains("\"estimate\":1200.00", "\"lower\":900.00", "\"link\":\"/v1/scores/s_")
                .doesNotContain("reasons", "earnings");
        assertThat(events.get(1).data()).contains("\"action\":\"arrived\"").doesNotContain("1200");
        hold(events.get(0), "ScoreEvent");
        hold(events.get(1), "QueueEvent");
    }

    @Test
    void shouldTellOfARejectionWithoutItsTexts() {
        // When
        FeedEvent event =
                events(Topics.CLAIMS_REJECTED, Facts.rejection("c/1", 1, 5)).get(0);

        // Then
        assertThat(event.data())
                .contains("\"violations\":[{\"code\":\"TEXT_BLANK\",\"field\":\"policy\"}]", "/v1/claims/acme/c%2F1")
                .doesNotContain("Expected a text");
        hold(event, "RejectionEvent");
    }

    @Test
    void shouldTellWhatWasDecidedAndTakenBack() {
        // When
        FeedEvent settled = events(
                        Topics.CLAIMS_FEEDBACK, Facts.settlement("f-1", "c-1").build())
                .get(0);
        FeedEvent withdrawn = events(
                        Topics.CLAIMS_FEEDBACK,
                        Facts.settlement("f-2", "c-1")
                                .setKind(FeedbackKind.WITHDRAWN)
                                .setAmount(null)
                                .setWithdrawnFeedbackId("f-1")
                                .build())
                .get(0);

        // Then
        assertThat(settled.data())
                .contains("\"action\":\"decided\"", "\"decision\":\"settled\"")
                .doesNotContain("1500", "upstream");
        assertThat(withdrawn.data()).contains("\"action\":\"withdrawn\"");
        hold(settled, "QueueEvent");
        hold(withdrawn, "QueueEvent");
    }

    @Test
    void shouldTellThatAClaimChangedHands() {
        // When
        FeedEvent taken = FeedEvent.queue(QueueAction.TAKEN, new ClaimKey(Facts.INSURER, "c/1"), Facts.NOW);

        // Then
        assertThat(taken.insurer()).isEqualTo(Facts.INSURER);
        assertThat(taken.data()).contains("\"action\":\"taken\"", "/v1/claims/acme/c%2F1");
        hold(taken, "QueueEvent");
    }

    @Test
    void shouldTellOfModelsWhomTheyConcern() {
        // When
        FeedEvent version =
                events(Topics.MODELS_VERSIONS, Facts.modelVersion("m-1")).get(0);
        FeedEvent move = events(Topics.MODELS_DEPLOYMENTS, Facts.decision(DeploymentAction.PROMOTED, "m-1", "better"))
                .get(0);
        FeedEvent own = events(
                        Topics.MODELS_DEPLOYMENTS,
                        io.claimstream.event.ModelDeployment.newBuilder(
                                        Facts.decision(DeploymentAction.PROMOTED, "m-1", "better"))
                                .setSlot(new ModelSlot("MOTOR_INJURY", "GBP", Facts.INSURER))
                                .build())
                .get(0);

        // Then
        assertThat(version.insurer()).isNull();
        assertThat(move.insurer()).isNull();
        assertThat(own.insurer()).isEqualTo(Facts.INSURER);
        assertThat(move.data()).contains("\"action\":\"promoted\"", "\"previousVersion\":\"baseline\"");
        List.of(version, move, own).forEach(it -> hold(it, "ModelEvent"));
    }

    @Test
    void shouldTellNothingOfOtherScoresAndOfWhatCannotBeRead() {
        assertThat(events(
                        Topics.CLAIMS_SCORED,
                        Facts.score("c-1", 1).setPurpose(ScorePurpose.RESCORE).build()))
                .isEmpty();
        assertThat(events(
                        Topics.CLAIMS_SCORED,
                        Facts.score("c-1", 1).setInsurer("no insurer").build()))
                .isEmpty();
        assertThat(translator
                        .translate(record(Topics.CLAIMS_SCORED, "rubbish".getBytes(StandardCharsets.UTF_8)))
                        .events())
                .isEmpty();
    }

    private void hold(FeedEvent event, String schema) {
        contract.requireValid("/components/schemas/" + schema, event.data(), schema);
    }

    private <V extends SpecificRecord> List<FeedEvent> events(Topic<V> topic, V value) {
        byte[] bytes = serdes.of(topic).serializer().serialize(topic.name(), value);
        return translator.translate(record(topic, bytes)).events();
    }

    private static ConsumerRecord<byte[], byte[]> record(Topic<?> topic, byte[] value) {
        return new ConsumerRecord<>(
                topic.name(),
                0,
                7L,
                Facts.NOW.toEpochMilli(),
                TimestampType.CREATE_TIME,
                0,
                value.length,
                new byte[0],
                value,
                new RecordHeaders(),
                Optional.empty());
    }
}
