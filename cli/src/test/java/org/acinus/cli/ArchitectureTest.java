package org.acinus.cli;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/// The module arrows, and which package may know which foreign library.
class ArchitectureTest {
    private static final JavaClasses ACINUS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("org.acinus");

    /// Rules pass on an empty import; this does not.
    @Test
    void theRulesSeeTheWholeProject() {
        assertThat(ACINUS.size()).isGreaterThan(150);
        Set<String> packages = ACINUS.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
        assertThat(packages)
                .contains(
                        "org.acinus.wsi",
                        "org.acinus.tiling",
                        "org.acinus.mil",
                        "org.acinus.pipeline",
                        "org.acinus.sql",
                        "org.acinus.cli");
    }

    @Test
    void modulesDependOneWay() {
        Architectures.layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("wsi-reader")
                .definedBy("org.acinus.wsi..", "org.acinus.draft..")
                .layer("tiler")
                .definedBy(
                        "org.acinus.tiling..",
                        "org.acinus.tissue..",
                        "org.acinus.quality..",
                        "org.acinus.stain..",
                        "org.acinus.stream..")
                .layer("mil-model")
                .definedBy("org.acinus.mil..")
                .layer("gleason-grader")
                .definedBy(
                        "org.acinus.gleason..",
                        "org.acinus.outcome..",
                        "org.acinus.heatmap..",
                        "org.acinus.export..",
                        "org.acinus.intake..",
                        "org.acinus.pipeline..")
                .layer("sql")
                .definedBy("org.acinus.sql..")
                .layer("cli")
                .definedBy("org.acinus.cli..")
                .whereLayer("cli")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("sql")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("gleason-grader")
                .mayOnlyBeAccessedByLayers("sql", "cli")
                .whereLayer("mil-model")
                .mayOnlyBeAccessedByLayers("gleason-grader", "sql", "cli")
                .whereLayer("tiler")
                .mayOnlyBeAccessedByLayers("mil-model", "gleason-grader", "sql", "cli")
                .check(ACINUS);
    }

    /// Who reads `sql` meets its rooms in this order.
    @Test
    void roomsOfTheDatabaseDependOneWay() {
        Architectures.layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("connection")
                .definedBy("org.acinus.sql.connection")
                .layer("server")
                .definedBy("org.acinus.sql.server")
                .layer("schema")
                .definedBy("org.acinus.sql.schema")
                .layer("database")
                .definedBy("org.acinus.sql.database")
                .layer("results")
                .definedBy("org.acinus.sql.results")
                .layer("queue")
                .definedBy("org.acinus.sql.queue")
                .layer("desks")
                .definedBy("org.acinus.sql.audit", "org.acinus.sql.retention", "org.acinus.sql.check")
                .layer("ledger")
                .definedBy("org.acinus.sql")
                .layer("bench")
                .definedBy("org.acinus.sql.bench")
                .layer("cli")
                .definedBy("org.acinus.cli..")
                .whereLayer("bench")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("ledger")
                .mayOnlyBeAccessedByLayers("bench", "cli")
                .whereLayer("desks")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("queue")
                .mayOnlyBeAccessedByLayers("ledger", "cli")
                .whereLayer("results")
                .mayOnlyBeAccessedByLayers("ledger", "bench")
                .whereLayer("database")
                .mayOnlyBeAccessedByLayers("queue", "desks", "ledger", "bench", "cli")
                .whereLayer("schema")
                .mayOnlyBeAccessedByLayers("database", "desks")
                .whereLayer("server")
                .mayOnlyBeAccessedByLayers("database")
                .whereLayer("connection")
                .mayOnlyBeAccessedByLayers(
                        "server", "schema", "database", "results", "queue", "desks", "ledger", "bench")
                .check(ACINUS);
    }

    /// What lies there, what makes a slide, whether it is whole, what is to be done.
    @Test
    void roomsOfTheDropFolderDependOneWay() {
        Architectures.layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("folder")
                .definedBy("org.acinus.intake.folder")
                .layer("companion")
                .definedBy("org.acinus.intake.companion")
                .layer("gate")
                .definedBy("org.acinus.intake.gate")
                .layer("intake")
                .definedBy("org.acinus.intake")
                .layer("cli")
                .definedBy("org.acinus.cli..")
                .whereLayer("intake")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("gate")
                .mayOnlyBeAccessedByLayers("intake", "cli")
                .whereLayer("companion")
                .mayOnlyBeAccessedByLayers("gate", "intake")
                .whereLayer("folder")
                .mayOnlyBeAccessedByLayers("companion", "gate", "intake", "cli")
                .check(ACINUS);
    }

