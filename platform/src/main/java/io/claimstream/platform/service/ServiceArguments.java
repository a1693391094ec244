package io.claimstream.platform.service;

import io.claimstream.platform.config.SettingsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The command line of a service.
 *
 * @param file what {@code --config} names
 * @param values the arguments {@code key=value}
 */
record ServiceArguments(Optional<String> file, Map<String, String> values) {

    /** Parses a command line; throws {@link SettingsException} telling every argument that is neither form. */
    static ServiceArguments parse(String... arguments) {
        Optional<String> file = Optional.empty();
        Map<String, String> values = new TreeMap<>();
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            int equals = arguments[i].indexOf('=');
            if (arguments[i].equals("--config") && i + 1 < arguments.length) {
                i++;
                file = Optional.of(arguments[i]);
            } else if (equals > 0) {
                values.put(arguments[i].substring(0, equals), arguments[i].substring(equals + 1));
            } else {
                problems.add("Expected '--config FILE' or 'key=value', but got '" + arguments[i] + "'.");
            }
        }
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        return new ServiceArguments(file, values);
    }
}
