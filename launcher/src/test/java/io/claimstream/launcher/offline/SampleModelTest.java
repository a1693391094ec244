package io.claimstream.launcher.offline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.platform.config.Settings;
import io.claimstream.schemas.TrustedEvents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleModelTest {

    static {
        TrustedEvents.trust();
    }

    @TempDir
    Path directory;

    @Test
    void shouldMakeTheSameValidModelEachTime() throws Exception {
        // Given
        Settings settings = TrainedModel.settings(directory, Map.of());
        Path first = directory.resolve("first");
        Path second = directory.resolve("second");
        Path other = directory.resolve("other");

        // When
        ObjectNode made = SampleModel.write(settings, 7, first, TrainedModel.SILENT);
        SampleModel.write(settings, 7, second, TrainedModel.SILENT);
        ObjectNode ofOtherSeed = SampleModel.write(settings, 8, other, TrainedModel.SILENT);

        // Then
        List<Path> files;
        try (Stream<Path> entries = Files.list(first)) {
            files = entries.toList();
        }
        assertThat(files).hasSize(6).allSatisfy(file -> assertThat(second.resolve(file.getFileName()))
                .hasSameBinaryContentAs(file));
        assertThat(ofOtherSeed.path("modelVersion")).isNotEqualTo(made.path("modelVersion"));
        assertThat(made.path("mape").asDouble())
                .isLessThan(made.path("mapeOfSumOfHeads").asDouble());
        assertThat(Files.size(first.resolve("model.ubj"))).isLessThan(1 << 20);
        try (OfflineModel model = new OfflineModels(settings, TrainedModel.SILENT).open(first.toString())) {
            assertThat(model.bundle().version())
                    .isEqualTo(made.path("modelVersion").asText());
            assertThat(model.calibration()).isPresent();
        }
    }
}
