package io.claimstream.platform.seal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.Aead;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PassageTest {

    private static final String KEK = "kek-1";

    private final Counting keks = new Counting();

    /** Keys that wrap, as slow as a key management service may be: how often they are asked for counts. */
    private static final class Counting implements KeyEncryptionKeys {

        private final Aead aead = Keysets.aead(Keysets.fresh());
        private final AtomicInteger asked = new AtomicInteger();

        @Override
        public String create(int number, Collection<String> entered) {
            return KEK;
        }

        @Override
        public Aead key(String id) {
            if (!id.equals(KEK)) {
                throw new KeyEncryptionKeyMissingException(id, null);
            }
            asked.incrementAndGet();
            return aead;
        }
    }

    @Test
    void shouldOpenWhatAnotherInstanceSealedAndShowNothingOfIt() {
        // Given
        byte[] plain = "a claim of Jane Doe".getBytes(UTF_8);

        // When
        byte[] sealed = passage().seal(plain);

        // Then
        assertThat(Passage.isSealed(sealed)).isTrue();
        assertThat(new String(sealed, UTF_8)).doesNotContain("Jane");
        assertThat(passage().open(sealed)).isEqualTo(plain);
    }

    @Test
    void shouldAskForTheWrappingKeyOncePerDataKeyHoweverMuchPasses() {
        // Given
        Passage writer = passage();
        Passage reader = passage();

        // When
        for (int i = 0; i < 100; i++) {
            byte[] plain = Integer.toString(i).getBytes(UTF_8);
            assertThat(reader.open(writer.seal(plain))).isEqualTo(plain);
        }

        // Then
        assertThat(keks.asked).as("one to wrap, one to unwrap").hasValue(2);
    }

    @Test
    void shouldRefuseWhatWasChanged() {
        // Given
        byte[] sealed = passage().seal("a claim".getBytes(UTF_8));
        int last = sealed.length - 1;
        sealed[last] = (byte) (sealed[last] ^ 1);

        // When / Then
        assertThatThrownBy(() -> passage().open(sealed)).isInstanceOf(CannotOpenException.class);
    }

    private Passage passage() {
        return new Passage(keks, () -> KEK, KEK::equals);
    }
}
