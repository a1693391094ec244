package io.claimstream.ingest;

import static io.claimstream.testkit.Claims.aClaim;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimstream.domain.claim.Pseudonym;
import io.claimstream.domain.claim.Pseudonymiser;
import io.claimstream.event.ClaimAccepted;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.database.Database;
import io.claimstream.platform.database.DatabaseUnavailableException;
import io.claimstream.platform.pseudonym.PersonPseudonyms;
import io.claimstream.platform.pseudonym.PseudonymKeyFiles;
import io.claimstream.platform.pseudonym.PseudonymKeyMissingException;
import io.claimstream.platform.pseudonym.PseudonymKeys;
import io.claimstream.platform.seal.FileKeyEncryptionKeys;
import io.claimstream.platform.seal.Sealer;
import io.claimstream.platform.seal.Subject;
import io.claimstream.platform.seal.SubjectKeys;
import io.claimstream.platform.secret.SecretFiles;
import io.claimstream.schemas.registry.InMemorySchemaRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Claims through the topology, with pseudonyms in a database; each driver is a process with no memory. */
class ClaimPseudonymsTest {

    private static final ClaimSubmitted FIRST = aClaim("c-1").withPersonalData().build();
    private static final ClaimSubmitted SECOND =
            aClaim("c-2").withPersonalData().build();

    private final Path data;
    private final Database database;
    private final PseudonymKeyFiles files;
    private boolean hadPseudonyms;

