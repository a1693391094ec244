package io.claimstream.feedback.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How money, numbers and times are written. */
public class FormatTest {

    private static final Instant NOON = Instant.parse("2026-03-29T12:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en-GB | 1234.5 | GBP | £1,234.50",
                "en-US | 1234.5 | GBP | £1,234.50",
                "en-GB | -0.005 | GBP | -£0.00",
                "de-DE | 1234.5 | EUR | 1.234,50 €",
                "de-DE | 1234.5 | GBP | 1.234,50 £",
                "fr-FR | 1234.5 | EUR | 1 234,50 €",
                "ja-JP | 1234.5 | GBP | £1,234.50",
                "en-GB | 1234.5 | JPY | JP¥1,234",
                "en-GB | 1234.5 | XYZ | XYZ 1,234.50"
            })
    public void shouldWriteMoneyInItsCurrencyByTheLocaleOfTheReader(
            String locale, BigDecimal amount, String currency, String expected) {
        // When
        String text = new MoneyText(Locale.forLanguageTag(locale)).of(amount, currency);

        // Then
        assertThat(text.replaceAll("[\u00a0\u202f]", " ")).isEqualTo(expected);
    }

    @Test
    public void shouldWriteMoneyWithoutItsPence() {
        assertThat(new MoneyText(Locale.UK).whole(new BigDecimal("1234.56"), "GBP"))
                .isEqualTo("£1,235");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en-GB | Europe/London | 29 Mar 2026, 13:00 BST",
                "en-GB | UTC | 29 Mar 2026, 12:00 UTC",
                "de-DE | Europe/Berlin | 29.03.2026, 14:00 MESZ"
            })
    public void shouldWriteTimesInTheZoneOfTheReaderWithItsName(String locale, String zone, String expected) {
        assertThat(new TimeText(Locale.forLanguageTag(locale), ZoneId.of(zone)).at(NOON))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-03-29T12:00:30Z | now",
                "2026-03-29T12:01:00Z | in 1 minute",
                "2026-03-29T15:10:00Z | in 3 hours",
                "2026-03-31T12:00:00Z | in 2 days",
                "2026-03-28T12:00:00Z | overdue by 24 hours",
                "2026-03-19T12:00:00Z | overdue by 10 days"
            })
    public void shouldSayHowFarADeadlineIs(Instant time, String expected) {
        assertThat(new TimeText(Locale.UK, ZoneId.of("UTC")).due(NOON, time)).isEqualTo(expected);
    }

    @Test
    public void shouldWriteNumbersDaysAndShares() {
        // Given
        Reader german = new Reader(Locale.GERMANY, ZoneId.of("UTC"));

        // Then
        assertThat(german.count(1_234_567)).isEqualTo("1.234.567");
        assertThat(german.day(LocalDate.of(2026, 3, 1))).isEqualTo("01.03.2026");
        assertThat(german.month(LocalDate.of(2026, 3, 1))).isEqualTo("März 2026");
        assertThat(german.share(0.4567).replace('\u00a0', ' ')).isEqualTo("45,7 %");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "de-DE,de;q=0.9,en;q=0.5 | de-DE",
                "en-US | en-US",
                "xx-YY,fr;q=0.3 | fr",
                "* | en-GB",
                "'' | en-GB",
                "not a language | en-GB",
                "en;q=banana | en-GB"
            })
    public void shouldFindALocaleWhateverABrowserSends(String header, String expected) {
        assertThat(Readers.locale(header).toLanguageTag()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Mars/Olympus", "../../etc/passwd", "+25:00", "+02:00"})
    public void shouldTakeUtcForAZoneThatNobodyKnows(String name) {
        assertThat(Readers.zone(name)).isEqualTo(ZoneId.of("UTC"));
    }

    @Test
    public void shouldTakeTheZoneOfTheReader() {
        assertThat(Readers.zone("America/New_York")).isEqualTo(ZoneId.of("America/New_York"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/queue?currency=GBP&after=x", "/claims/acme/c%2F1"})
    public void shouldGoOnToAddressesOfOurs(String address) {
        assertThat(LocalAddress.of(address)).contains(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"//evil", "/\\evil", "http://evil", "evil", "/a b", "/\u0000", "/v1/events", "/x\\y"})
    public void shouldGoOnToNoOther(String address) {
        assertThat(LocalAddress.of(address)).isEmpty();
    }
}
