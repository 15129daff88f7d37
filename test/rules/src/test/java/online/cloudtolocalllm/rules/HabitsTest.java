package online.cloudtolocalllm.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** What no class does, with the reason, and the few that do, with theirs. */
class HabitsTest {

    private static final String DAEMON_PROGRAM = Product.PREFIX + "daemon.DaemonProgram";

    /** Each class that may sleep, and why. */
    private static final Map<String, String> SLEEPERS = Map.of(
            Product.PREFIX + "cli.run.Surroundings", "gives commands their one way to wait, which tests replace",
            Product.PREFIX + "demo.answer.Pace", "is the speed of the demo's answers, which tests replace",
            Product.PREFIX + "protocol.files.SingleInstance",
                    "looks at a lock that another process has for a moment; to wait for one knows no time limit",
            Product.PREFIX + "window.start.OnlyOne", "looks at the lock of a window that is on its way up",
            Product.PREFIX + "client.DaemonStarter",
                    "looks at files of another process, which announces them to nobody");

    private static void check(ArchRule rule) {
        rule.check(Product.CLASSES);
    }

    @Test
    void onlyMainEndsTheProcess() {
        check(noClasses()
                .that()
                .doNotHaveSimpleName("Main")
                .should()
                .accessTargetWhere(uses(System.class, "exit"))
                .orShould()
                .accessTargetWhere(uses(Runtime.class, "exit"))
                .because("a part that ends the process cannot be tested and takes other people's requests with it"));
        check(noClasses()
                .that(outermostIsNot(Set.of(DAEMON_PROGRAM)))
                .should()
                .accessTargetWhere(uses(Runtime.class, "halt"))
                .because("only the daemon has a reason: it answers a signal with exit code 0 instead of 143"));
    }

    @Test
    void nobodySleeps() {
        check(noClasses()
                .that(outermostIsNot(SLEEPERS.keySet()))
                .should()
                .accessTargetWhere(uses(Thread.class, "sleep"))
                .because("events are awaited and time passes through TimeSource; whoever must sleep is listed here with"
                        + " a reason"));
        assertThat(SLEEPERS.keySet())
                .as("the list names nobody who does not sleep")
                .allMatch(name -> Product.CLASSES.stream()
                        .filter(type -> outermost(type).equals(name))
                        .flatMap(type -> type.getAccessesFromSelf().stream())
                        .anyMatch(uses(Thread.class, "sleep")));
    }

    @Test
    void thePlatformsHttpClientAndLoggingAreNotUsed() {
        check(noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.net.http..")
                .because("it ends a cut stream as if it were complete, repeats requests by itself and follows its own"
                        + " rules about headers"));
        check(noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.util.logging..")
                .because("there is one log, behind SLF4J in the daemon; all others speak to people"));
    }

    @Test
    void wordsForPeopleGoThroughTheirOneWay() {
        check(noClasses()
                .that()
                .doNotHaveSimpleName("Main")
                .should()
                .accessTargetWhere(uses(System.class, "out"))
                .orShould()
                .accessTargetWhere(uses(System.class, "err"))
                .orShould()
                .accessTargetWhere(uses(System.class, "in"))
                .because("Main hands the streams to the program, so that tests can read them"));
        check(noClasses()
                .should()
                .accessTargetWhere(DescribedPredicate.describe(
                        "printStackTrace()",
                        access -> access.getName().equals("printStackTrace")
                                && access.getDescription().contains("printStackTrace()")))
                .because("a stack trace is no message: it goes to the log, or to a stream that was asked for"));
    }

    @Test
    void nothingIsInjectedOrShared() {
        check(NO_CLASSES_SHOULD_USE_FIELD_INJECTION.because("everything is given to a constructor, in one place"));
        check(fields().that()
                .areStatic()
                .should()
                .beFinal()
                .because("state that everybody shares cannot be tested twice in one process"));
        check(fields().that(DescribedPredicate.describe("are static and hold state", HabitsTest::holdsState))
                .should()
                .notBeStatic()
                .allowEmptyShould(true)
                .because("a constant whose content changes is state that everybody shares"));
    }

    private static boolean holdsState(JavaField field) {
        JavaClass type = field.getRawType();
        return field.getModifiers().contains(JavaModifier.STATIC)
                && (type.getPackageName().equals("java.util.concurrent.atomic")
                        || type.isAssignableTo(ConcurrentMap.class)
                        || type.isAssignableTo(Executor.class)
                        || type.isAssignableTo(ThreadLocal.class)
                        || type.isEquivalentTo(Random.class)
                        || type.isAssignableTo(Appendable.class)
                        || type.isAssignableTo("java.util.AbstractCollection")
                        || type.isAssignableTo("java.util.AbstractMap"));
    }

    @Test
    void namesSayTheThing() {
        check(classes()
                .should()
                .haveNameNotMatching(".*[.$](Abstract|Base)[A-Z][A-Za-z]*")
                .andShould()
                .haveNameNotMatching(".*(Manager|Helper|Utils?|Impl|Base|Data|Info)")
                .because("such a word says nothing about what the class is for"));
    }

    private static DescribedPredicate<JavaClass> outermostIsNot(Set<String> names) {
        return DescribedPredicate.describe("are none of " + names, type -> !names.contains(outermost(type)));
    }

    private static String outermost(JavaClass type) {
        return type.getName().replaceFirst("\\$.*", "");
    }

    private static DescribedPredicate<JavaAccess<?>> uses(Class<?> owner, String member) {
        return DescribedPredicate.describe(
                owner.getSimpleName() + "." + member,
                access -> access.getTargetOwner().isEquivalentTo(owner)
                        && access.getName().equals(member));
    }
}
