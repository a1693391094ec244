package io.claimstream.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The rooms of the design: who may know whom. */
@AnalyzeClasses(packages = "io.claimstream", importOptions = ImportOption.DoNotIncludeTests.class)
class BordersTest {

    private static final String[] SERVICES = {
        "io.claimstream.ingest..",
        "io.claimstream.features..",
        "io.claimstream.scoring..",
        "io.claimstream.retrain..",
        "io.claimstream.ledger..",
        "io.claimstream.feedback.."
    };

    @ArchTest
    static final ArchRule domainIsPure = noClasses()
            .that()
            .resideInAPackage("io.claimstream.domain..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.kafka..",
                    "io.javalin..",
                    "org.jdbi..",
                    "java.net..",
                    "java.sql..",
                    "java.nio.file..",
                    "io.claimstream.model..",
                    "io.claimstream.platform..")
            .because(
                    "a rule is a function of records; Kafka, files and the network belong to the service that calls it");

    @ArchTest
    static final ArchRule modelKnowsNoKafka = noClasses()
            .that()
            .resideInAPackage("io.claimstream.model..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "io.javalin..", "org.jdbi..", "io.claimstream.platform..")
            .because("a model is trained and scored from files and arrays, so that it can be used without a broker;"
                    + " what travels over Kafka is the service's business");

    @ArchTest
    static final ArchRule platformKnowsNoInsurance = noClasses()
            .that()
            .resideInAPackage("io.claimstream.platform..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.claimstream.domain..", "io.claimstream.model..", "ml.dmlc..")
            .because("platform runs any service; a rule of insurance belongs to domain");

    @ArchTest
    static final ArchRule schemasStandAlone = noClasses()
            .that()
            .resideInAnyPackage("io.claimstream.schemas..", "io.claimstream.event..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.claimstream.domain..",
                    "io.claimstream.model..",
                    "io.claimstream.platform..",
                    "io.claimstream.launcher..")
            .because("contracts are the left end of every arrow");

    @ArchTest
    static final ArchRule simulatorKnowsNoService = noClasses()
            .that()
            .resideInAPackage("io.claimstream.simulator..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SERVICES)
            .because("the world does not know who watches it")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlyTheLauncherSeesEveryService = noClasses()
            .that()
            .resideOutsideOfPackages("io.claimstream.launcher..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.claimstream.launcher..")
            .because("the launcher is the right end of every arrow");

    @ArchTest
    static final ArchRule ingestMeetsOthersInTopics = meetsOthersInTopics(0);

    @ArchTest
    static final ArchRule featureMeetsOthersInTopics = meetsOthersInTopics(1);

    @ArchTest
    static final ArchRule scoringMeetsOthersInTopics = meetsOthersInTopics(2);

    @ArchTest
    static final ArchRule retrainMeetsOthersInTopics = meetsOthersInTopics(3);

    @ArchTest
    static final ArchRule feedbackMeetsOthersInTopics = meetsOthersInTopics(4);

    @ArchTest
    static final ArchRule whatScoresOrLearnsKnowsNoFairness = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.claimstream.model",
                    "io.claimstream.model.artifact..",
                    "io.claimstream.model.counterfactual..",
                    "io.claimstream.model.doubt..",
                    "io.claimstream.model.engine..",
                    "io.claimstream.model.published..",
                    "io.claimstream.model.training..",
                    "io.claimstream.features..",
                    "io.claimstream.scoring..",
                    "io.claimstream.domain.feature..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.claimstream.model.evaluation..")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching("io\\.claimstream\\.event\\.(ProtectedAttributes|ClaimProtected)(\\$.*)?")
            .because(
                    "age and gender are read to measure fairness and for nothing else: what could see them could learn from them")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule protectedAttributesAreReadByTheReportAlone = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "io.claimstream.event..",
                    "io.claimstream.schemas..",
                    "io.claimstream.domain..",
                    "io.claimstream.ingest..",
                    "io.claimstream.retrain.report..",
                    "io.claimstream.simulator..",
                    "io.claimstream.testkit..")
            .and()
            .doNotHaveFullyQualifiedName("io.claimstream.launcher.offline.FileEvaluation")
            .and()
            .doNotHaveFullyQualifiedName("io.claimstream.launcher.offline.FileClaims")
            .and()
            .doNotHaveFullyQualifiedName("io.claimstream.launcher.audit.LiveFairness")
            .and()
            .doNotHaveFullyQualifiedName("io.claimstream.launcher.audit.FairnessCommand")
            .and()
            .doNotHaveFullyQualifiedName("io.claimstream.feedback.export.LogSections")
            .and()
            .doNotHaveFullyQualifiedName("io.claimstream.launcher.privacy.SubjectCount")
            .should()
            .dependOnClassesThat()
            .haveNameMatching("io\\.claimstream\\.event\\.(ProtectedAttributes|ClaimProtected)(\\$.*)?")
            .because("claim-ingest puts age and gender aside; after it only what is told beside a model reads them:"
                    + " its report, to measure fairness, also of live scores, and from files the proxies among its features;"
                    + " and the export of what is held on one person, who has a right to it");

    @ArchTest
    static final ArchRule nativeCodeStaysInModel = classes()
            .that()
            .resideInAPackage("ml.dmlc.xgboost4j..")
            .should()
            .onlyBeAccessed()
            .byAnyPackage("io.claimstream.model..", "ml.dmlc..")
            .because("native code can kill the process; model is the one place that verifies before it loads")
            .allowEmptyShould(true);

    private static ArchRule meetsOthersInTopics(int service) {
        String[] others = java.util.stream.IntStream.range(0, SERVICES.length)
                .filter(i -> i != service)
                .mapToObj(i -> SERVICES[i])
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(SERVICES[service])
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .because("services meet only in topics; move what both need to domain, model or platform")
                .allowEmptyShould(true);
    }
}
