package io.claimstream.feedback.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.claimstream.feedback.Facts;
import io.claimstream.feedback.TestClock;
import io.claimstream.feedback.TestLog;
import io.claimstream.feedback.access.Act;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Caller.Kind;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.audit.AuditTrail;
import io.claimstream.feedback.contract.ContractClient;
import io.claimstream.feedback.events.EventKind;
import io.claimstream.feedback.events.FeedEvent;
import io.claimstream.feedback.webhook.Delivery.Problem;
import io.claimstream.feedback.webhook.Delivery.State;
import io.claimstream.feedback.webhook.Receiver.Received;
import io.claimstream.feedback.webhook.Webhook.Pause;
import io.claimstream.feedback.webhook.Webhooks.Issued;
import io.claimstream.platform.secret.SecretFiles;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What webhooks promise, whatever the database. */
abstract class WebhookContract {

    private static final Act ACT = new Act(new Caller("key:k_1", Role.ADMINISTRATOR), "t-1");
    private static final Caller OTHER = new Caller("key:k_2", Role.PRODUCER, "other", Kind.KEY);

    private final TestClock clock = new TestClock();
    private final TestLog log = new TestLog();
    private final Receiver receiver = new Receiver();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private WebhookRunner runner;

    /** A database with every migration applied. */
    abstract Jdbi jdbi();

    @BeforeEach
    void start() {
        jdbi().useHandle(handle -> List.of(
                        "record_webhook_delivery",
                        "record_webhook_secret",
                        "record_webhook",
                        "record_webhook_place",
                        "record_audit",
                        "record_erased_claim",
                        "view_offset")
                .forEach(table -> handle.execute("delete from " + table)));
        runner = runner();
        runner.start();
    }

    @AfterEach
    void stop() {
        runner.close();
        receiver.close();
    }

    @Test
    void shouldTellInTheOrderOfTheLogSignedAndOnce() {
        // Given
        Issued issued = create(receiver.url(), null);

        // When
        IntStream.range(0, 250).forEach(it -> log.append(score("acme", it)));

        // Then
        List<Received> all = awaitReceived(250);
        assertThat(all).extracting(Received::id).doesNotHaveDuplicates();
        assertThat(all)
                .extracting(Received::body)
                .containsExactlyElementsOf(IntStream.range(0, 250)
                        .mapToObj(it ->
                                "{\"type\":\"score\",\"timestamp\":\"" + Facts.NOW + "\",\"data\":{\"n\":" + it + "}}")
                        .toList());
        assertThat(all).allSatisfy(it -> assertThat(it.signature()).isEqualTo(signature(issued.secret(), it)));
        await().untilAsserted(() ->
                assertThat(deliveries(issued)).extracting(Delivery::state).containsOnly(State.DELIVERED));
    }

    @Test
    void shouldTellOnlyWhatItIsFor() {
        // Given
        create(receiver.url(), "acme");

        // When
        log.append(score("other", 1), new FeedEvent(EventKind.QUEUE, "acme", "{}"));
        log.append(score("acme", 2));

        // Then
        assertThat(awaitReceived(1)).singleElement().satisfies(it -> assertThat(it.body())
                .contains("{\"n\":2}"));
    }

    @Test
    void shouldPassOverClaimsOfThoseWhoWereErased() {
        // Given
        jdbi().useHandle(
                        handle -> handle.execute(
                                "insert into record_erased_claim (insurer, claim_id, erasure_id, receipt, revision) values ('acme', 'c-gone', 'er', 'ER-1', 2)"));
        create(receiver.url(), null);

        // When
        log.append(
                new FeedEvent(EventKind.SCORE, "acme", "{\"insurer\":\"acme\",\"claimId\":\"c-gone\",\"revision\":1}"));
        log.append(
                new FeedEvent(EventKind.SCORE, "acme", "{\"insurer\":\"acme\",\"claimId\":\"c-here\",\"revision\":1}"));

        // Then
        assertThat(awaitReceived(1)).singleElement().satisfies(it -> assertThat(it.body())
                .contains("c-here"));
    }

    @Test
    void shouldGoOnWhereItWasAfterACrash() {
        // Given
        Issued issued = create(receiver.url(), null);
        log.append(score("acme", 1));
        awaitReceived(1);
        runner.close();
        log.append(score("acme", 2));

        // When
        clock.pass(Duration.ofMinutes(2));
        runner = runner();
        runner.start();
        log.append(score("acme", 3));

        // Then
        assertThat(awaitReceived(3)).extracting(Received::id).doesNotHaveDuplicates();
        assertThat(deliveries(issued)).hasSize(3);
    }

