package io.claimstream.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceRule;
import java.util.List;

/** Packages can be read one after the other. */
@AnalyzeClasses(packages = "io.claimstream", importOptions = ImportOption.DoNotIncludeTests.class)
class CyclesTest {

    /**
     * A class that stands in a package above one that needs it.
     *
     * @param from package that needs it
     * @param to name of the class, without {@code io.claimstream.}
     */
    private record Knot(String from, String to) {}

    /** Classes that have still to move down. Take an entry away with its knot; never add one. */
    private static final List<Knot> STILL_TIED = List.of(
            new Knot("platform.database", "platform.service.Health"),
            new Knot("platform.http", "platform.service.Health"),
            new Knot("platform.service", "platform.streams.FailureText"),
            new Knot("platform.service", "platform.streams.WorldFailure"),
            new Knot("platform.topic", "platform.kafka.KafkaClients"),
            new Knot("platform.deadletter", "platform.streams.EffectFailedException"),
            new Knot("platform.deadletter", "platform.streams.Origin"),
            new Knot("platform.deadletter", "platform.streams.Quarantine"),
            new Knot("platform.deadletter", "platform.streams.QuarantinedException"),
            new Knot("platform.deadletter", "platform.streams.WorldFailure"),
            new Knot("feedback.publish", "feedback.FeedbackMetrics"),
            new Knot("feedback.view", "feedback.FeedbackMetrics"),
            new Knot("retrain.learn", "retrain.RetrainConfig"));

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles = allBut(STILL_TIED)
            .because("of two packages that need each other neither can be understood, tested or moved alone;"
                    + " move what both need to a package below them");

    private static SliceRule allBut(List<Knot> knots) {
        SliceRule rule = slices().matching("io.claimstream.(**)").should().beFreeOfCycles();
        for (Knot knot : knots) {
            String name = "io.claimstream." + knot.to();
            rule = rule.ignoreDependency(
                    resideInAPackage("io.claimstream." + knot.from()),
                    describe(
                            name,
                            (JavaClass type) -> type.getName().equals(name)
                                    || type.getName().startsWith(name + "$")));
        }
        return rule;
    }
}
