package io.claimstream.feedback.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.feedback.Facts;
import io.claimstream.feedback.TestDatabases;
import io.claimstream.feedback.retention.RetentionJob;
import io.claimstream.feedback.retention.RetentionPeriods;
import io.claimstream.platform.database.Database;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IdempotencyLedgerTest {

    private static final KeptAnswer ANSWER = new KeptAnswer(202, "application/json", "/v1/x", "{}");
    private static final RequestName NAME = name("key-1", "body");

    private final Database database = TestDatabases.h2();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void shouldAnswerTheSameRequestAsBefore() {
        // Given
        IdempotencyLedger ledger = at(Facts.NOW);
        assertThat(ledger.begin(NAME)).isEqualTo(new Turn.Mine());
        assertThat(ledger.begin(NAME)).isEqualTo(new Turn.InFlight());

        // When
        ledger.keep(NAME, ANSWER);

        // Then
        assertThat(at(Facts.NOW.plusSeconds(3600)).begin(NAME)).isEqualTo(new Turn.Done(ANSWER));
        assertThat(ledger.begin(name("key-1", "another body"))).isEqualTo(new Turn.Reused());
        assertThat(ledger.begin(name("key-2", "body"))).isEqualTo(new Turn.Mine());
        assertThat(ledger.begin(RequestName.of("somebody else", "key-1", "POST /v1/x", new byte[0])))
                .isEqualTo(new Turn.Mine());
    }

    @Test
    void shouldLetWhatChangedNothingBeTriedAgain() {
        // Given
        IdempotencyLedger ledger = at(Facts.NOW);
        ledger.begin(NAME);

        // When
        ledger.release(NAME);

        // Then
        assertThat(ledger.begin(NAME)).isEqualTo(new Turn.Mine());
    }

    @Test
    void shouldNotLetGoOfWhatWasAnswered() {
        // Given
        IdempotencyLedger ledger = at(Facts.NOW);
        ledger.begin(NAME);
        ledger.keep(NAME, ANSWER);

        // When
        ledger.release(NAME);

        // Then
        assertThat(ledger.begin(NAME)).isEqualTo(new Turn.Done(ANSWER));
    }

    @Test
    void shouldGiveOneOfThoseWhoComeAfterACrashTheTurn() {
        // Given: begun, and never ended
        at(Facts.NOW).begin(NAME);
        Instant later = Facts.NOW.plus(IdempotencyLedger.LEASE).plusSeconds(1);

        // Then
        assertThat(at(Facts.NOW.plus(IdempotencyLedger.LEASE)).begin(NAME)).isEqualTo(new Turn.InFlight());
        assertThat(at(later).begin(NAME)).isEqualTo(new Turn.Mine());
        assertThat(at(later).begin(NAME)).isEqualTo(new Turn.InFlight());
    }

    @Test
    void shouldForgetAfterADay() {
        // Given
        IdempotencyLedger ledger = at(Facts.NOW);
        ledger.begin(NAME);
        ledger.keep(NAME, ANSWER);

        // When
        Instant later = Facts.NOW.plus(Duration.ofDays(1)).plus(Duration.ofMinutes(1));
        new RetentionJob(database.jdbi(), Clock.fixed(later, ZoneOffset.UTC), RetentionPeriods.BY_DEFAULT).run();

        // Then
        assertThat(at(later).begin(NAME)).isEqualTo(new Turn.Mine());
    }

    @Test
    void shouldGiveOneOfFiftyTheTurn() throws Exception {
        // Given
        IdempotencyLedger ledger = at(Facts.NOW);
        ExecutorService threads = Executors.newFixedThreadPool(50);
        Callable<Turn> race = () -> ledger.begin(NAME);

        // When
        List<Future<Turn>> turns;
        try {
            turns = threads.invokeAll(IntStream.range(0, 50).mapToObj(i -> race).toList());
        } finally {
            threads.shutdown();
        }

        // Then
        int mine = 0;
        for (Future<Turn> turn : turns) {
            mine += turn.get() instanceof Turn.Mine ? 1 : 0;
        }
        assertThat(mine).isEqualTo(1);
    }

    private IdempotencyLedger at(Instant now) {
        return new IdempotencyLedger(database.jdbi(), Clock.fixed(now, ZoneOffset.UTC));
    }

    private static RequestName name(String key, String body) {
        return RequestName.of("key:k_1", key, "POST /v1/x", body.getBytes(StandardCharsets.UTF_8));
    }
}
