package io.claimstream.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.domain.ledger.Ledgers.Key;
import io.claimstream.event.AcceptanceTerms;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.DecisionEntry;
import io.claimstream.event.HashedRecord;
import io.claimstream.event.Interval;
import io.claimstream.event.LedgerHead;
import io.claimstream.event.Reason;
import io.claimstream.event.RecordRef;
import io.claimstream.event.ScorePurpose;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The bytes that are hashed, written out by hand: what another language must make of the same entry. */
class CanonicalTextTest {

    @Test
    void shouldWriteAScoreAsTheManualSays() {
        // Given
        DecisionEntry entry = Chain.next(Chain.empty(), 1, score());

        // When
        String text = new String(CanonicalText.of(entry, "entryHash"), StandardCharsets.UTF_8);

        // Then
        assertThat(text)
                .isEqualTo(
                        """
                        DecisionEntry
                        partition=1
                        sequence=1
                        previousHash=0000000000000000000000000000000000000000000000000000000000000000
                        kind=SCORED
                        insurer=acme
                        claimId=c-1
                        revision=1
                        decisionId=s_1
                        record.topic=claims.scored.v1
                        record.partition=1
                        record.offset=17
                        record.sha256=aa
                        inputs[0].topic=claims.features.v1
                        inputs[0].partition=1
                        inputs[0].offset=16
                        lineOfBusiness=MOTOR_INJURY
                        currency=GBP
                        modelVersion=m-1
                        featureSet=v1
                        calibration=3
                        engineVersion=compiled/1
                        estimate=1200.00
                        interval.lower=900.00
                        interval.upper=1700.00
                        interval.nominalCoverage=3fe999999999999a
                        confidence=3fe0000000000000
                        baseValue=1000.00
                        reasons[0].feature=two\\\\\\nlines
                        reasons[0].contribution=200.00
                        otherReasons=0.00
                        reviewReasons[0]=WIDE_INTERVAL
                        decidedBy=model:m-1
                        automatic=true
                        eventTime=1772357400123456
                        knownAt=1772357400123456
                        """);
        assertThat(entry.getEntryHash()).isEqualTo(LedgerHash.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void shouldWriteNothingOfWhoTheClaimantIsNorOfWhatTheReasonsSay() {
        assertThat(score().build().toString()).doesNotContain("whiplash");
    }

    @Test
    void shouldWriteTermsOfAPolicy() {
        // Given
        DecisionEntry entry = DecisionEntry.newBuilder(Ledgers.settled(1))
                .setTerms(new AcceptanceTerms(null, "GBP", new BigDecimal("2500.00"), 0.5, 0.25, 0.0, null))
                .build();

        // Then
        assertThat(new String(CanonicalText.of(entry, "entryHash"), StandardCharsets.UTF_8))
                .contains(
                        """
                        terms.currency=GBP
                        terms.greatestEstimate=2500.00
                        terms.leastConfidence=3fe0000000000000
                        terms.greatestRelativeWidth=3fd0000000000000
                        terms.reviewShare=0000000000000000
                        """);
    }

    @Test
    void shouldChangeTheHashWithEveryField() {
        // Given
        DecisionEntry entry = Chain.next(Chain.empty(), 1, score());

        // Then
        for (DecisionEntry other : List.of(
                DecisionEntry.newBuilder(entry).setRevision(2).build(),
                DecisionEntry.newBuilder(entry).setRevision(null).build(),
                DecisionEntry.newBuilder(entry).setConfidence(0.25).build(),
                DecisionEntry.newBuilder(entry).setInputs(List.of()).build(),
                DecisionEntry.newBuilder(entry).setAutomatic(false).build(),
                DecisionEntry.newBuilder(entry).setAutomatic(null).build(),
                DecisionEntry.newBuilder(entry)
                        .setKnownAt(Ledgers.NOW.plusNanos(1_000))
                        .build(),
                DecisionEntry.newBuilder(entry).setReviewReasons(List.of()).build())) {
            assertThat(LedgerHash.of(other)).isNotEqualTo(LedgerHash.of(entry));
        }
    }

    @Test
    void shouldSignEverythingOfAHeadButTheSignature() {
        // Given
        Key key = Key.make();
        LedgerHead head = Ledgers.heads(Ledgers.chain(1), key, 1).get(0);

        // When
        String text = new String(LedgerHash.signed(head), StandardCharsets.UTF_8);

        // Then
        assertThat(text)
                .isEqualTo("LedgerHead\npartition=2\nnumber=1\npreviousHead=" + LedgerHash.NONE
                        + "\nsequence=1\nentryHash=" + head.getEntryHash() + "\nsignedAt=1772357400123456\nkeyId="
                        + key.keyId() + "\n");
        assertThat(key.trusted().test(head)).isTrue();
    }

    private static DecisionEntry.Builder score() {
        ClaimScored score = ClaimScored.newBuilder()
                .setScoreId("s_1")
                .setInsurer("acme")
                .setClaimId("c-1")
                .setRevision(1)
                .setPurpose(ScorePurpose.LIVE)
                .setLineOfBusiness("MOTOR_INJURY")
                .setCurrency("GBP")
                .setEstimate(new BigDecimal("1200.00"))
                .setInterval(new Interval(new BigDecimal("900.00"), new BigDecimal("1700.00"), 0.8))
                .setConfidence(0.5)
                .setBaseValue(new BigDecimal("1000.00"))
                .setReasons(List.of(new Reason("two\\\nlines", "severe whiplash", new BigDecimal("200.00"))))
                .setOtherReasons(new BigDecimal("0.00"))
                .setReviewReasons(List.of("WIDE_INTERVAL"))
                .setModelVersion("m-1")
                .setFeatureSet("v1")
                .setCalibration(3)
                .setEngineVersion("compiled/1")
                .setFeatures(new RecordRef(1, 16L))
                .setEventTime(Ledgers.NOW)
                .setScoredAt(Ledgers.NOW)
                .build();
        return Decisions.of(
                score,
                new HashedRecord("claims.scored.v1", 1, 17L, "aa"),
                List.of(new HashedRecord("claims.features.v1", 1, 16L, null)));
    }
}
