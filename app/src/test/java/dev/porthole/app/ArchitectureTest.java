package dev.porthole.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.porthole.app", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule THE_WINDOW_KNOWS_NO_NETTY =
            noClasses().should().dependOnClassesThat().resideInAPackage("io.netty..");

    @ArchTest
    static final ArchRule VIEW_MODELS_KNOW_NO_CONTROLS =
            noClasses().that().haveSimpleNameEndingWith("ViewModel")
                    .should().dependOnClassesThat().resideInAPackage("javafx.scene..");

    @ArchTest
    static final ArchRule WORDS_AND_THE_PLATFORM_KNOW_NO_SCREENS =
            noClasses().that().resideInAnyPackage("dev.porthole.app.text..", "dev.porthole.app.platform..")
                    .should().dependOnClassesThat().resideInAnyPackage(
                            "dev.porthole.app.site..", "dev.porthole.app.requests..",
                            "dev.porthole.app.connections..", "dev.porthole.app.inspector..",
                            "dev.porthole.app.status..", "dev.porthole.app.preferences..",
                            "dev.porthole.app.view..");

    @ArchTest
    static final ArchRule SITES_KNOW_NO_TABLES =
            noClasses().that().resideInAPackage("dev.porthole.app.site..")
                    .should().dependOnClassesThat().resideInAnyPackage(
                            "dev.porthole.app.requests..", "dev.porthole.app.connections..",
                            "dev.porthole.app.inspector..", "dev.porthole.app.status..");
}