    @Test
    void shouldTellOnceWhereTwoProcessesDoIt() {
        // Given
        Issued issued = create(receiver.url(), null);

        // When
        try (WebhookRunner second = runner()) {
            second.start();
            IntStream.range(0, 300).forEach(it -> log.append(score("acme", it)));
            awaitReceived(300);
        }

        // Then
        assertThat(receiver.received()).extracting(Received::id).hasSize(300).doesNotHaveDuplicates();
        assertThat(deliveries(issued)).hasSize(300);
    }

    @Test
    void shouldTryAgainLaterWithTheSameId() {
        // Given
        receiver.answer(500);
        Issued issued = create(receiver.url(), null);
        log.append(score("acme", 1));
        awaitAttempts(issued, 1);
        receiver.answer(200);

        // When
        clock.pass(Duration.ofSeconds(10));

        // Then
        assertThat(awaitReceived(2)).extracting(Received::id).containsOnly("msg_score_0_0");
        await().untilAsserted(
                        () -> assertThat(deliveries(issued)).singleElement().satisfies(it -> {
                            assertThat(it.state()).isEqualTo(State.DELIVERED);
                            assertThat(it.attempts()).isEqualTo(2);
                        }));
        await().until(() -> found(issued).failingSince() == null);
    }

    @Test
    void shouldGiveUpAfterADayAndPauseAndReplayWhenAsked() {
        // Given
        receiver.answer(500);
        Issued issued = create(receiver.url(), null);
        log.append(score("acme", 1));

        // When
        for (int attempt = 1; attempt <= Backoff.ATTEMPTS; attempt++) {
            awaitAttempts(issued, attempt);
            clock.pass(Duration.ofHours(8));
        }

        // Then
        assertThat(deliveries(issued)).singleElement().satisfies(it -> {
            assertThat(it.state()).isEqualTo(State.FAILED);
            assertThat(it.last()).isNotNull().satisfies(last -> {
                assertThat(last.status()).isEqualTo(500);
                assertThat(last.problem()).isEqualTo(Problem.STATUS);
            });
        });
        assertThat(found(issued).paused()).isEqualTo(Pause.FAILING);
        assertThat(receiver.received()).hasSize(Backoff.ATTEMPTS);

        // When
        receiver.answer(200);
        assertThat(runner.webhooks().replay(ACT, issued.webhook().webhookId(), 0, Instant.EPOCH))
                .contains(1);
        runner.webhooks()
                .change(
                        ACT,
                        issued.webhook().webhookId(),
                        version -> true,
                        issued.webhook().spec());

        // Then
        assertThat(awaitReceived(Backoff.ATTEMPTS + 1)).extracting(Received::id).containsOnly("msg_score_0_0");
        await().untilAsserted(() ->
                assertThat(deliveries(issued)).extracting(Delivery::state).containsOnly(State.DELIVERED));
        assertThat(found(issued).paused()).isNull();
    }

    @Test
    void shouldPauseWhenTheReceiverIsGone() {
        // Given
        receiver.answer(410);
        Issued issued = create(receiver.url(), null);

        // When
        log.append(score("acme", 1));

        // Then
        await().until(() -> found(issued).paused() == Pause.GONE);
    }

    @Test
    void shouldNotHoldOthersUpForOneThatIsSilent() {
        // Given
        Receiver silent = new Receiver();
        silent.fallSilent();
        Issued slow = create(silent.url(), null);
        create(receiver.url(), null);

        // When
        IntStream.range(0, 20).forEach(it -> log.append(score("acme", it)));

        // Then
        awaitReceived(20);
        await().untilAsserted(() -> assertThat(deliveries(slow))
                .filteredOn(it -> it.last() != null)
                .singleElement()
                .satisfies(it -> assertThat(it.last()).isNotNull().satisfies(last -> assertThat(last.problem())
                        .isEqualTo(Problem.TIMEOUT))));
        silent.close();
    }

    @Test
    void shouldNotFollowARedirectNorReachWhatIsNotThere() {
        // Given
        Receiver trap = new Receiver();
        receiver.redirectTo(trap.url());
        Issued redirected = create(receiver.url(), null);
        Issued refused = create(URI.create("http://127.0.0.1:1/in"), null);

        // When
        log.append(score("acme", 1));

        // Then
        awaitAttempts(redirected, 1);
        awaitAttempts(refused, 1);
        assertThat(deliveries(redirected).get(0).last()).isNotNull().satisfies(it -> assertThat(it.status())
                .isEqualTo(307));
        assertThat(deliveries(refused).get(0).last()).isNotNull().satisfies(it -> assertThat(it.problem())
                .isEqualTo(Problem.CONNECTION));
        assertThat(trap.received()).isEmpty();
        trap.close();
    }

