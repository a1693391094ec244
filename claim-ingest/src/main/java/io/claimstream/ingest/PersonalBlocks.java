package io.claimstream.ingest;

import io.claimstream.event.ClaimAccepted;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.event.PersonalBlock;
import io.claimstream.event.Sealed;
import io.claimstream.platform.seal.SealedField;
import io.claimstream.platform.seal.Subject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;

/**
 * Seals the personal block of an accepted claim with the key of its claimant. A claim without one, or with an empty one, needs no key. Of a claimant who was
 * erased nothing is kept. Thread-safe.
 *
 * @param people asked for only when there is something to seal
 */
record PersonalBlocks(Supplier<People> people) {

    /** Whether a claim says something that is sealed when it is accepted. */
    static boolean needKey(ClaimSubmitted claim) {
        return claim.getPersonal().filter(PersonalBlocks::saysSomething).isPresent();
    }

    /**
     * The accepted claim with what it is to hold of its claimant.
     *
     * @throws io.claimstream.platform.database.DatabaseUnavailableException when the database of keys is away
     * @throws io.claimstream.platform.seal.KeyEncryptionKeyMissingException when what wraps the key is not here
     */
    ClaimAccepted into(ClaimAccepted accepted, ClaimSubmitted submitted) {
        return submitted
                .getPersonal()
                .filter(PersonalBlocks::saysSomething)
                .flatMap(block -> seal(accepted, block))
                .map(it -> ClaimAccepted.newBuilder(accepted).setPersonal(it).build())
                .orElse(accepted);
    }

    private Optional<Sealed> seal(ClaimAccepted accepted, PersonalBlock block) {
        Subject subject = new Subject(accepted.getInsurer(), accepted.getClaimantPseudonym());
        return people.get().sealer().seal(subject, SealedField.PERSONAL_BLOCK, bytes(block));
    }

    private static boolean saysSomething(PersonalBlock block) {
        return Stream.of(block.getName(), block.getEmail(), block.getPhone(), block.getAddress())
                .flatMap(Optional::stream)
                .anyMatch(text -> !text.isBlank());
    }

    private static byte[] bytes(PersonalBlock block) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        try {
            new SpecificDatumWriter<>(PersonalBlock.class).write(block, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to write to memory.", e);
        }
        return bytes.toByteArray();
    }
}
