package io.claimstream.model.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimstream.model.FeatureSchema;
import io.claimstream.model.Samples;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProtectedFeaturesTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "age",
                "driver_age",
                "claimant_age",
                "Driver Age",
                "driverAge",
                "age_band_25_34",
                "gender",
                "gender_female",
                "Gender",
                "sex",
                "date_of_birth",
                "claim_driver_age"
            })
    void shouldRefuseToTrainOnAProtectedAttribute(String name) {
        Dataset dataset = with(name);

        assertThatThrownBy(() -> new Trainer(Samples.TINY).train(dataset, (round, rounds, rmse) -> {}))
                .isInstanceOf(DatasetFormatException.class)
                .hasMessageStartingWith("PROTECTED_FEATURE")
                .hasMessageContaining(name)
                .hasMessageContaining("Take it out");
        assertThatThrownBy(() -> new HeldOutTrainer(Samples.TINY, 0, trees -> {}).estimate(dataset, dataset))
                .isInstanceOf(DatasetFormatException.class)
                .hasMessageStartingWith("PROTECTED_FEATURE");
    }

    @Test
    void shouldEndTheTrainingProcessAsBadInput() throws IOException {
        TrainingFiles.writeInput(folder.resolve("in"), with("gender"), Samples.TINY);
        ByteArrayOutputStream err = new ByteArrayOutputStream();

        int code = TrainerMain.run(
                new String[] {
                    folder.resolve("in").toString(), folder.resolve("out").toString()
                },
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));

        assertThat(code).isEqualTo(3);
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("PROTECTED_FEATURE");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void shouldTakeTheFeatureSetsThereAreAndTheAgeOfAThing() {
        assertThatCode(() -> ProtectedFeatures.requireNone(Samples.SCHEMA)).doesNotThrowAnyException();
        assertThatCode(() -> ProtectedFeatures.requireNone(
                        new FeatureSchema("x", List.of("vehicle_age", "special_overage", "damage", "claim_age_days"))))
                .doesNotThrowAnyException();
    }

    private static Dataset with(String name) {
        List<String> names = new ArrayList<>(Samples.SCHEMA.names());
        names.set(names.size() - 1, name);
        Dataset rows = Samples.dataset(60);
        return new Dataset(
                new FeatureSchema("v-test", names),
                IntStream.range(0, rows.size()).mapToObj(rows::row).toList());
    }
}
