package io.claimstream.domain.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountBandTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | under 500",
                "499.99 | under 500",
                "500 | 500 to 1,000",
                "2999.99 | 2,000 to 3,000",
                "5000 | 5,000 and more",
                "900000 | 5,000 and more"
            })
    void shouldNameTheBandOfASum(BigDecimal sum, String text) {
        assertThat(AmountBand.of(sum).text()).isEqualTo(text);
    }

    @Test
    void shouldOrderBandsBySize() {
        assertThat(AmountBand.of(700)).isLessThan(AmountBand.of(1_200));
    }
}
