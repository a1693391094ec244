package io.claimstream.feedback.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

    @ParameterizedTest
    @CsvSource({"MOTOR_INJURY, Motor injury", "ML_ENGINEER, ML engineer", "OPERATOR, Operator", "'', ''"})
    void shouldWriteCodesAsWords(String code, String words) {
        assertThat(Words.of(code)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "headsOfLoss.specialTherapy, Special therapy",
        "policy, Policy",
        "/accident/vehicleAgeYears, Vehicle age years",
        "'', ''"
    })
    void shouldWriteFieldsAsWords(String path, String words) {
        assertThat(Words.ofField(path)).isEqualTo(words);
    }
}
