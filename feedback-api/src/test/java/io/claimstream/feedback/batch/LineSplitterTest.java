package io.claimstream.feedback.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.claimstream.feedback.batch.RawLine.Flaw;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineSplitterTest {

    @Test
    void shouldNumberLinesAsAnEditorDoes() throws IOException {
        // When
        List<RawLine> lines = split("\uFEFFa\r\n\n \t\nb,\"1\n2\"\"\",c\nd", true, 100);

        // Then
        assertThat(lines)
                .extracting(RawLine::number, it -> it.text().orElseThrow())
                .containsExactly(tuple(1, "a\r"), tuple(4, "b,\"1\n2\"\"\",c"), tuple(6, "d"));
    }

    @Test
    void shouldTakeAQuoteWithinACellAsItStands() throws IOException {
        assertThat(split("6\" pipe\nb\n", true, 100))
                .extracting(RawLine::number)
                .containsExactly(1, 2);
    }

    @Test
    void shouldTakeQuotesOfJsonAsTheyStand() throws IOException {
        assertThat(split("\"a\nb\n", false, 100)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 40, 400})
    void shouldSpoilNoLineButThatOfAnOpenQuote(int following) throws IOException {
        // Given
        String rest =
                IntStream.range(0, following).mapToObj(i -> "row-" + i + "\n").collect(Collectors.joining());

        // When
        List<RawLine> lines = split("a\n\"b\n" + rest, true, 60);

        // Then
        assertThat(lines).hasSize(2 + following);
        assertThat(lines.get(1)).extracting(RawLine::number, RawLine::flaw).containsExactly(2, Flaw.QUOTE_OPEN);
        assertThat(lines.get(2 + following - 1)).extracting(RawLine::number).isEqualTo(2 + following);
        assertThat(lines).filteredOn(it -> it.flaw() != Flaw.NONE).hasSize(1);
    }

    @Test
    void shouldPassOverALineThatIsTooLong() throws IOException {
        // When
        List<RawLine> lines = split("a\n" + "x".repeat(1_000) + "\nb\n" + "y".repeat(11), true, 10);

        // Then
        assertThat(lines)
                .extracting(RawLine::number, RawLine::flaw)
                .containsExactly(
                        tuple(1, Flaw.NONE), tuple(2, Flaw.TOO_LONG), tuple(3, Flaw.NONE), tuple(4, Flaw.TOO_LONG));
    }

    @Test
    void shouldTellThatALineIsNotUtf8() throws IOException {
        // Given
        LineSplitter lines =
                new LineSplitter(new ByteArrayInputStream(new byte[] {'a', (byte) 0xC3, '\n', 'b'}), true, 10);

        // Then
        assertThat(lines.next().orElseThrow().text()).isEmpty();
        assertThat(lines.next().orElseThrow().text()).contains("b");
        assertThat(lines.next()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldEndWhateverComesAndKeepItsBound(long seed) throws IOException {
        // Given
        Random random = new Random(seed);
        String letters = "a,\"\n\r \u00e9";
        String text = IntStream.range(0, 20_000)
                .mapToObj(i -> String.valueOf(letters.charAt(random.nextInt(letters.length()))))
                .collect(Collectors.joining());

        // When
        List<RawLine> lines = split(text, true, 50);

        // Then
        assertThat(lines).as("seed %d", seed).isNotEmpty().allSatisfy(it -> assertThat(
                        it.bytes().remaining())
                .isLessThanOrEqualTo(50));
        assertThat(lines).extracting(RawLine::number).isSorted().doesNotHaveDuplicates();
        assertThat(lines.get(lines.size() - 1).number())
                .isLessThanOrEqualTo((int) text.chars().filter(it -> it == '\n').count() + 1);
    }

    private static List<RawLine> split(String text, boolean isQuoted, int maxBytes) throws IOException {
        LineSplitter splitter = new LineSplitter(new ByteArrayInputStream(text.getBytes(UTF_8)), isQuoted, maxBytes);
        List<RawLine> lines = new ArrayList<>();
        for (Optional<RawLine> next = splitter.next(); next.isPresent(); next = splitter.next()) {
            lines.add(next.get());
        }
        return lines;
    }
}
