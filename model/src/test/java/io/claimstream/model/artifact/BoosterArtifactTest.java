package io.claimstream.model.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimstream.model.Samples;
import io.claimstream.model.artifact.Refusal.Code;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoosterArtifactTest {

    private static final int FEATURES = Samples.SCHEMA.size();

    private static byte[] artifact = new byte[0];

    @BeforeAll
    static void train() {
        artifact = Samples.candidate().artifact().bytes();
    }

    @Test
    void shouldAcceptWhatWeTrain() {
        BoosterArtifact.read(artifact, FEATURES);
    }

    @Test
    void shouldWriteWhatXgboostWrites() {
        byte[] again = BoosterArtifact.read(artifact, FEATURES).normalised();

        assertThat(BoosterArtifact.read(again, FEATURES).normalised()).isEqualTo(again);
        assertThat(new String(again, StandardCharsets.ISO_8859_1)).contains("base_scoreSL");
    }

    @Test
    void shouldRefuseAnotherNumberOfFeatures() {
        assertRefused(artifact, FEATURES + 1, "num_feature");
    }

    @Test
    void shouldRefuseTheTenBytesThatKillTheJvm() {
        assertRefused(new byte[] {'{', 'L', 0, 0, 0, 0, 0, 0, 0, 7}, FEATURES, "length of 7");
        assertRefused(new byte[0], FEATURES, "too early");
        assertRefused(new byte[] {'{'}, FEATURES, "too early");
        assertRefused("{}".getBytes(StandardCharsets.UTF_8), FEATURES, "learner");
    }

    @Test
    void shouldRefuseGiantLengthsWithoutAllocating() {
        byte[] giant = {'[', '$', 'd', '#', 'L', 0x7f, -1, -1, -1, -1, -1, -1, -1};

        assertRefused(giant, FEATURES, "length");
    }

    @Test
    void shouldRefuseDeepNesting() {
        byte[] deep = new byte[10_000];
        Arrays.fill(deep, (byte) '[');

        assertRefused(deep, FEATURES, "nested");
    }

    @ParameterizedTest
    @CsvSource({
        "left_children, 0, 0x7fffffff, left_children",
        "left_children, 0, 0, left_children",
        "right_children, 0, 1, left_children",
        "right_children, 0, -2, left_children",
        "parents, 1, 5, parents",
        "parents, 0, 0, parents",
        "split_indices, 0, 100000, split_indices",
        "split_indices, 0, -1, split_indices",
        "split_conditions, 0, 0x7f800000, finite",
        "base_weights, 0, 0x7fc00000, finite",
        "left_children, 0, -1, left_children",
    })
    void shouldRefuseATreeThatIsNotSound(String array, int place, String value, String said) {
        byte[] changed = artifact.clone();
        ByteBuffer.wrap(changed).putInt(arrayAt(changed, array) + 4 * place, Integer.decode(value));

        assertRefused(changed, FEATURES, said);
    }

    @Test
    void shouldRefuseAnotherObjective() {
        assertRefused(Code.UNSUPPORTED, replaced("reg:squarederror", "rag:squarederror"), "objective");
    }

    @Test
    void shouldRefuseAnotherBooster() {
        assertRefused(Code.UNSUPPORTED, replacedLast("gbtree", "gblin\0"), "'gblin?'");
    }

    @Test
    void shouldRefuseWhatFollowsTheEnd() {
        assertRefused(Arrays.copyOf(artifact, artifact.length + 1), FEATURES, "follow");
    }

    @Test
    void shouldAnswerWhateverTheBytes() {
        Random random = new Random(11);
        for (int i = 0; i < 2_000; i++) {
            byte[] mutant = artifact.clone();
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
            }
            byte[] cut = random.nextInt(4) == 0 ? Arrays.copyOf(mutant, random.nextInt(mutant.length)) : mutant;
            try {
                BoosterArtifact.read(cut, FEATURES);
            } catch (ModelRefusedException e) {
                assertThat(e.refusal().code()).isIn(Code.BAD_STRUCTURE, Code.UNSUPPORTED);
            }
        }
    }

    private static byte[] replaced(String from, String to) {
        byte[] changed = artifact.clone();
        byte[] bytes = to.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, changed, indexOf(changed, from), bytes.length);
        return changed;
    }

    private static byte[] replacedLast(String from, String to) {
        String text = new String(artifact, StandardCharsets.ISO_8859_1);
        byte[] changed = artifact.clone();
        byte[] bytes = to.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, changed, text.lastIndexOf(from), bytes.length);
        return changed;
    }

    /** Where the first element of a typed array stands: name, then "[$", type, "#L", eight bytes of length. */
    private static int arrayAt(byte[] bytes, String name) {
        return indexOf(bytes, name) + name.length() + 5 + 8;
    }

    private static int indexOf(byte[] bytes, String text) {
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
        assertThat(at).isNotNegative();
        return at;
    }

    private static void assertRefused(Code code, byte[] bytes, String said) {
        assertThatThrownBy(() -> BoosterArtifact.read(bytes, FEATURES))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining(code.name())
                .hasMessageContaining(said);
    }

    private static void assertRefused(byte[] bytes, int features, String said) {
        assertThatThrownBy(() -> BoosterArtifact.read(bytes, features))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining("BAD_STRUCTURE")
                .hasMessageContaining(said);
    }
}