    @Test
    void shouldNotSendToANameThatLeadsToAPrivateAddressByNow() {
        // Given
        Issued issued = create(URI.create("https://10.0.0.1/in"), null);

        // When
        log.append(score("acme", 1));

        // Then
        awaitAttempts(issued, 1);
        assertThat(deliveries(issued).get(0).last()).isNotNull().satisfies(it -> assertThat(it.problem())
                .isEqualTo(Problem.ADDRESS_REFUSED));
    }

    @Test
    void shouldSignWithBothSecretsWhileTheyOverlap() {
        // Given
        Issued first = create(receiver.url(), null);
        String id = first.webhook().webhookId();

        // When
        Issued second = runner.webhooks().rotate(ACT, id, Duration.ofHours(1)).orElseThrow();
        log.append(score("acme", 1));
        awaitReceived(1);
        clock.pass(Duration.ofHours(1));
        log.append(score("acme", 2));
        awaitReceived(2);

        // Then
        Received both = receiver.received().get(0);
        Received last = receiver.received().get(1);
        assertThat(both.signature())
                .isEqualTo(signature(second.secret(), both) + " " + signature(first.secret(), both));
        assertThat(last.signature()).isEqualTo(signature(second.secret(), last));
    }

    @Test
    void shouldKeepNoSecretInTheClear() {
        // When
        Issued issued = create(receiver.url(), null);

        // Then
        String kept = jdbi().withHandle(handle -> handle.createQuery("select sealed from record_webhook_secret")
                .mapTo(String.class)
                .one());
        assertThat(kept).doesNotContain(issued.secret().substring(6));
    }

    @Test
    void shouldKeepWhatHappensWhileItIsPaused() {
        // Given
        Issued issued = create(receiver.url(), null);
        WebhookSpec spec = issued.webhook().spec();
        String id = issued.webhook().webhookId();
        WebhookSpec paused = new WebhookSpec(spec.url(), null, spec.kinds(), "", false);
        runner.webhooks().change(ACT, id, version -> true, paused);
        log.append(score("acme", 1));
        await().until(() -> deliveries(issued).size() == 1);
        assertThat(receiver.received()).isEmpty();

        // When
        runner.webhooks().change(ACT, id, version -> true, spec);

        // Then
        awaitReceived(1);
    }

    @Test
    void shouldStopKeepingForWhomeverTooMuchWaits() {
        // Given
        receiver.answer(500);
        Issued issued = create(receiver.url(), null);
        IntStream.range(0, 5).forEach(it -> log.append(score("acme", it)));
        await().until(() -> deliveries(issued).size() == 5);

        // When
        runner.tidy(clock.instant(), 3);
        log.append(score("acme", 9));
        Issued witness = create(receiver.url(), null);
        log.append(score("acme", 10));
        await().until(() -> !deliveries(witness).isEmpty());

        // Then
        assertThat(found(issued).paused()).isEqualTo(Pause.TOO_MANY_WAITING);
        assertThat(deliveries(issued)).hasSize(5);
    }

    @Test
    void shouldShowWhatIsAnothersToNobodyAndForgetWhatIsDeleted() {
        // Given
        Issued issued = create(receiver.url(), "acme");
        String id = issued.webhook().webhookId();
        Act other = new Act(OTHER, "t-2");

        // Then
        Webhooks webhooks = runner.webhooks();
        assertThat(webhooks.find(OTHER, id)).isEmpty();
        assertThat(webhooks.list(OTHER, "", 10)).isEmpty();
        assertThat(webhooks.deliveries(OTHER, id, Long.MAX_VALUE, 10)).isEmpty();
        assertThat(webhooks.rotate(other, id, Duration.ZERO)).isEmpty();
        assertThat(webhooks.replay(other, id, 0, Instant.EPOCH)).isEmpty();
        assertThat(webhooks.test(other, id)).isEmpty();
        assertThat(webhooks.delete(other, id)).isFalse();
        assertThat(webhooks.delete(ACT, id)).isTrue();
        assertThat(webhooks.find(ACT.caller(), id)).isEmpty();
    }

    @Test
    void shouldPing() {
        // Given
        Issued issued = create(receiver.url(), null);

        // When
        runner.webhooks().test(ACT, issued.webhook().webhookId());

        // Then
        Received ping = awaitReceived(1).get(0);
        new ContractClient().requireValid("/components/schemas/WebhookMessage", ping.body(), "ping");
        assertThat(ping.body()).contains("\"type\":\"ping\"");
    }

