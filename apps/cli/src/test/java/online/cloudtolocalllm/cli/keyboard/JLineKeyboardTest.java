package online.cloudtolocalllm.cli.keyboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.testkit.Until;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The real editor on a terminal whose other end is the test. */
@Timeout(60)
class JLineKeyboardTest {

    private static final String UP = "\u001bOA";
    private static final String LEFT = "\u001bOD";

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

    @Test
    void linesAreEditedAndNothingInThemMeansAnything() throws Exception {
        PipedOutputStream keys = new PipedOutputStream();
        try (Keyboard keyboard = JLineKeyboard.over(new PipedInputStream(keys, 4_096), screen)) {
            type(keys, "helo" + LEFT + "l\r" + "say \"hi\\\r" + "!! {x} 'ü\r");
            assertThat(keyboard.line("> ")).isEqualTo(new Typed.Line("hello"));
            assertThat(keyboard.line("> ")).isEqualTo(new Typed.Line("say \"hi\\"));
            assertThat(keyboard.line(". ")).isEqualTo(new Typed.Line("!! {x} 'ü"));
            // The terminal is copied to the screen by a thread of its own.
            assertThat(Until.holds(Until.LIMIT, () -> shown("> ") && shown(". ")))
                    .as("%s", screen)
                    .isTrue();
        }
    }

    @Test
    void theArrowsBringBackWhatWasTyped() throws Exception {
        PipedOutputStream keys = new PipedOutputStream();
        try (Keyboard keyboard = JLineKeyboard.over(new PipedInputStream(keys, 4_096), screen)) {
            keyboard.recall(List.of("first", "second"));
            type(keys, UP + UP + "\r" + "typed\r" + UP + "\r");
            assertThat(keyboard.line("> ")).isEqualTo(new Typed.Line("first"));
            assertThat(keyboard.line("> ")).isEqualTo(new Typed.Line("typed"));
            assertThat(keyboard.line("> ")).isEqualTo(new Typed.Line("second"));
            keyboard.recall(List.of("third"));
            type(keys, "\u001b[A\r");
            assertThat(keyboard.line("> ")).isEqualTo(new Typed.Line("third"));
        }
    }

    @Test
    void pastedLinesAreOne() throws Exception {
        PipedOutputStream keys = new PipedOutputStream();
        try (Keyboard keyboard = JLineKeyboard.over(new PipedInputStream(keys, 4_096), screen)) {
            type(keys, "\u001b[200~one\ntwo\u001b[201~\r");
            assertThat(keyboard.line("> ")).isEqualTo(new Typed.Line("one\ntwo"));
        }
    }

    @Test
    void ctrlDEndsIt() throws Exception {
        PipedOutputStream keys = new PipedOutputStream();
        try (Keyboard keyboard = JLineKeyboard.over(new PipedInputStream(keys, 4_096), screen)) {
            Thread typing = Thread.ofPlatform().start(() -> pressOncePrompted(keys));
            assertThat(keyboard.line("> ")).isEqualTo(new Typed.End());
            typing.join();
        }
    }

    @Test
    void aKeyIsReadAloneAndClosingEndsTheWait() throws Exception {
        PipedOutputStream keys = new PipedOutputStream();
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        Keyboard keyboard = JLineKeyboard.over(new PipedInputStream(keys, 4_096), screen);
        Thread reading = Thread.ofPlatform().start(() -> {
            try {
                for (int key = keyboard.key(); key >= 0; key = keyboard.key()) {
                    first.countDown();
                }
            } catch (java.io.IOException e) {
                // The end of the terminal may be told either way.
                first.countDown();
            }
            ended.countDown();
        });
        type(keys, "q");
        assertThat(first.await(20, TimeUnit.SECONDS)).isTrue();
        keyboard.close();
        assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
        reading.join();
    }

    /** Before, the terminal itself would take it for the end of its input. */
    private void pressOncePrompted(PipedOutputStream keys) {
        try {
            assertThat(Until.holds(Until.LIMIT, () -> shown("> "))).isTrue();
            type(keys, "\u0004");
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private boolean shown(String text) {
        return screen.toString(StandardCharsets.UTF_8).contains(text);
    }

    private static void type(PipedOutputStream keys, String text) throws Exception {
        keys.write(text.getBytes(StandardCharsets.UTF_8));
        keys.flush();
    }
}
