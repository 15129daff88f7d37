package online.cloudtolocalllm.chat.view.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.theme.PrimerLight;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.application.Application;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.VBox;
import javafx.scene.robot.Robot;
import javafx.scene.text.Text;
import online.cloudtolocalllm.chat.view.WindowSheet;
import online.cloudtolocalllm.chat.view.style.StyleSheet;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.window.Parts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/** Markdown on JavaFX's headless platform. */
class MarkdownViewTest {

    private final FxRobot robot = new FxRobot();
    private final List<String> opened = new ArrayList<>();
    private MarkdownView view;

    @BeforeEach
    void open() throws Exception {
        FxToolkit.registerPrimaryStage();
        view = FxToolkit.setupFixture(() -> new MarkdownView(opened::add));
        FxToolkit.setupStage(stage -> {
            Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheetBSS());
            Scene scene = new Scene(new VBox(view), 600, 700);
            scene.getStylesheets().addAll(WindowSheet.url(), StyleSheet.of("markdown"));
            stage.setScene(scene);
        });
        FxToolkit.showStage();
    }

    @AfterEach
    void close() throws Exception {
        FxToolkit.cleanupStages();
    }

    private static boolean until(BooleanSupplier holds) throws Exception {
        return Until.holds(Until.LIMIT, holds);
    }

    private ScrollPane scrolled() throws Exception {
        return FxToolkit.setupFixture(() -> {
            ScrollPane scroll = Parts.scrolling(view);
            view.getScene().setRoot(scroll);
            return scroll;
        });
    }

    @Test
    void whatIsFarOutOfSightIsLetGoAndComesBack() throws Exception {
        ScrollPane scroll = scrolled();
        String text = IntStream.range(0, 400).mapToObj(i -> "number " + i).collect(Collectors.joining("\n\n"));
        show(text);
        assertThat(until(() -> !drawn().contains("number 399"))).isTrue();
        double high = view.getHeight();
        assertThat(drawn()).contains("number 0").hasSizeLessThan(200);
        robot.interact(() -> scroll.setVvalue(1));
        assertThat(until(() -> drawn().contains("number 399") && !drawn().contains("number 0")))
                .isTrue();
        assertThat(until(() -> view.getHeight() == high)).isTrue();
        robot.interact(() -> view.requestFocus());
        robot.push(KeyCode.SHORTCUT, KeyCode.A);
        robot.push(KeyCode.SHORTCUT, KeyCode.C);
        assertThat(clipboard()).as("all is there when all is copied").isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"- line %d\n", "%d. line %d\n", "    line %d\n"})
    void oneLongListOrCodeIsLetGoInParts(String line) throws Exception {
        ScrollPane scroll = scrolled();
        show(IntStream.range(1, 1000)
                .mapToObj(i -> line.replace("%d", String.valueOf(i)))
                .collect(Collectors.joining()));
        assertThat(until(() -> !lines().contains("line 999"))).isTrue();
        assertThat(lines()).contains("line 1").hasSizeLessThan(200);
        double high = view.getHeight();
        robot.interact(() -> scroll.setVvalue(1));
        assertThat(until(() -> lines().contains("line 999") && !lines().contains("line 1")))
                .isTrue();
        assertThat(until(() -> view.getHeight() == high)).isTrue();
    }

    private List<String> lines() {
        return drawn().stream().flatMap(String::lines).toList();
    }

    private List<String> drawn() {
        List<String> drawn = new ArrayList<>();
        robot.interact(() -> drawn.addAll(texts()));
        return drawn;
    }

    private void show(String markdown) {
        robot.interact(() -> {
            view.show(markdown);
            view.getScene().getRoot().applyCss();
            view.getScene().getRoot().layout();
        });
    }

    private List<Flow> flows() {
        return robot.from(view).lookup(".md-flow").queryAllAs(Flow.class).stream()
                .toList();
    }

    private List<String> texts() {
        return flows().stream().map(Flow::text).toList();
    }

    private Text text(String words) {
        return robot.from(view).lookup(".md-flow > Text").<Text>queryAllAs(Text.class).stream()
                .filter(text -> text.getText().equals(words))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void allBlocksAreDrawn() {
        show("""
            # A

            b

            - [x] c

            > d

            | e | f |
            |---|---|
            | g | h |

            ```java
            int i;
            ```

            $$
            j
            $$

            ---
            """);
        assertThat(texts()).containsExactly("A", "b", "c", "d", "e", "f", "g", "h", "int i;", "j");
        assertThat(robot.from(view).lookup(".md-rule").queryAll()).hasSize(1);
        assertThat(robot.from(view).lookup(".md-mark").query().getAccessibleText())
                .isEqualTo("Done");
    }

    @Test
    void aListWithinAListIsAsNearAsItsItemsFromTheBeginning() {
        show("1. first\n2. second\n   - within\n");
        double[] tops = new double[3];
        robot.interact(() -> {
            view.getScene().getRoot().applyCss();
            view.getScene().getRoot().layout();
            for (int i = 0; i < 3; i++) {
                tops[i] = flows().get(i).localToScene(0, 0).getY();
            }
        });
        assertThat(tops[2] - tops[1]).isLessThanOrEqualTo(tops[1] - tops[0] + 1);
    }

    @Test
    void whatStaysTheSameStaysTheNode() {
        show("# A\n\nb\n\n- c\n- d\n\n```java\nint e;\n");
        List<Flow> before = flows();
        Node heading = text("A");
        show("# A\n\nb\n\n- c\n- d\n\n```java\nint e;\nint f;\n```\n\nend");
        assertThat(flows().subList(0, before.size())).isEqualTo(before);
        assertThat(text("A")).isSameAs(heading);
        show("# A\n\nother");
        assertThat(texts()).containsExactly("A", "other");
    }

    @Test
    void onlyTheLastLinesOfCodeAreDrawnAgain() {
        show("```java\n" + "int a;\n".repeat(100));
        Set<Node> before =
                Set.copyOf(robot.from(view).lookup(".md-code-flow > Text").queryAll());
        show("```java\n" + "int a;\n".repeat(101));
        Set<Node> after =
                Set.copyOf(robot.from(view).lookup(".md-code-flow > Text").queryAll());
        assertThat(after)
                .as("16 lines are drawn together")
                .hasSizeGreaterThan(before.size())
                .containsAll(before);
    }

    @Test
    void codeIsCopiedAsItWasWritten() {
        show("```sh\necho \u202e'a'\n```\n");
        robot.clickOn("#copy-code");
        assertThat(clipboard()).isEqualTo("echo \u202e'a'");
        assertThat(robot.from(view).lookup("#copy-code").queryAs(Button.class).getAccessibleText())
                .isEqualTo("Copy this code");
    }

    @Test
    void linksAreOpenedByAClickAndByEnter() {
        show("[a](https://x.example) [b](file:///c)");
        robot.clickOn(text("a"), MouseButton.PRIMARY);
        assertThat(opened).containsExactly("https://x.example");
        robot.interact(() -> text("a").requestFocus());
        robot.type(KeyCode.ENTER);
        assertThat(opened).hasSize(2);
        robot.clickOn(text(" b (file:///c)"), MouseButton.PRIMARY);
        assertThat(opened).hasSize(2);
    }

    @Test
    void whatIsSelectedGoesOverBlocks() {
        show("one\n\ntwo **three**\n\n| a | b |\n|---|---|\n| c | d |\n");
        robot.clickOn(text("one"), MouseButton.PRIMARY);
        robot.push(KeyCode.SHORTCUT, KeyCode.A);
        robot.push(KeyCode.SHORTCUT, KeyCode.C);
        assertThat(clipboard()).isEqualTo("one\n\ntwo three\n\na\tb\nc\td");
        robot.type(KeyCode.ESCAPE);
        assertThat(flows()).allMatch(flow -> flow.selected().isEmpty());
        robot.interact(() -> {
            // However busy the computer is, no pause parts them.
            Bounds place = text("three").localToScreen(text("three").getBoundsInLocal());
            Robot hand = new Robot();
            hand.mouseMove(place.getCenterX(), place.getCenterY());
            hand.mouseClick(MouseButton.PRIMARY);
            hand.mouseClick(MouseButton.PRIMARY);
        });
        assertThat(flows().stream().map(Flow::selected).filter(selected -> !selected.isEmpty()))
                .containsExactly("three");
    }

    @Test
    void draggingSelectsFromOnePointToTheOther() {
        show("one\n\ntwo\n\nthree");
        robot.drag(text("one"), MouseButton.PRIMARY).dropTo(text("three"));
        List<String> selected = flows().stream().map(Flow::selected).toList();
        assertThat(selected.get(0)).isNotEmpty();
        assertThat("one").endsWith(selected.get(0));
        assertThat(selected.get(1)).isEqualTo("two");
        assertThat("three").startsWith(selected.get(2));
    }

    @Test
    void wideCodeScrollsSidewaysAndNotDown() {
        show("```\n" + "wide ".repeat(100) + "\n```");
        ScrollBar bar = robot.from(view).lookup(".md-bar").queryAs(ScrollBar.class);
        assertThat(bar.isVisible()).isTrue();
        robot.interact(() -> robot.from(view).lookup(".md-sideways").query().requestFocus());
        robot.type(KeyCode.RIGHT);
        assertThat(bar.getValue()).isPositive();
        assertThat(view.getWidth()).isLessThanOrEqualTo(600);
    }

    @Test
    void aVeryLongTextIsDrawnAsFarAsItIsAskedFor() {
        show("word ".repeat(16_000));
        Button more = robot.from(view).lookup("#markdown-more").queryAs(Button.class);
        assertThat(more.isVisible()).isTrue();
        assertThat(more.getText()).isEqualTo("Show more (20,000 characters are left)");
        assertThat(flows()).as("no flow is longer than it is laid out quickly").allMatch(flow -> flow.length() <= 4000);
        robot.interact(more::fire);
        assertThat(more.isVisible()).isFalse();
        assertThat(flows().stream().mapToInt(Flow::length).sum()).isGreaterThan(79_000);
    }

    @Test
    void aLineOfCodeOfAMegabyteIsShownInSeveral() {
        show("```java\n" + "\"a\" ".repeat(250_000) + "\n```");
        assertThat(texts().getFirst().split("\n")).allMatch(line -> line.length() <= 2000);
    }

    private String clipboard() {
        String[] text = new String[1];
        robot.interact(() -> text[0] = Clipboard.getSystemClipboard().getString());
        return text[0];
    }
}
