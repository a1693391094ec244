package io.claimstream.model.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimstream.event.ModelArtifactChunk;
import io.claimstream.model.ChunkAssembly;
import io.claimstream.model.FeatureSchema;
import io.claimstream.model.ModelBundle;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UploadPackageTest {

    private static final FeatureSchema SCHEMA = new FeatureSchema("v1", List.of("sum_total", "vehicle_age"));
    private static final byte[] MODEL = bytes("{\"learner\": {}}");
    private static final byte[] NAMES = bytes("vehicle_age\n\nsum_total\n");

    @Test
    void shouldComeOutOfItsChunksAsItWentIn() {
        // Given
        byte[] large = Arrays.copyOf(MODEL, 3 * ModelBundle.CHUNK_BYTES / 2);
        UploadPackage upload = UploadPackage.of(large, NAMES, golden(10, "1.5", "2"), SCHEMA);
        byte[] bytes = upload.toBytes();
        String id = UploadPackage.idOf(bytes);
        ChunkAssembly assembly = new ChunkAssembly();

        // When
        List<ModelArtifactChunk> chunks = IntStream.range(0, UploadPackage.chunks(bytes))
                .mapToObj(i -> UploadPackage.chunk(id, bytes, i))
                .toList();
        chunks.forEach(assembly::add);
        byte[] together = assembly.artifact(chunks.size()).orElseThrow();

        // Then
        assertThat(chunks).hasSize(2).allSatisfy(it -> assertThat(it.getVersion())
                .isEqualTo(id));
        assertThat(together).isEqualTo(bytes);
        UploadPackage again = UploadPackage.parse(together);
        assertThat(again.modelSha256()).isEqualTo(upload.modelSha256());
        assertThat(again.modelBytes()).isEqualTo(large.length);
        assertThat(again.goldenRows()).isEqualTo(10);
        assertThat(again.golden(SCHEMA).get(0).row()).containsExactly(1.5f, 2);
        assertThat(again.golden(SCHEMA).get(0).margin()).isEqualTo(7.25f);
    }

    @ParameterizedTest
    @CsvSource({
        "'sum_total\ndriver_age\nvehicle_age', PROTECTED_FEATURE, driver_age",
        "'sum_total\nvehicle_age\nlegs', UNKNOWN_FEATURE, legs",
        "'sum_total', MISSING_FEATURE, vehicle_age",
        "'sum_total\nvehicle_age\nsum_total', REPEATED_FEATURE, sum_total",
        "'[\"sum_total\", 1', WRONG_FORM, array"
    })
    void shouldRefuseOtherNamesAndListThem(String names, String code, String told) {
        assertThatThrownBy(() -> UploadPackage.of(MODEL, bytes(names), golden(10, "1", "2"), SCHEMA))
                .isInstanceOfSatisfying(UploadRefusedException.class, it -> {
                    assertThat(it.part()).isEqualTo("features");
                    assertThat(it.code()).isEqualTo(code);
                    assertThat(it.expected()).contains(told);
                });
    }

    @ParameterizedTest
    @CsvSource({"9, 1, 2, 10 to", "10, x, 2, 'row 1, column sum_total'", "10, 1, Infinity, 'row 1, column vehicle_age'"
    })
    void shouldRefuseGoldenRowsThatAreNoneAndNameTheirPlace(int rows, String first, String second, String told) {
        assertThatThrownBy(() -> UploadPackage.of(MODEL, NAMES, golden(rows, first, second), SCHEMA))
                .isInstanceOfSatisfying(UploadRefusedException.class, it -> {
                    assertThat(it.part()).isEqualTo("golden");
                    assertThat(it.expected()).contains(told).doesNotContain("Infinity");
                });
    }

    /** First bytes as these programs write them. */
    @ParameterizedTest
    @CsvSource({
        "8004, PICKLE, pickle",
        "8002, PICKLE, pickle",
        "2864, PICKLE, pickle",
        "63707967, PICKLE, pickle",
        "504b0304, WRONG_FORM, zip",
        "1f8b08, WRONG_FORM, gzip",
        "789c, WRONG_FORM, joblib",
        "425a6839, WRONG_FORM, bzip2",
        "62696e66, WRONG_FORM, old binary",
        "00, WRONG_FORM, something else"
    })
    void shouldRecogniseWhatIsNoModelByItsFirstBytesAndSayWhatToDo(String hex, String code, String told) {
        // Given
        byte[] file = HexFormat.of().parseHex(hex + "00".repeat(20));

        // Then
        assertThatThrownBy(() -> UploadPackage.of(file, NAMES, golden(10, "1", "2"), SCHEMA))
                .isInstanceOfSatisfying(UploadRefusedException.class, it -> {
                    assertThat(it.part()).isEqualTo("model");
                    assertThat(it.code()).isEqualTo(code);
                    assertThat(it.expected()).contains(told, "save_model");
                });
    }

    @Test
    void shouldRefuseAPickleAlsoInsideAPackage() {
        // Given
        byte[] bytes =
                UploadPackage.of(MODEL, NAMES, golden(10, "1", "2"), SCHEMA).toBytes();
        int at = bytes.length - MODEL.length;
        bytes[at] = (byte) 0x80;
        bytes[at + 1] = 4;

        // Then
        assertThatThrownBy(() -> UploadPackage.parse(bytes))
                .isInstanceOfSatisfying(UploadRefusedException.class, it -> assertThat(it.code())
                        .isEqualTo("PICKLE"));
        assertThatThrownBy(() -> UploadPackage.parse(new byte[] {0, 0, 9}))
                .isInstanceOfSatisfying(UploadRefusedException.class, it -> assertThat(it.code())
                        .isEqualTo("DAMAGED"));
    }

    private static byte[] golden(int rows, String first, String second) {
        return bytes(IntStream.range(0, rows)
                .mapToObj(i -> "\n" + first + ",7.25," + second)
                .collect(Collectors.joining("", "sum_total,margin,vehicle_age", "\n")));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
