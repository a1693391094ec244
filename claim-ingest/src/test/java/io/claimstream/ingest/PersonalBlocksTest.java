package io.claimstream.ingest;

import static io.claimstream.testkit.Claims.aClaim;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.claimstream.event.ClaimAccepted;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.event.PersonalBlock;
import io.claimstream.event.Sealed;
import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.database.Database;
import io.claimstream.platform.database.DatabaseUnavailableException;
import io.claimstream.platform.seal.FileKeyEncryptionKeys;
import io.claimstream.platform.seal.SealedField;
import io.claimstream.platform.seal.Sealer;
import io.claimstream.platform.seal.Subject;
import io.claimstream.platform.seal.SubjectKeys;
import io.claimstream.platform.secret.SecretFiles;
import io.claimstream.schemas.registry.InMemorySchemaRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PersonalBlocksTest {

    private static final ClaimSubmitted PERSONAL = aClaim().withPersonalData().build();

    private final Database database;
    private final SubjectKeys keys;
    private final Sealer sealer;

    PersonalBlocksTest(@TempDir Path data) {
        database = Database.open(Settings.of(CommonSettings.ALL, Map.of("data.dir", data.toString())));
        keys = new SubjectKeys(
                database.jdbi(),
                new FileKeyEncryptionKeys(new SecretFiles(data.resolve("secrets"))),
                Clock.systemUTC());
        sealer = new Sealer(keys);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void shouldSealThePersonalBlockForTheClaimant() throws IOException {
        // When
        ClaimAccepted accepted = accepted(PERSONAL);

        // Then
        Sealed sealed = accepted.getPersonal().orElseThrow();
        byte[] opened = sealer.open(subject(accepted), SealedField.PERSONAL_BLOCK, sealed)
                .orElseThrow()
                .bytes();
        assertThat(new SpecificDatumReader<>(PersonalBlock.class)
                        .read(null, DecoderFactory.get().binaryDecoder(opened, null)))
                .isEqualTo(PERSONAL.getPersonal().orElseThrow());
        assertThat(accepted.toString())
                .doesNotContain(PERSONAL.getPersonal().orElseThrow().getName().orElseThrow());
    }

    @Test
    void shouldHashWhatWasSubmittedAndNotWhatWasSealed() {
        assertThat(accepted(PERSONAL).getContentHash())
                .isEqualTo(accepted(PERSONAL).getContentHash());
        assertThat(accepted(PERSONAL).getPersonal())
                .isNotEqualTo(accepted(PERSONAL).getPersonal());
    }

    @Test
    void shouldNeedNoKeyForAnEmptyBlock() {
        // Given
        ClaimSubmitted empty = aClaim().withClaim(claim -> claim.setPersonal(
                        PersonalBlock.newBuilder().setName(" ").build()))
                .build();
        try (IngestDriver ingest = new IngestDriver(new InMemorySchemaRegistry())) {
            // When
            ingest.submit(empty);

            // Then
            assertThat(ingest.accepted().get(0).value().getPersonal()).isEmpty();
        }
    }

    @Test
    void shouldKeepNothingOfAClaimantWhoWasErased() {
        // Given
        ClaimAccepted before = accepted(PERSONAL);
        keys.destroy(subject(before));

        // When
        ClaimAccepted after = accepted(PERSONAL);

        // Then
        assertThat(after.getPersonal()).isEmpty();
        assertThat(after.getContentHash()).isEqualTo(before.getContentHash());
        assertThat(sealer.open(
                        subject(before),
                        SealedField.PERSONAL_BLOCK,
                        before.getPersonal().orElseThrow()))
                .isEmpty();
    }

    @Test
    void shouldHaveTheKeyReadyOfAClaimThatMayBeAccepted() {
        // Given
        PeopleAhead ahead = new PeopleAhead(() -> IngestDriver.people(sealer));
        ClaimSubmitted wrong = aClaim().withPersonalData()
                .withClaim(claim -> claim.setClaimant("somebody-else").setRevision(0))
                .build();

        // When
        ahead.expect(wrong, IngestDriver.INGESTED_AT);
        ahead.expect(PERSONAL, IngestDriver.INGESTED_AT);
        ahead.await(PERSONAL);

        // Then
        assertThat(subjects()).containsExactly(subject(accepted(PERSONAL)).pseudonym());
    }

    @Test
    void shouldNeedNoKeyForAClaimWithoutPersonalData() {
        // Given
        PeopleAhead ahead = new PeopleAhead(() -> IngestDriver.people(sealer));
        ClaimSubmitted claim = aClaim().build();

        // When
        ahead.expect(claim, IngestDriver.INGESTED_AT);
        ahead.await(claim);

        // Then
        assertThat(subjects()).isEmpty();
    }

    @Test
    void shouldHaveTheKeyReadyBeforeTheClaimIsDecided() {
        // Given
        AtomicInteger asked = new AtomicInteger();
        // Asked when the claim comes, to seal and to open what passes, and once on the way to it; then to decide.
        // What is asked for is the open room, so that one that was closed is noticed: each step gets it anew, and looks
        // no
        // key up by that. How often keys are, PassageTest counts.
        Supplier<People> thereAtFirst = () -> {
            if (asked.incrementAndGet() > 4) {
                throw new DatabaseUnavailableException(new IOException("away"));
            }
            return IngestDriver.people(sealer);
        };

        // When
        try (IngestDriver ingest = new IngestDriver(new InMemorySchemaRegistry(), thereAtFirst)) {
            assertThatThrownBy(() -> ingest.submit(PERSONAL))
                    .hasStackTraceContaining(DatabaseUnavailableException.class.getName());
        }

        // Then
        await().until(() -> subjects().size() == 1);
    }

    @Test
    void shouldWaitRatherThanDeadLetterWhileTheDatabaseIsAway() {
        try (IngestDriver ingest = new IngestDriver(new InMemorySchemaRegistry(), () -> {
            throw new DatabaseUnavailableException(new IOException("away"));
        })) {
            // When / Then
            assertThatThrownBy(() -> ingest.submit(PERSONAL))
                    .hasStackTraceContaining(DatabaseUnavailableException.class.getName());
            assertThat(ingest.dead()).isEmpty();
            assertThat(ingest.accepted()).isEmpty();
        }
    }

    private ClaimAccepted accepted(ClaimSubmitted claim) {
        try (IngestDriver ingest = new IngestDriver(new InMemorySchemaRegistry(), () -> IngestDriver.people(sealer))) {
            ingest.submit(claim);
            return ingest.accepted().get(0).value();
        }
    }

    private List<String> subjects() {
        return database.jdbi().withHandle(handle -> handle.createQuery("select subject from record_subject_key")
                .mapTo(String.class)
                .list());
    }

    private static Subject subject(ClaimAccepted claim) {
        return new Subject(claim.getInsurer(), claim.getClaimantPseudonym());
    }
}