    @Test
    void shouldCountAttemptsByTheirEnd() {
        // Given
        receiver.answer(500);
        Issued issued = create(receiver.url(), null);
        log.append(score("acme", 1));

        // When
        for (int attempt = 1; attempt <= Backoff.ATTEMPTS; attempt++) {
            awaitAttempts(issued, attempt);
            clock.pass(Duration.ofHours(7));
        }
        receiver.answer(200);
        runner.webhooks()
                .change(
                        ACT,
                        issued.webhook().webhookId(),
                        it -> true,
                        issued.webhook().spec());
        log.append(score("acme", 2));
        awaitReceived(Backoff.ATTEMPTS + 1);

        // Then
        await().untilAsserted(() -> assertThat(attempts("delivered")).isEqualTo(1));
        assertThat(attempts("failed")).isEqualTo(1);
        assertThat(attempts("retried")).isEqualTo(Backoff.ATTEMPTS - 1.0);
        assertThat(attempts("attempted")).isEqualTo(attempts("delivered") + attempts("failed") + attempts("retried"));
    }

    @Test
    void shouldShowWhatWaitsAndForHowLong() {
        // Given
        receiver.answer(500);
        Issued issued = create(receiver.url(), null);
        log.append(score("acme", 1));
        log.append(score("acme", 2));
        awaitAttempts(issued, 1);
        await().until(() -> deliveries(issued).size() == 2);
        clock.pass(Duration.ofSeconds(2));

        // When
        runner.tidy(clock.instant(), 1_000);
        double waiting = gauge("claimstream.webhook.waiting", "active");
        double oldest = meters.get("claimstream.webhook.oldest.waiting").gauge().value();
        runner.tidy(clock.instant(), 1);
        runner.tidy(clock.instant(), 1);

        // Then
        assertThat(waiting).isEqualTo(2);
        assertThat(oldest).isEqualTo(2);
        assertThat(gauge("claimstream.webhook.waiting", "active")).isZero();
        assertThat(gauge("claimstream.webhook.waiting", "paused")).isEqualTo(2);
        assertThat(gauge("claimstream.webhooks", "paused")).isEqualTo(1);
        assertThat(meters.get("claimstream.webhook.oldest.waiting").gauge().value())
                .isZero();
    }

    private double attempts(String outcome) {
        return meters.counter("claimstream.webhook.attempts", "outcome", outcome)
                .count();
    }

    private double gauge(String name, String state) {
        return meters.get(name).tag("state", state).gauge().value();
    }

    private WebhookRunner runner() {
        SecretBox box = SecretBox.open(new SecretFiles(Path.of("target", "secrets")));
        return new WebhookRunner(
                new WebhookRunner.World(
                        jdbi(),
                        clock,
                        box,
                        log::open,
                        InetAddress::getAllByName,
                        new Random(1),
                        new WebhookMetrics(meters)),
                new AuditTrail(jdbi(), clock),
                new WebhookLimits(4, Duration.ofSeconds(1), true, false));
    }

    private Issued create(URI url, @Nullable String insurer) {
        Set<EventKind> kinds = Set.of(EventKind.SCORE, EventKind.REJECTION);
        return runner.webhooks()
                .create(ACT, new WebhookSpec(url, insurer, kinds, "", true))
                .orElseThrow();
    }

    private Webhook found(Issued issued) {
        return runner.webhooks()
                .find(ACT.caller(), issued.webhook().webhookId())
                .orElseThrow();
    }

    private List<Delivery> deliveries(Issued issued) {
        return runner.webhooks()
                .deliveries(ACT.caller(), issued.webhook().webhookId(), Long.MAX_VALUE, 500)
                .orElseThrow();
    }

    private List<Received> awaitReceived(int count) {
        await().atMost(Duration.ofSeconds(20)).until(() -> receiver.received().size() >= count);
        return receiver.received();
    }

    private void awaitAttempts(Issued issued, int count) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> deliveries(issued).stream().anyMatch(it -> it.attempts() >= count));
    }

    private static String signature(String secret, Received received) {
        return new SigningSecret(secret)
                .sign(received.id(), Instant.ofEpochSecond(Long.parseLong(received.timestamp())), received.body());
    }

    private static FeedEvent score(String insurer, int number) {
        return new FeedEvent(EventKind.SCORE, insurer, "{\"n\":" + number + "}");
    }
}
