package online.cloudtolocalllm.e2e;

import atlantafx.base.theme.PrimerLight;
import java.lang.management.ManagementFactory;
import java.util.Objects;
import java.util.stream.IntStream;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.ScrollPane;
import javafx.stage.Stage;
import javafx.util.Duration;
import online.cloudtolocalllm.chat.view.markdown.MarkdownView;
import online.cloudtolocalllm.window.Parts;

/**
 * Measures an answer of as many tokens as its first argument says, 100 a second, drawn ten times a second and followed to its end: the
 * share of one core from its start to its end, and the live heap at a fifth of it and at its end. Its second argument is what it is made
 * of: {@code mixed}, {@code code}, {@code paragraph} or {@code list}. Prints one line and ends. {@code bench/markdown-stream} starts it.
 */
public final class MarkdownStream {

    private MarkdownStream() {}

    /** Measures. */
    public static void main(String[] arguments) {
        Application.launch(Window.class, arguments);
    }

    /** Where it is drawn. */
    public static final class Window extends Application {

        private static final int EACH = 10;
        private static final String MIXED = """
            ## Part %1$d

            A receiver tells how much room it has left in **every** acknowledgement: the `receive window` of %1$d bytes.

            1. The buffer fills, as [told](https://x.example/%1$d).
            2. The window shrinks to $w_{%1$d}$.

            | Field | Bits |
            |---|--:|
            | Window | %1$d |

            ```java
            if (queue.size() < %1$d && !"paused".equals(state)) {
                channel.read(); // there is room
            }
            ```

            """;

        private String text = "";
        private int tokens;
        private long began;
        private long early;

        @Override
        public void start(Stage stage) {
            Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheetBSS());
            int most = Integer.parseInt(getParameters().getRaw().getFirst());
            String made = made(getParameters().getRaw().get(1));
            MarkdownView view = new MarkdownView(address -> {});
            ScrollPane scroll = Parts.scrolling(view);
            Scene scene = new Scene(scroll, 800, 800);
            scene.getStylesheets()
                    .add(Objects.requireNonNull(Parts.class.getResource("window.css"))
                            .toExternalForm());
            stage.setScene(scene);
            stage.show();
            view.heightProperty().addListener(changed -> scroll.setVvalue(1));
            began = cpu();
            Timeline stream = new Timeline(new KeyFrame(Duration.millis(1000.0 / EACH), tick -> {
                tokens += 100 / EACH;
                // Four characters are about a token.
                text = made.substring(0, Math.min(made.length(), tokens * 4));
                view.show(text);
                if (tokens == most / 5) {
                    early = heap();
                } else if (tokens >= most) {
                    told(most);
                }
            }));
            stream.setCycleCount(most * EACH / 100);
            stream.play();
        }

        private void told(int most) {
            double share = (cpu() - began) / 1e9 / (most / 100.0);
            System.out.printf(
                    "%s: %d tokens: %.0f %% of a core; live heap %d KiB at %d tokens, %d KiB at the end%n",
                    getParameters().getRaw().get(1), most, share * 100, early / 1024, most / 5, heap() / 1024);
            Platform.exit();
        }

        private static String made(String of) {
            return switch (of) {
                case "code" -> "```java\n" + repeated("if (queue.size() < %d) { read(\"x\"); } // room\n");
                case "paragraph" -> repeated("The window of %d bytes shrinks until it is **very** small. ");
                case "list" -> repeated("- The window of %d bytes shrinks until it is `small`.\n");
                default -> repeated(MIXED);
            };
        }

        private static String repeated(String format) {
            StringBuilder made = new StringBuilder();
            IntStream.iterate(1, i -> made.length() < 100_000, i -> i + 1)
                    .forEach(i -> made.append(format.formatted(i)));
            return made.toString();
        }

        private static long cpu() {
            return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                    .getProcessCpuTime();
        }

        private static long heap() {
            System.gc();
            return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        }
    }
}
