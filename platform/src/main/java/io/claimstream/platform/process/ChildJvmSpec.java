package io.claimstream.platform.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a child JVM is to run.
 *
 * @param mainClass class name of the real main
 * @param arguments arguments of the real main
 * @param jvmArguments arguments of the JVM, such as {@code -Xmx512m}
 * @param classPath its class path
 * @param environment entries added to the environment of this process
 * @param directory working directory; empty for that of this process
 * @param lowPriority whether it yields to every other process, where {@code nice} exists
 */
public record ChildJvmSpec(
        String mainClass,
        List<String> arguments,
        List<String> jvmArguments,
        String classPath,
        Map<String, String> environment,
        Optional<Path> directory,
        boolean lowPriority) {

    public ChildJvmSpec {
        arguments = List.copyOf(arguments);
        jvmArguments = List.copyOf(jvmArguments);
        environment = Map.copyOf(environment);
    }

    /** Runs a main with the class path of this process. */
    public static ChildJvmSpec of(Class<?> main, String... arguments) {
        return new ChildJvmSpec(
                main.getName(),
                List.of(arguments),
                List.of(),
                System.getProperty("java.class.path", ""),
                Map.of(),
                Optional.empty(),
                false);
    }

    public ChildJvmSpec withJvmArguments(String... more) {
        return new ChildJvmSpec(mainClass, arguments, List.of(more), classPath, environment, directory, lowPriority);
    }

    public ChildJvmSpec withClassPath(String other) {
        return new ChildJvmSpec(mainClass, arguments, jvmArguments, other, environment, directory, lowPriority);
    }

    public ChildJvmSpec withEnvironment(Map<String, String> entries) {
        return new ChildJvmSpec(mainClass, arguments, jvmArguments, classPath, entries, directory, lowPriority);
    }

    public ChildJvmSpec withDirectory(Path other) {
        return new ChildJvmSpec(
                mainClass, arguments, jvmArguments, classPath, environment, Optional.of(other), lowPriority);
    }

    public ChildJvmSpec withLowPriority() {
        return new ChildJvmSpec(mainClass, arguments, jvmArguments, classPath, environment, directory, true);
    }
}
