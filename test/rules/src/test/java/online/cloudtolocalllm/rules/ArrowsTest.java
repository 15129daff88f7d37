package online.cloudtolocalllm.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may know whom: the drawing in the architecture notes, as rules. */
class ArrowsTest {

    /** Each module with all modules that it may use. A new module is added here, or the build fails. */
    private static final Map<String, Set<String>> ARROWS = new TreeMap<>(Map.ofEntries(
            Map.entry("protocol", Set.of()),
            Map.entry("config", Set.of("protocol")),
            Map.entry("bus", Set.of()),
            Map.entry("secrets", Set.of("bus", "config", "protocol")),
            Map.entry("broker", Set.of("config", "protocol")),
            Map.entry("tray", Set.of("bus", "protocol")),
            Map.entry("autostart", Set.of("protocol")),
            Map.entry("client", Set.of("protocol")),
            Map.entry("window", Set.of("bus", "client", "protocol")),
            Map.entry("settings", Set.of("client", "config", "protocol", "window")),
            Map.entry("chat", Set.of("client", "protocol", "window")),
            Map.entry("daemon", Set.of("autostart", "broker", "bus", "config", "protocol", "secrets", "tray")),
            Map.entry("cli", Set.of("autostart", "client", "config", "protocol", "secrets")),
            Map.entry("demo", Set.of("protocol")),
            Map.entry("testkit", Set.of("protocol")),
            Map.entry("windowkit", Set.of("client", "protocol", "testkit", "window"))));

    private static final List<String> LIBRARIES =
            List.of("protocol", "config", "bus", "secrets", "broker", "tray", "autostart", "client", "window");

    @Test
    void everyModuleHasItsArrows() throws IOException {
        Set<String> found = new TreeSet<>(Set.of("testkit", "windowkit"));
        for (String part : List.of("lib", "apps")) {
            SourceTree.modules(part)
                    .forEach(module -> found.add(module.getFileName().toString()));
        }
        assertThat(ARROWS.keySet()).isEqualTo(found);
        assertThat(Product.CLASSES).isNotEmpty();
    }

    static Stream<String> modules() {
        return ARROWS.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void usesOnlyTheModulesThatItMayUse(String module) {
        String[] others = ARROWS.keySet().stream()
                .filter(other -> !other.equals(module) && !ARROWS.get(module).contains(other))
                .map(Product::packages)
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(Product.packages(module))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .because("arrows go from apps to libraries and never between two apps: between processes only messages"
                        + " pass, so that one can crash, be replaced or be left out without the others")
                .check(Product.CLASSES);
    }

    @Test
    void librariesDrawNothing() {
        noClasses()
                .that()
                .resideInAnyPackage(packages(LIBRARIES))
                .and()
                .resideOutsideOfPackages(Product.PREFIX + "tray.awt..", Product.PREFIX + "window..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.awt..", "javax.swing..", "javafx..", "com.sun.javafx..")
                .because("they run in processes without a display, and a toolkit costs memory and start-up time")
                .check(Product.CLASSES);
    }

    @Test
    void whatIsNoDrawingInAWindowCanBeTestedWithoutOne() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        Product.PREFIX + "window.start..",
                        Product.PREFIX + "window.words..",
                        Product.PREFIX + "settings.model..",
                        Product.PREFIX + "chat.model..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.awt..", "javax.swing..", "javafx..", "com.sun.javafx..", "atlantafx..")
                .because("what a window says and does is decided in classes that need no toolkit, and tested there")
                .check(Product.CLASSES);
    }

    @Test
    void librariesDoNotListen() {
        noClasses()
                .that()
                .resideInAnyPackage(packages(LIBRARIES))
                .and()
                // At it a second start of a window asks the first one to show itself, with the daemon or without.
                .doNotHaveFullyQualifiedName(Product.PREFIX + "window.start.Doorbell")
                .should()
                .dependOnClassesThat(listensForConnections())
                .because("listening, and with it who may connect, is the daemon's alone")
                .check(Product.CLASSES);
    }

    private static DescribedPredicate<JavaClass> listensForConnections() {
        return DescribedPredicate.describe(
                "listen for connections",
                type -> type.getSimpleName().endsWith("ServerSocket")
                        || type.getSimpleName().endsWith("ServerSocketChannel")
                        || type.getSimpleName().equals("ServerBootstrap")
                        || type.getPackageName().startsWith("com.sun.net.httpserver"));
    }

    @Test
    void theClientCanBeEmbeddedAnywhere() {
        onlyOn("client", "java..", Product.packages("client"), Product.packages("protocol"), "org.jspecify..")
                .because("any program on a Java machine can embed it without taking a framework on board")
                .check(Product.CLASSES);
    }

    @Test
    void theProtocolNeedsNothingButAJsonParser() {
        onlyOn(
                        "protocol",
                        "java..",
                        "javax.crypto..",
                        Product.packages("protocol"),
                        "com.fasterxml.jackson.core..",
                        "org.jspecify..")
                .because("every process carries it")
                .check(Product.CLASSES);
    }

    private static ArchRule onlyOn(String module, String... packages) {
        return classes()
                .that()
                .resideInAPackage(Product.packages(module))
                .should()
                .onlyDependOnClassesThat(DescribedPredicate.describe(
                        "are of " + List.of(packages),
                        type -> type.getBaseComponentType().isPrimitive()
                                || JavaClass.Predicates.resideInAnyPackage(packages)
                                        .test(type.getBaseComponentType())));
    }

    @Test
    void shortProcessesAreFreeOfNetty() {
        noClasses()
                .that()
                .resideInAnyPackage(packages(List.of(
                        "cli",
                        "client",
                        "demo",
                        "protocol",
                        "secrets",
                        "bus",
                        "tray",
                        "autostart",
                        "window",
                        "settings",
                        "chat")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty..")
                .because(
                        "Netty is for the daemon's data path; elsewhere blocking code on virtual threads is simpler and"
                                + " starts faster")
                .check(Product.CLASSES);
    }

    @Test
    void decisionsAreFreeOfNetty() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        Product.PREFIX + "broker.route..",
                        Product.PREFIX + "config..",
                        Product.PREFIX + "daemon.process..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty..")
                .because("what is decided there is tested as a table, without a socket")
                .check(Product.CLASSES);
    }

    @Test
    void pipelinesAreBuiltAtTheEdgesOnly() {
        noClasses()
                .that()
                .resideInAPackage(Product.PREFIX + "(**)")
                .and()
                .resideOutsideOfPackages(
                        Product.PREFIX + "broker.upstream..",
                        Product.PREFIX + "daemon.gateway..",
                        Product.PREFIX + "daemon.ipc..")
                .should()
                .dependOnClassesThat()
                .haveNameMatching(
                        "io\\.netty\\.(channel\\.(Channel(Handler|Pipeline|Initializer|Inbound|Outbound|Duplex).*"
                            + "|SimpleChannel.*)|bootstrap\\..*|handler\\.(ssl|timeout|codec\\.[A-Z]|codec\\.http\\.Http.*(Codec"
                            + "|Coder|Decoder|Encoder|Aggregator)).*)")
                .because("everywhere else only buffers, headers and event loops pass, so the broker can be driven by"
                        + " something that is no socket")
                .check(Product.CLASSES);
    }

    private static String[] packages(List<String> modules) {
        return modules.stream().map(Product::packages).toArray(String[]::new);
    }
}
