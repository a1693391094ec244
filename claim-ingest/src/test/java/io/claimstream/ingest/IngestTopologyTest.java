package io.claimstream.ingest;

import static io.claimstream.testkit.Claims.aClaim;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimstream.event.ClaimAccepted;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.event.RecordRef;
import io.claimstream.platform.deadletter.DeadLetterHeaders;
import io.claimstream.platform.metrics.StageLatency;
import io.claimstream.platform.streams.Origin;
import io.claimstream.platform.streams.WorldFailure;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.registry.InMemorySchemaRegistry;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IngestTopologyTest {

    private final IngestDriver ingest = new IngestDriver(new InMemorySchemaRegistry());

    @AfterEach
    void close() {
        ingest.close();
    }

    @Test
    void shouldAcceptValidClaimUnderItsOwnKeyAtTheTimeOfIngestion() {
        // Given
        ClaimSubmitted claim = aClaim("c-7").build();

        // When
        ingest.submit("somebody else".getBytes(UTF_8), ingest.bytes(claim), new RecordHeaders());

        // Then
        TestRecord<String, ClaimAccepted> accepted = ingest.accepted().get(0);
        assertThat(accepted.key()).isEqualTo("acme|c-7");
        assertThat(accepted.getRecordTime()).isEqualTo(IngestDriver.INGESTED_AT);
        assertThat(accepted.value().getSubmitted()).isEqualTo(new RecordRef(0, 0L));
        assertThat(accepted.value().getPseudonymKeyId()).isEqualTo("k-test");
        assertThat(accepted.value().toString()).doesNotContain("claimant-1").doesNotContain("policy-1");
    }

    @Test
    void shouldAcceptOnceWhatIsSubmittedThreeTimes() {
        // Given
        ClaimSubmitted claim = aClaim().build();

        // When
        ingest.submit("acme|c-1".getBytes(UTF_8), ingest.bytes(claim), new RecordHeaders());
        ingest.submit(null, ingest.bytes(claim), new RecordHeaders());
        ingest.submit("other".getBytes(UTF_8), ingest.bytes(claim), new RecordHeaders());

        // Then
        assertThat(ingest.accepted()).hasSize(1);
        assertThat(ingest.rejected()).isEmpty();
        assertThat(ingest.counted("duplicate")).isEqualTo(2);
    }

    @Test
    void shouldRejectBrokenStaleAndConflictingRevisions() {
        // Given
        ingest.submit(aClaim().withRevision(2).build());

        // When
        ingest.submit(aClaim().withRevision(1).build());
        ingest.submit(aClaim().withRevision(2).withEarningsLoss("999.00").build());
        ingest.submit(aClaim("c-2").withEarningsLoss("-1.00").build());

        // Then
        assertThat(ingest.rejected())
                .extracting(record ->
                        record.value().getViolations().get(0).getCode().toString())
                .hasSize(3)
                .contains("STALE_REVISION", "REVISION_CONFLICT");
        assertThat(ingest.accepted()).hasSize(1);
    }

    @Test
    void shouldSendProtectedAttributesOneWayOnly() {
        // Given
        ClaimSubmitted claim = aClaim().withProtectedAttributes(41, "Female").build();

        // When
        ingest.submit(claim);

        // Then
        assertThat(ingest.protectedAttributes())
                .singleElement()
                .satisfies(record -> assertThat(record.value().getDriverAge()).contains(41));
        assertThat(ingest.accepted().get(0).value().toString()).doesNotContain("Female");
    }

    @Test
    void shouldLetNothingOfUpstreamsHeadersThroughButThePlaceInATrace() {
        // Given
        byte[] place = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01".getBytes(UTF_8);
        Headers headers = new RecordHeaders()
                .add("claimant-name", "Jane".getBytes(UTF_8))
                .add("traceparent", place)
                .add("tracestate", "a=Jane".getBytes(UTF_8));

        // When
        ingest.submit(null, ingest.bytes(aClaim().build()), headers);

        // Then
        assertThat(ingest.accepted().get(0).headers()).singleElement().satisfies(header -> {
            assertThat(header.key()).isEqualTo("traceparent");
            assertThat(header.value()).isEqualTo(place);
        });
    }

    @Test
    void shouldPassSubmissionsOnSealedWithEverythingThatUpstreamSent() {
        // Given
        ClaimSubmitted claim = aClaim("c-7").build();
        byte[] place = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01".getBytes(UTF_8);
        Headers headers = new RecordHeaders()
                .add("claimant-name", "Jane".getBytes(UTF_8))
                .add("empty", null)
                .add("traceparent", place);

        // When
        ingest.submit("claimant-1".getBytes(UTF_8), ingest.bytes(claim), headers);

        // Then
        TestRecord<String, byte[]> passed = ingest.passed().get(0);
        assertThat(passed.key()).isEqualTo("acme|c-7");
        assertThat(new String(passed.value(), ISO_8859_1)).doesNotContain("claimant-1", "policy-1");
        assertThat(ingest.accepted()).hasSize(1);
        Sealing.Opened opened = new Sealing(IngestDriver::peopleWithoutKeys).open(passed.value());
        assertThat(opened.value()).isEqualTo(ingest.bytes(claim));
        assertThat(opened.headers())
                .extracting(Header::key)
                .containsExactly("claimant-name", "empty", "claimstream.origin.key");
    }

    @Test
    void shouldLeaveInTheClearOnlyWhereASubmissionStandsAndItsPlaceInATrace() {
        // Given
        Headers headers = new RecordHeaders()
                .add("claimant-name", "Jane".getBytes(UTF_8))
                .add("traceparent", new byte[] {1})
                .add("claimstream.origin.topic", new byte[] {2})
                .add("claimstream.origin.position", new byte[] {3})
                .add("claimstream.origin.key", "claimant-1".getBytes(UTF_8));

        // When
        byte[] unused = new Sealing(IngestDriver::peopleWithoutKeys).seal(new byte[] {4}, headers);

        // Then
        assertThat(headers)
                .extracting(Header::key)
                .containsExactly("traceparent", "claimstream.origin.topic", "claimstream.origin.position");
    }

    @Test
    void shouldReadWhatAnEarlierVersionPassedOnInTheClear() {
        // Given
        ClaimSubmitted claim = aClaim("c-7").build();

        // When: the topic of submissions takes sealed ones too, where a letter is put back.
        ingest.submit(null, IngestDriver.PASSAGE.seal(sealedForm(ingest.bytes(claim))), replayed());
        ingest.submit(null, ingest.bytes(claim), new RecordHeaders());

        // Then
        assertThat(ingest.accepted()).hasSize(1);
        assertThat(ingest.counted("duplicate")).isEqualTo(1);
    }

    @Test
    void shouldMakeADeadLetterOfSealedBytesThatNobodyHereHasSealed() {
        // Given
        byte[] sealed = IngestDriver.PASSAGE.seal(sealedForm(ingest.bytes(aClaim().build())));
        sealed[sealed.length - 1] ^= 1;

        // When
        ingest.submit(null, sealed, replayed());

        // Then
        assertThat(ingest.accepted()).isEmpty();
        assertThat(ingest.dead()).singleElement().satisfies(it -> {
            assertThat(it.value()).isEqualTo(sealed);
            assertThat(code(it)).isEqualTo("CANNOT_OPEN");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", IngestDriver.OURS})
    void shouldNotWaitForAKeyThatWhoeverSubmitsNames(String kekId) {
        // When
        ingest.submit(null, namingKey(kekId), new RecordHeaders());
        ingest.submit(null, namingKey(kekId), replayed());
        ingest.submit(aClaim().build());

        // Then
        assertThat(ingest.dead()).extracting(IngestTopologyTest::code).containsExactly("WRONG_MAGIC", "CANNOT_OPEN");
        assertThat(ingest.accepted()).hasSize(1);
    }

    @Test
    void shouldWaitForAKeyOfTheInstallationAloneBetweenInstances() {
        // Given
        Deserializer<Submission> passing = Submission.passing(
                        ingest.serdes.of(Topics.CLAIMS_SUBMITTED).deserializer(),
                        new Sealing(IngestDriver::peopleWithoutKeys))
                .deserializer();

        // Then
        assertThatThrownBy(() -> passing.deserialize("t", namingKey(IngestDriver.OURS)))
                .satisfies(it -> assertThat(WorldFailure.cause(it)).isPresent());
        assertThatThrownBy(() -> passing.deserialize("t", namingKey("x")))
                .satisfies(it -> assertThat(WorldFailure.cause(it)).isEmpty());
    }

    /** Bytes that look like sealed ones and name a key. */
    private static byte[] namingKey(String kekId) {
        byte[] id = kekId.getBytes(UTF_8);
        return ByteBuffer.allocate(1 + 2 * Short.BYTES + id.length + 1)
                .put((byte) 0x53)
                .putShort((short) id.length)
                .put(id)
                .putShort((short) 1)
                .put((byte) 1)
                .array();
    }

    private static Headers replayed() {
        return new RecordHeaders().add("claimstream.replay.of", "0-1".getBytes(UTF_8));
    }

    private static String code(TestRecord<byte[], byte[]> letter) {
        return new String(letter.headers().lastHeader(DeadLetterHeaders.CODE).value(), UTF_8);
    }

    /** Without headers. */
    private static byte[] sealedForm(byte[] original) {
        return ByteBuffer.allocate(Integer.BYTES + original.length)
                .putInt(0)
                .put(original)
                .array();
    }

    @Test
    void shouldKeepUpstreamsHeadersOutOfWhatIsAccepted() {
        // Given
        Headers headers = new RecordHeaders().add("claimant-name", "Jane".getBytes(UTF_8));

        // When
        ingest.submit(null, ingest.bytes(aClaim().build()), headers);

        // Then
        assertThat(ingest.accepted().get(0).headers()).isEmpty();
    }

    @Test
    void shouldMakeOneDeadLetterOfEachMalformedFrame() {
        // Given
        byte[] whole = ingest.bytes(aClaim().build());
        List<byte[]> malformed = List.of(
                new byte[0],
                new byte[] {1, 0, 0, 0, 1, 2},
                new byte[] {0, 0, 1},
                new byte[] {0, 0, 0, 3, 9, 2, 2},
                Arrays.copyOf(whole, 9));

        // When
        malformed.forEach(bytes -> ingest.submit("k".getBytes(UTF_8), bytes, new RecordHeaders()));
        ingest.submit("k".getBytes(UTF_8), null, new RecordHeaders());

        // Then
        List<TestRecord<byte[], byte[]>> dead = ingest.dead();
        assertThat(dead).hasSize(6);
        for (int i = 0; i < malformed.size(); i++) {
            assertThat(dead.get(i).value()).isEqualTo(malformed.get(i));
            assertThat(dead.get(i).key()).isEqualTo("k".getBytes(UTF_8));
            assertThat(header(dead.get(i), DeadLetterHeaders.OFFSET)).isEqualTo(Integer.toString(i));
        }
        assertThat(dead.get(5).value()).isNull();
        assertThat(ingest.counted("dead")).isEqualTo(6);
    }

    @Test
    void shouldNotBelieveOriginHeadersOfUpstream() {
        // Given
        Headers forged = new RecordHeaders()
                .add("claimstream.origin.topic", "claims.submitted.v1".getBytes(UTF_8))
                .add("claimstream.origin.position", new byte[] {0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0, 9});

        // When
        ingest.submit(null, ingest.bytes(aClaim().build()), forged);
        ingest.submit(null, new byte[] {7}, forged);

        // Then
        assertThat(ingest.accepted().get(0).value().getSubmitted()).isEqualTo(new RecordRef(0, 0L));
        TestRecord<byte[], byte[]> dead = ingest.dead().get(0);
        assertThat(header(dead, DeadLetterHeaders.PARTITION)).isEqualTo("0");
        assertThat(header(dead, DeadLetterHeaders.OFFSET)).isEqualTo("1");
        assertThat(Origin.of("x-repartition", dead.headers())).isEmpty();
    }

    @Test
    void shouldCountEverySubmissionInExactlyOneOutcome() {
        // Given
        ClaimSubmitted claim = aClaim().build();

        // When
        ingest.submit(claim);
        ingest.submit(claim);
        ingest.submit(aClaim("c-2").withEarningsLoss("-1.00").build());
        ingest.submit(null, new byte[] {7}, new RecordHeaders());

        // Then
        assertThat(ingest.countedSubmitted())
                .isEqualTo(4)
                .isEqualTo(ingest.counted("accepted")
                        + ingest.counted("rejected")
                        + ingest.counted("duplicate")
                        + ingest.counted("dead"));
    }

    @Test
    void shouldMeasureTheTimeFromTheSubmissionToEveryAnswer() {
        // When
        ingest.submit(aClaim().build());
        ingest.submit(aClaim("c-2").withEarningsLoss("-1.00").build());

        // Then
        Timer latency = ingest.meters
                .get(StageLatency.NAME)
                .tag(StageLatency.STAGE, "ingest")
                .timer();
        assertThat(latency.count()).isEqualTo(2);
        assertThat(latency.max(TimeUnit.MILLISECONDS)).isEqualTo((double) IngestDriver.UNDER_WAY.toMillis());
    }

    @Test
    void shouldHaveNoSeriesOfClaims() {
        // Given
        List<Meter.Id> before = ids();

        // When
        for (int i = 0; i < 300; i++) {
            ingest.submit(aClaim("c-" + i).withInsurer("insurer-" + i).build());
            ingest.submit(aClaim("c-" + i)
                    .withInsurer("insurer-" + i)
                    .withEarningsLoss("-" + i)
                    .build());
        }
        ingest.submit(null, "rubbish".getBytes(UTF_8), new RecordHeaders());

        // Then
        assertThat(ingest.countedSubmitted()).isEqualTo(601);
        assertThat(ids()).containsExactlyInAnyOrderElementsOf(before);
    }

    private List<Meter.Id> ids() {
        return ingest.meters.getMeters().stream().map(Meter::getId).toList();
    }

    static String header(TestRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