    /// The ports know nothing of how a slide is taken through.
    @Test
    void roomsOfThePipelineDependOneWay() {
        Architectures.layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("ports")
                .definedBy("org.acinus.pipeline")
                .layer("model")
                .definedBy("org.acinus.pipeline.model")
                .layer("explain")
                .definedBy("org.acinus.pipeline.explain")
                .layer("stage")
                .definedBy("org.acinus.pipeline.stage")
                .layer("sql")
                .definedBy("org.acinus.sql..")
                .layer("cli")
                .definedBy("org.acinus.cli..")
                .whereLayer("stage")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("explain")
                .mayOnlyBeAccessedByLayers("stage", "cli")
                .whereLayer("model")
                .mayOnlyBeAccessedByLayers("explain", "stage", "cli")
                .check(ACINUS);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("org.acinus.(**)").should().beFreeOfCycles().check(ACINUS);
    }

    private static void onlyIn(String[] homes, String... foreign) {
        noClasses()
                .that(resideInAPackage("org.acinus..").and(not(resideInAnyPackage(homes))))
                .should()
                .dependOnClassesThat(resideInAnyPackage(foreign))
                .because("only " + Arrays.toString(homes) + " may know " + Arrays.toString(foreign))
                .check(ACINUS);
    }

    private static String[] homes(String... packages) {
        return packages;
    }

    @Test
    void foreignLibrariesStayInTheirRooms() {
        onlyIn(homes("org.acinus.wsi.bioformats.."), "loci..");
        onlyIn(homes("org.acinus.tissue..", "org.acinus.quality.."), "org.bytedeco..");
        onlyIn(homes("org.acinus.mil.djl.."), "ai.djl..", "ai.onnxruntime..");
        onlyIn(homes("org.acinus.mil.pack.."), "ai.onnx.proto..", "org.tribuo..", "net.razorvine..");
        onlyIn(homes("org.acinus.mil.pack..", "org.acinus.mil.features.."), "io.jhdf..");
        onlyIn(homes("org.acinus.mil.features.."), "org.apache.arrow..");
        onlyIn(
                homes("org.acinus.sql.."),
                "java.sql..",
                "javax.sql..",
                "org.postgresql..",
                "com.zaxxer..",
                "org.flywaydb..",
                "de.bytefish..",
                "io.zonky..");
        onlyIn(homes("org.acinus.cli.."), "picocli..");
        onlyIn(homes("org.acinus.cli.watch.."), "io.prometheus..");
    }

    @Test
    void nativeLibrariesAreBoundInNativePackagesOnly() {
        noClasses()
                .that(resideInAPackage("org.acinus..")
                        .and(not(resideInAnyPackage(
                                "org.acinus.wsi.openslide..", "org.acinus.wsi.jpeg..", "org.acinus.mil.cuda.."))))
                .should()
                .dependOnClassesThat(type(Linker.class).or(type(SymbolLookup.class)))
                .check(ACINUS);
    }

    @Test
    void onlyTheCommandLineWritesToTheStandardStreams() {
        noClasses()
                .that(resideInAPackage("org.acinus..").and(not(resideInAPackage("org.acinus.cli.."))))
                .should(ACCESS_STANDARD_STREAMS)
                .check(ACINUS);
    }

    @Test
    void nobodyUsesJavaUtilLogging() {
        noClasses().that(alwaysTrue()).should(USE_JAVA_UTIL_LOGGING).check(ACINUS);
    }

    @Test
    void everyPackageSaysWhatItIsForAndIsNullMarked() {
        Set<String> described = ACINUS.stream()
                .filter(type -> type.getSimpleName().equals("package-info"))
                .filter(type -> type.isAnnotatedWith(NullMarked.class))
                .map(JavaClass::getPackageName)
                .collect(Collectors.toSet());
        assertThat(ACINUS.stream().map(JavaClass::getPackageName).collect(Collectors.toSet()))
                .isEqualTo(described);
    }

    @Test
    void noRoomIsACatchAll() {
        classes()
                .should()
                .resideOutsideOfPackages("..util..", "..common..", "..helper..", "..manager..", "..impl..")
                .check(ACINUS);
    }
}
