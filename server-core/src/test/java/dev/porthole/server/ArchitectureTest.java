package dev.porthole.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom. Arrows only point downwards. */
@AnalyzeClasses(packages = "dev.porthole", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule THE_SERVER_KNOWS_NO_WINDOW =
            noClasses().should().dependOnClassesThat()
            .resideInAnyPackage("javafx..", "java.awt..", "javax.swing..");

    @ArchTest
    static final ArchRule EVENTS_KNOW_NOTHING_OF_THE_SERVER = noClasses()
            .that().resideInAPackage("dev.porthole.server.event..")
            .should().dependOnClassesThat()
            .resideInAnyPackage("io.netty..", "..http..", "..files..", "..transport..");

    @ArchTest
    static final ArchRule FILES_KNOW_NOTHING_OF_HTTP_OR_NETTY = noClasses()
            .that().resideInAPackage("dev.porthole.server.files..")
            .should().dependOnClassesThat().resideInAnyPackage("io.netty..", "..http..");

    @ArchTest
    static final ArchRule ROOMS_DO_NOT_LOOK_UP_TO_THE_PUBLIC_FACE = noClasses()
            .that().resideInAnyPackage("dev.porthole.server.*..")
            .should().dependOnClassesThat().resideInAPackage("dev.porthole.server");

    @ArchTest
    static final ArchRule ROOMS_FORM_NO_CYCLES =
            slices().matching("dev.porthole.server.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule EXPERIMENTS_FORM_NO_CYCLES =
            slices().matching("dev.porthole.lab.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule THE_SERVER_KNOWS_NO_LAB = noClasses()
            .that().resideInAPackage("dev.porthole.server..")
            .should().dependOnClassesThat().resideInAPackage("dev.porthole.lab..");

    @ArchTest
    static final ArchRule NO_CODEC_BUT_OUR_OWN = noClasses()
            .that().resideOutsideOfPackages("..server.tls..", "..server.http2..", "..server.transport..",
                    "..server.http..")
            .should().dependOnClassesThat().resideInAPackage("io.netty.handler..");
}
