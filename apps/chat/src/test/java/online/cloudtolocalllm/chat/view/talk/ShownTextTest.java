package online.cloudtolocalllm.chat.view.talk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShownTextTest {

    @Test
    void anHonestTextStaysAsItIs() {
        String text = "Two lines,\n\ta tab, 漢字, 👩‍💻 and é.";
        assertThat(ShownText.of(text)).isEqualTo(text);
    }

    @Test
    void whatTurnsTheWritingIsLeftOut() {
        assertThat(ShownText.of("a\u202eb\u2066c\u0007d\ud800e")).isEqualTo("abcde");
    }

    @Test
    void aLongTextIsCutAndSaysSo() {
        assertThat(ShownText.of("x".repeat(20_000))).hasSize(20_000);
        assertThat(ShownText.of("x".repeat(20_001))).endsWith("…\n(1 characters more; copying takes all of them)");
        assertThat(ShownText.of("x\n".repeat(5_000)).lines().count()).isLessThan(405);
    }
}
