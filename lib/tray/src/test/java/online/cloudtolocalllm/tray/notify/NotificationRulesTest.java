package online.cloudtolocalllm.tray.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import online.cloudtolocalllm.tray.Notice;
import online.cloudtolocalllm.tray.TrayCommand;
import online.cloudtolocalllm.tray.TrayIcon;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotificationRulesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // What is lost, and who takes over.
                "0 a=up b=up; 20 a=down                          | 22 a is down; b took over",
                "0 a=up b=up; 20 b=down                          | 22 b is down",
                "0 a=up; 20 a=down                               | 22 No connection can serve",
                "0 a=up b=up; 20 a=down; 21 b=down               | 22 No connection can serve",
                "0 a=up b=up c=up; 20 a=down b=down              | 22 a and b are down",
                "0 a=up b=up c=up d=up; 20 a=down b=down c=down  | 22 3 connections are down",
                "0 a=up b=up c=up; 20 a=down; 21 b=sign-in       | 22 2 connections changed",
                "0 a=up b=up; 20 a=down; 40 b=down               | 22 a is down; b took over, 42 No connection can"
                        + " serve",
                // Tokens.
                "0 a=up b=up; 20 a=sign-in                       | 22 a needs a sign-in; b took over",
                "0 a=up b=up; 20 b=sign-in                       | 22 b needs a sign-in",
                "0 a=up b=up; 20 b=sign-in; 40 b=down            | 22 b needs a sign-in, 42 b is down",
                // Back again.
                "0 a=up b=up; 20 a=down; 60 a=up                 | 22 a is down; b took over, 62 a is up again",
                "0 a=up; 20 a=down; 60 a=connecting; 61 a=up     | 22 No connection can serve, 63 a is up again",
                "0 a=up b=up c=up; 20 a=down b=down; 60 a=up b=up| 22 a and b are down, 62 a and b are up again",
                "0 a=up b=up; 20 b=sign-in; 60 b=unknown; 61 b=up| 22 b needs a sign-in, 63 b is up again",
                // What is over at once, and what is no news.
                "0 a=up b=up; 20 a=down; 21 a=up                 | ''",
                "0 a=up b=up; 20 a=slow; 30 a=up; 40 a=slow      | ''",
                "0 a=up b=up; 20 a=limited; 80 a=up              | ''",
                "0 a=up b=up; 20 a=limited a>b; 30 a>b           | ''",
                "0 a=up; 20 a=limited; 80 a=up                   | ''",
                "0 a=up b=up; 20 a=down; 40 a=connecting; 50 a=down | 22 a is down; b took over",
                // The start.
                "0 a=unknown b=up; 3 a=down                      | ''",
                "0 a=unknown; 1 a=down; 5 a=up                   | ''",
                "0 a=unknown; 1 a=down                           | 10 No connection can serve",
                "0 a=unknown                                     | 10 No connection can serve",
                "0 a=sign-in                                     | 10 No connection can serve",
                "0 a=limited                                     | ''",
                "0 a=paused_                                     | ''",
                "0 a=unknown; 30 a=up                            | 10 No connection can serve, 32 a is up again",
                "0 a=unknown b=up; 1 a=down; 30 a=up             | 32 a is up again",
                "0 a=up b=up; 3 a>b                              | ''",
                // What its owner did.
                "0 a=up; 20 a=paused                             | ''",
                "0 a=up b=up; 20 a=paused b=paused               | ''",
                "0 a=up b=up; 20 b=paused; 30 b=down; 40 b=paused; 50 b=resumed | ''",
                "0 a=up b=up; 20 b=gone                          | ''",
                "0 a=up; 20 b=down                               | ''",
                "0 a=up b=up; 20 b=moved; 25 b=down              | ''",
                // Who serves instead.
                "0 a=up b=up; 20 a>b                             | 25 b took over from a",
                "0 a=up b=up; 20 a>b; 21 a>b; 30 a>b; 90 a>b     | 25 b took over from a",
                "0 a=up b=up; 20 a>b; 21 a=down                  | 23 a is down; b took over",
                "0 a=up b=up; 20 a>b; 28 a=down                  | 25 b took over from a",
                "0 a=up b=up; 20 a>b; 28 a=down; 60 a=up         | 25 b took over from a, 62 a is up again",
                "0 a=up b=up; 20 a>b; 28 a=down b=down           | 25 b took over from a, 30 No connection can serve",
                "0 a=up b=up; 20 a>b; 300 a=down                 | 25 b took over from a, 302 a is down; b took over",
                "0 a=up b=up c=up; 20 a>b; 40 a>c; 60 a>b        | 25 b took over from a",
                "0 a=up b=up; 20 a>b; 1000 a>b                   | '25 b took over from a, 1005 b took over from a'",
                "0 a=up b=up; 20 a=down; 30 a>b; 40 a>b          | 22 a is down; b took over",
                "0 a=up b=up; 20 nobody>b                        | ''",
                // Coming and going.
                "0 a=up b=up; 20 a=down; 40 a=up; 60 a=down; 80 a=up; 100 a=down"
                        + "| 22 a is down; b took over, 42 a is up again, 160 a is down",
                "0 a=up b=up; 20 a=down; 40 a=up; 60 a=down; 80 a=up"
                        + "| 22 a is down; b took over, 42 a is up again, 140 a is steady again",
                "0 a=up b=up; 20 a=down; 21 a=up; 22 a=down; 23 a=up | 83 a is steady again",
                "0 a=up; 20 a=down; 40 a=up; 60 a=down           | 22 No connection can serve, 42 a is up again, 120"
                        + " No connection can serve",
                "0 a=up b=up; 20 a=down; 200 a=up; 400 a=down"
                        + "| 22 a is down; b took over, 202 a is up again, 402 a is down; b took over",
            })
    void tells(String script, String expected) {
        Story story = Story.of(script.replace("a=paused_", "a=down a=paused"));
        List<String> titles = expected.isEmpty() ? List.of() : Arrays.asList(expected.split(", "));

        assertThat(story.titles()).isEqualTo(titles);
    }

    @Test
    void aConnectionThatComesAndGoesForHoursIsQuiet() {
        String script = IntStream.range(0, 1_000)
                .mapToObj(i -> (20 + 10 * i) + (i % 2 == 0 ? " a=down" : " a=up"))
                .collect(Collectors.joining("; ", "0 a=up b=up; ", ""));

        assertThat(Story.of(script).titles())
                .containsExactly("22 a is down; b took over", "32 a is up again", "10070 a is steady again");
    }

    @Test
    void aSignInThatIsNeededInTheEndSaysWhatToDo() {
        Notice notice = Story.of("0 a=up b=up; 20 b=down; 21 b=up; 22 b=down; 23 b=sign-in")
                .notices()
                .getLast();

        assertThat(notice.title()).isEqualTo("b needs a sign-in");
        assertThat(notice.text()).startsWith("It came and went meanwhile. ").endsWith("Set its token in the settings.");
        assertThat(notice.choices()).extracting(Notice.Choice::label).containsExactly("Set token", "Pause");
    }

    @Test
    void whatIsSaidOfALossNamesReasonAndSuccessor() {
        Notice notice = Story.of("0 gpu_box=up b=up; 20 gpu_box=down").only();
        Notice quiet = Story.of("0 a=up b=up; 20 b=down").only();
        assertThat(quiet.urgency()).isEqualTo(Notice.Urgency.LOW);
        assertThat(quiet.picture()).isEqualTo(TrayIcon.DEGRADED);

        assertThat(notice.subject()).isEqualTo("connections");
        assertThat(notice.urgency()).isEqualTo(Notice.Urgency.NORMAL);
        assertThat(notice.text())
                .isEqualTo("Reason: no route to gpu_box.lan. Requests go to b until gpu_box answers again.");
        assertThat(notice.click()).contains(new TrayCommand.OpenSettings("status"));
        assertThat(notice.choices()).extracting(Notice.Choice::label).containsExactly("Test", "Pause");
    }

    @Test
    void whatIsSaidOfARefusedTokenSaysWhatToDo() {
        Notice notice = Story.of("0 a=up b=up; 20 b=sign-in").only();

        assertThat(notice.text()).isEqualTo("Reason: the token was refused (401). Set its token in the settings.");
        assertThat(notice.choices())
                .contains(new Notice.Choice("Set token", new TrayCommand.OpenSettings("connections")));
    }

    @Test
    void whenNobodyServesOllamaCanBeStarted() {
        Story story = new Story(true);
        story.play("0 local_ollama=up b=up; 20 local_ollama=down b=sign-in; 30");
        Notice notice = story.only();

        assertThat(notice.urgency()).isEqualTo(Notice.Urgency.CRITICAL);
        assertThat(notice.subject()).isEqualTo("connections");
        assertThat(notice.text())
                .isEqualTo("b needs a sign-in: the token was refused (401). local_ollama is down: no route to"
                        + " local_ollama.lan. Start Ollama, or open the settings.");
        assertThat(notice.choices())
                .extracting(Notice.Choice::command)
                .first()
                .isEqualTo(new TrayCommand.StartOllama());
    }

    @Test
    void whatHoldsNoLongerIsReplaced() {
        assertThat(Story.of("0 a=up b=up; 20 a=down; 40 b=down; 60 a=up").notices())
                .extracting(Notice::subject)
                .containsOnly("connections")
                .hasSize(3);
    }

    @Test
    void aTokenThatIsMissingIsNotForgottenBehindOtherNews() {
        assertThat(Story.of("0 a=up b=up c=up; 20 b=sign-in; 40 a=down; 60 a=up; 80 b=up")
                        .notices())
                .extracting(Notice::subject)
                .containsExactly("token of b", "connections", "connections", "token of b");
    }

    @Test
    void whatAServerSaysStaysOnALine() {
        Story story = new Story(false).because("a\nb\u0000\u202Ec\t\u2028 " + "x".repeat(10_000));
        Notice notice = story.play("0 a=up b=up; 20 a=down; 30").only();

        assertThat(notice.text())
                .startsWith("Reason: a b c xxx")
                .contains("x…. Requests")
                .hasSizeLessThan(250);
    }

    @Test
    void ofManyConnectionsThreeAreNamed() {
        assertThat(Story.of("0 z=up a=up b=up c=up d=up; 20 a=down b=down c=down d=down")
                        .only()
                        .text())
                .isEqualTo("a is down: no route to a.lan. b is down: no route to b.lan. c is down: no route to c.lan."
                        + " And 1 more. Requests go to z.");
    }

    @Provide
    Arbitrary<String> stories() {
        Arbitrary<String> happening = Arbitraries.of(
                "a=up",
                "a=down",
                "a=limited",
                "a=sign-in",
                "a=connecting",
                "a=unknown",
                "b=up",
                "b=down",
                "b=slow",
                "b=sign-in",
                "a>b",
                "b>a",
                "a=gone",
                "b=moved");
        Arbitrary<Integer> pause = Arbitraries.of(0, 1, 2, 3, 5, 10, 30, 61, 130);
        return net.jqwik.api.Combinators.combine(happening, pause)
                .as((what, after) -> after + " " + what)
                .list()
                .ofMaxSize(60)
                .map(NotificationRulesTest::inOrder);
    }

    private static String inOrder(List<String> scenes) {
        StringBuilder script = new StringBuilder("0 a=up b=up");
        long second = 0;
        for (String scene : scenes) {
            second += Long.parseLong(scene.substring(0, scene.indexOf(' ')));
            script.append("; ").append(second).append(scene.substring(scene.indexOf(' ')));
        }
        return script.toString();
    }

    /** However it goes, a minute has few notices, looking again comes to an end, and the last words are true. */
    @Property(tries = 300)
    void neverChatters(@ForAll("stories") String script) {
        Story story = Story.of(script);
        long scenes = script.chars().filter(c -> c == ';').count() + 1;

        assertThat(story.told().size()).as(script).isLessThanOrEqualTo((int) scenes + 1);
        assertThat(story.looks()).as(script).isLessThan(20 + 6 * (int) scenes);
        assertThat(story.notices()).allSatisfy(notice -> {
            assertThat(notice.title()).isNotBlank().doesNotContain("\n").hasSizeLessThan(160);
            assertThat(notice.text()).doesNotContain("  ").doesNotContain("..").endsWith(".");
        });
    }
}