    ClaimPseudonymsTest(@TempDir Path data) {
        this.data = data;
        database = Database.open(Settings.of(CommonSettings.ALL, Map.of("data.dir", data.toString())));
        files = new PseudonymKeyFiles(data.resolve("secrets/pseudonym-key"), false);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void shouldKnowAClaimantAgainAfterTheKeyHasChanged() {
        // Given
        ClaimAccepted before = accepted(FIRST).get(0);

        // When
        var unusedKeys = new PseudonymKeys(database.jdbi(), files, Clock.systemUTC()).rotate();
        ClaimAccepted after = accepted(SECOND).get(0);

        // Then
        assertThat(names(after)).isEqualTo(names(before));
        assertThat(after.getPseudonymKeyId()).isEqualTo(before.getPseudonymKeyId());
        assertThat(accepted(FIRST).get(0).getClaimantPseudonym()).isEqualTo(before.getClaimantPseudonym());
    }

    @Test
    void shouldGiveNobodyWhatTheKeyTells() throws IOException {
        // When
        ClaimAccepted accepted = accepted(FIRST).get(0);

        // Then
        assertThat(names(accepted)).hasSize(3).doesNotHaveDuplicates().doesNotContainAnyElementsOf(computed());
    }

    @Test
    void shouldKeepWhatWasComputedBeforeThereWereRows() throws IOException {
        // Given
        hadPseudonyms = true;

        // When
        ClaimAccepted accepted = accepted(FIRST).get(0);

        // Then
        assertThat(names(accepted)).isEqualTo(computed());
    }

    @Test
    void shouldTellNothingOfAClaimantWhoWasErased() {
        // Given
        ClaimAccepted before = accepted(FIRST).get(0);
        kept().destroy("CLAIMANT", before.getInsurer(), before.getClaimantPseudonym());
        ClaimSubmitted another = aClaim("c-2")
                .withPersonalData()
                .withRevision(2)
                .withEarningsLoss("7.00")
                .build();

        // When
        List<ClaimAccepted> after = accepted(SECOND, another, FIRST);
        List<ClaimAccepted> again = accepted(SECOND);

        // Then
        ClaimAccepted second = after.get(0);
        assertThat(second.getClaimantPseudonym()).isNotEqualTo(before.getClaimantPseudonym());
        assertThat(Pseudonym.isOfErased(second.getClaimantPseudonym())).isTrue();
        assertThat(after).allMatch(it -> it.getPersonal().isEmpty());
        assertThat(after.get(1).getClaimantPseudonym()).isEqualTo(second.getClaimantPseudonym());
        assertThat(after.get(2).getClaimantPseudonym()).isNotEqualTo(second.getClaimantPseudonym());
        assertThat(again.get(0)).isEqualTo(second);
        assertThat(Pseudonym.isOfErased(second.getPolicyPseudonym())).isTrue();
        assertThat(second.getPseudonymKeyId()).isEqualTo(before.getPseudonymKeyId());
        assertThat(subjects()).containsExactly(before.getClaimantPseudonym());
    }

    @Test
    void shouldAnswerOthersAlikeAndMakeNothingAnewWhenAllIsReadAgainAfterAnErasure() {
        // Given
        ClaimSubmitted[] all = {
            FIRST,
            aClaim("c-3").withClaimant("somebody else").withPersonalData().build(),
            SECOND
        };
        List<ClaimAccepted> before = accepted(all);
        ClaimAccepted erased = before.get(0);
        kept().destroy("CLAIMANT", erased.getInsurer(), erased.getClaimantPseudonym());
        new SubjectKeys(
                        database.jdbi(),
                        new FileKeyEncryptionKeys(new SecretFiles(data.resolve("secrets"))),
                        Clock.systemUTC())
                .destroy(new Subject(erased.getInsurer(), erased.getClaimantPseudonym()));
        List<String> tables = tables();

        // When
        List<ClaimAccepted> after = accepted(all);

        // Then
        // A policy, a provider and two claimants, and the keys of these.
        assertThat(tables).hasSize(4 + 2);
        assertThat(tables()).isEqualTo(tables);
        assertThat(after.get(1).getPersonal()).isPresent();
        assertThat(withoutSealed(after.get(1))).isEqualTo(withoutSealed(before.get(1)));
        assertThat(List.of(after.get(0), after.get(2))).allSatisfy(it -> {
            assertThat(Pseudonym.isOfErased(it.getClaimantPseudonym())).isTrue();
            assertThat(it.getPersonal()).isEmpty();
        });
    }

    private static ClaimAccepted withoutSealed(ClaimAccepted claim) {
        return ClaimAccepted.newBuilder(claim).setPersonal(null).build();
    }

    /** Every row of pseudonyms and keys. */
    private List<String> tables() {
        return database.jdbi().withHandle(handle -> Stream.of("record_pseudonym", "record_subject_key")
                .flatMap(it -> handle.createQuery("select * from " + it).mapToMap().stream())
                .map(it -> new TreeMap<>(it).toString())
                .sorted()
                .toList());
    }

    @Test
    void shouldNeedPseudonymsOnlyOfWhatIsAccepted() {
        // Given
        ClaimSubmitted wrong = aClaim().withEarningsLoss("-1.00").build();

        // When
        List<ClaimAccepted> accepted = accepted(wrong);

        // Then
        assertThat(accepted).isEmpty();
        assertThat(rows()).isZero();
    }

    @Test
    void shouldWaitRatherThanDeadLetterWhileTheDatabaseIsAway() {
        // Given: it goes away after it was opened.
        People people = new People(
                references -> {
                    throw new DatabaseUnavailableException(new IOException("away"));
                },
                sealer(),
                IngestDriver.PASSAGE);
        try (IngestDriver ingest = new IngestDriver(new InMemorySchemaRegistry(), () -> people)) {
            // When / Then
            assertThatThrownBy(() -> ingest.submit(FIRST))
                    .hasStackTraceContaining(DatabaseUnavailableException.class.getName());
            assertThat(ingest.dead()).isEmpty();
            assertThat(ingest.accepted()).isEmpty();
        }
    }

    @Test
    void shouldWaitRatherThanMakeAnotherKeyInPlaceOfALostOne() throws IOException {
        // Given
        ClaimAccepted before = accepted(FIRST).get(0);
        Path moved = Files.move(files.path(1), data.resolve("copy"));
        try (IngestDriver ingest = driver()) {
            assertThatThrownBy(() -> ingest.submit(SECOND))
                    .hasStackTraceContaining(PseudonymKeyMissingException.class.getName());
            assertThat(ingest.dead()).isEmpty();
        }
        assertThat(files.path(1)).doesNotExist();

        // When
        Files.move(moved, files.path(1));

        // Then
        assertThat(names(accepted(SECOND).get(0))).isEqualTo(names(before));
    }

    private List<ClaimAccepted> accepted(ClaimSubmitted... claims) {
        try (IngestDriver ingest = driver()) {
            for (ClaimSubmitted claim : claims) {
                ingest.submit(claim);
            }
            return new ArrayList<>(
                    ingest.accepted().stream().map(it -> it.value()).toList());
        }
    }

    private IngestDriver driver() {
        People people = new People(new ClaimPseudonyms(kept()), sealer(), IngestDriver.PASSAGE);
        return new IngestDriver(new InMemorySchemaRegistry(), () -> people);
    }

    private Sealer sealer() {
        return new Sealer(new SubjectKeys(
                database.jdbi(),
                new FileKeyEncryptionKeys(new SecretFiles(data.resolve("secrets"))),
                Clock.systemUTC()));
    }

    private PersonPseudonyms kept() {
        return new PersonPseudonyms(
                database.jdbi(), files, ClaimPseudonyms::digest, () -> hadPseudonyms, Clock.systemUTC());
    }

    private static List<String> names(ClaimAccepted claim) {
        return List.of(
                claim.getPolicyPseudonym(),
                claim.getClaimantPseudonym(),
                claim.getProviderPseudonym().orElseThrow());
    }

    /** What the first key alone would say. */
    private List<String> computed() throws IOException {
        Pseudonymiser hmac = new Pseudonymiser(Files.readAllBytes(files.path(1)), "any");
        return List.of(
                hmac.pseudonym(Pseudonymiser.Kind.POLICY, FIRST.getInsurer(), FIRST.getPolicy()),
                hmac.pseudonym(Pseudonymiser.Kind.CLAIMANT, FIRST.getInsurer(), FIRST.getClaimant()),
                hmac.pseudonym(
                        Pseudonymiser.Kind.PROVIDER,
                        FIRST.getInsurer(),
                        FIRST.getProvider().orElseThrow()));
    }

    private List<String> subjects() {
        return database.jdbi().withHandle(handle -> handle.createQuery("select subject from record_subject_key")
                .mapTo(String.class)
                .list());
    }

    private long rows() {
        return database.jdbi().withHandle(handle -> handle.createQuery("select count(*) from record_pseudonym")
                .mapTo(Long.class)
                .one());
    }
}
