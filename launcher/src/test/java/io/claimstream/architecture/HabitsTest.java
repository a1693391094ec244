package io.claimstream.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Random;

/** Habits that keep the product reproducible and readable. */
@AnalyzeClasses(packages = "io.claimstream", importOptions = ImportOption.DoNotIncludeTests.class)
class HabitsTest {

    @ArchTest
    static final ArchRule noWallClockInRules = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.claimstream.domain..",
                    "io.claimstream.model..",
                    "io.claimstream.simulator..",
                    "io.claimstream.ingest..",
                    "io.claimstream.features..",
                    "io.claimstream.scoring..",
                    "io.claimstream.retrain..",
                    "io.claimstream.ledger..",
                    "io.claimstream.feedback..")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .because(
                    "event time is a field and ingestion time the record's timestamp; where a clock is really needed, inject one");

    @ArchTest
    static final ArchRule noUnseededChance = noClasses()
            .that()
            .resideInAPackage("io.claimstream..")
            .should()
            .callConstructor(Random.class)
            .orShould()
            .callMethod(Math.class, "random")
            .because("chance is injected with a seed; for secrets use SecureRandom");

    @ArchTest
    static final ArchRule noMutableStatics = fields().that()
            .areStatic()
            .and()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackages("io.claimstream.event..")
            .and()
            .areDeclaredInClassesThat(notGeneratedByTheCompiler())
            .should()
            .beFinal()
            .because(
                    "state that any thread can reach from anywhere cannot be reasoned about; pass it to the constructor");

    @ArchTest
    static final ArchRule noDrawerOfOddments = noClasses()
            .that()
            .resideInAPackage("io.claimstream..")
            .should()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .because("a name says what a class is for; find the word of the field");

    @ArchTest
    static final ArchRule standardOutputIsForResults = noClasses()
            .that()
            .resideOutsideOfPackages("io.claimstream.launcher..", "io.claimstream.model..", "io.claimstream.testkit..")
            .should()
            .accessField(System.class, "out")
            .because(
                    "results go to standard output and only a command prints results; log the rest."
                            + " (The trainer and the probe in model are commands of their own: their output is their protocol.)");

    @ArchTest
    static final ArchRule noStreamsWindows = noClasses()
            .that()
            .resideInAPackage("io.claimstream..")
            .should()
            .dependOnClassesThat()
            .haveNameMatching("org\\.apache\\.kafka\\.streams\\.kstream\\.(.*Windows|GlobalKTable)")
            .because(
                    "history is day buckets by event time in key-value stores, and a global table restores past the error handlers");

    @ArchTest
    static final ArchRule mathIsStrictWhereScoresAreMade = noClasses()
            .that()
            .resideInAnyPackage("io.claimstream.domain..", "io.claimstream.model..")
            .should()
            .callMethod(Math.class, "exp", double.class)
            .orShould()
            .callMethod(Math.class, "log", double.class)
            .orShould()
            .callMethod(Math.class, "expm1", double.class)
            .orShould()
            .callMethod(Math.class, "log1p", double.class)
            .orShould()
            .callMethod(Math.class, "pow", double.class, double.class)
            .because("Math.exp may differ between machines, and a recomputed score must not; use StrictMath");

    @ArchTest
    static final ArchRule everyMainIsNamedMain = classes()
            .that()
            .haveSimpleNameEndingWith("Main")
            .should()
            .bePublic()
            .because("it is started by name");

    private static com.tngtech.archunit.base.DescribedPredicate<JavaClass> notGeneratedByTheCompiler() {
        return com.tngtech.archunit.base.DescribedPredicate.describe(
                "are not generated by the compiler", type -> !type.getName().contains("$"));
    }
}
