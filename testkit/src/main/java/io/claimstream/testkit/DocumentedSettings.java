package io.claimstream.testkit;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** An example of settings in a page, so that a test runs what operators read. */
public final class DocumentedSettings {

    private static final String BEGIN = "```properties";

    private DocumentedSettings() {}

    /**
     * The first example below a heading, with the values of some keys replaced by those of the test.
     *
     * @param page the page, in Markdown
     * @param heading the heading's text
     * @param replaced values by key; each key has to stand in the example
     */
    public static Map<String, String> of(Path page, String heading, Map<String, String> replaced) {
        try {
            List<String> lines = Files.readAllLines(page);
            int from = lines.indexOf("### " + heading);
            List<String> below = lines.subList(from + 1, lines.size());
            int begin = below.indexOf(BEGIN);
            if (from < 0 || begin < 0) {
                throw new AssertionError("Expected an example below '" + heading + "' in " + page + ".");
            }
            List<String> example = below.subList(begin + 1, below.size());
            Properties properties = new Properties();
            properties.load(new StringReader(String.join("\n", example.subList(0, example.indexOf("```")))));
            Map<String, String> values = new LinkedHashMap<>();
            properties.stringPropertyNames().forEach(it -> values.put(it, properties.getProperty(it)));
            if (!values.keySet().containsAll(replaced.keySet())) {
                throw new AssertionError(
                        "Expected " + replaced.keySet() + " in the example, but it has " + values.keySet() + ".");
            }
            values.putAll(replaced);
            return values;
        } catch (IOException e) {
            throw new AssertionError("Expected to read " + page + ".", e);
        }
    }
}
