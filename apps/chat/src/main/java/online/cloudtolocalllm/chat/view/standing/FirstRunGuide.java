package online.cloudtolocalllm.chat.view.standing;

import java.util.List;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import online.cloudtolocalllm.chat.model.standing.FirstRun;
import online.cloudtolocalllm.chat.model.standing.Guide;
import online.cloudtolocalllm.chat.model.standing.OllamaHere;
import online.cloudtolocalllm.chat.model.standing.Situation;
import online.cloudtolocalllm.chat.model.standing.Standing;
import online.cloudtolocalllm.chat.view.style.StyleSheet;
import online.cloudtolocalllm.window.Parts;
import online.cloudtolocalllm.window.words.ConnectionWords;

/**
 * What stands where there is no conversation and no question can be asked: why, and the ways out. It goes by itself when one can. For
 * JavaFX's thread.
 */
public final class FirstRunGuide implements AutoCloseable {

    /** Ollama may be installed meanwhile, which nobody tells. */
    private static final Duration LOOK = Duration.seconds(5);

    private static final String DOWNLOAD = "https://ollama.com/download";

    private final FirstRun model;
    private final Label title = Parts.paragraph("", "page-title");
    private final Label sentence = Parts.paragraph("", "quiet");
    private final ProgressIndicator wheel = Parts.wheel();
    private final VBox trouble = new VBox();
    private final WayRow daemon;
    private final WayRow resume;
    private final WayRow library;
    private final WayRow ollama;
    private final WayRow connection;
    private final WayRow demo;
    private final ScrollPane root;
    private final Timeline looks;
    private List<ConnectionWords> shown = List.of();
    private Guide guide = Guide.EMPTY;

    /** What the window does for the guide; called on JavaFX's thread. */
    public interface Actions {

        /** Starts the daemon. */
        void startDaemon();

        /** Opens this part of the settings. */
        void settings(String tab);

        /** Shows the library of models. */
        void library();

        /** Opens this address in the person's browser. */
        void browse(String address);
    }

    /** One for this model, whose guides are to be {@linkplain #show shown} as they change. */
    public FirstRunGuide(FirstRun model, Actions actions) {
        this.model = model;
        daemon = new WayRow(
                "guide-start-daemon",
                "Start the daemon",
                "It runs beside this window and passes your questions on to models. Conversations can be read"
                        + " meanwhile.",
                actions::startDaemon);
        resume = new WayRow("resume", "Resume", "All connections that are paused are asked again.", model::resume);
        library = new WayRow(
                "guide-library",
                "Get a model",
                "The library downloads models for your connections. A small one to begin with is llama3.2, 2 GB.",
                actions::library);
        ollama = new WayRow("start-ollama", "", "", () -> ollama(actions));
        connection = new WayRow("add-connection", "", "", () -> actions.settings("connections"));
        demo = new WayRow(
                "try-demo",
                "Try the demo",
                "Answers from a script on this computer show how everything works. The demo ends when a real connection"
                        + " is up.",
                model::startDemo);
        VBox head = new VBox(title, sentence);
        head.getStyleClass().add("guide-head");
        trouble.getStyleClass().add("guide-trouble");
        VBox page = new VBox(
                wheel,
                head,
                trouble,
                new VBox(daemon.root(), resume.root(), library.root(), ollama.root(), connection.root(), demo.root()));
        page.getStyleClass().add("guide");
        page.setMaxWidth(600);
        VBox middle = new VBox(page);
        middle.getStyleClass().add("guide-page");
        root = Parts.scrolling(middle);
        root.setId("first-run");
        root.setFitToHeight(true);
        root.setFocusTraversable(false);
        root.getStylesheets().add(StyleSheet.of("standing"));
        looks = new Timeline(new KeyFrame(LOOK, tick -> look()));
        looks.setCycleCount(Animation.INDEFINITE);
        Parts.there(root, false);
    }

    private void ollama(Actions actions) {
        switch (guide.ollama()) {
            case STARTABLE -> model.startOllama();
            case MISSING -> actions.browse(DOWNLOAD);
            case INSTALLED, UNKNOWN, STARTING -> actions.settings("connections");
        }
    }

    private void look() {
        Scene scene = root.getScene();
        if (scene != null && scene.getWindow() != null && scene.getWindow().isShowing()) {
            model.look();
        }
    }

    /** What is seen; it takes no room where no guide is needed. */
    public Parent root() {
        return root;
    }

    /** Shows how it is. */
    public void show(Guide now, Standing standing) {
        guide = now;
        Parts.there(root, now.needed());
        boolean nothing = now.situation() instanceof Situation.Nothing;
        if (nothing) {
            looks.play();
        } else {
            looks.stop();
        }
        boolean asking = now.situation() instanceof Situation.Asking
                || (now.situation() instanceof Situation.Offline(String ignored, boolean startable) && !startable);
        Parts.there(wheel, asking);
        daemon.there(now.situation() instanceof Situation.Offline(String ignored, boolean startable) && startable);
        resume.there(now.situation() instanceof Situation.Paused);
        library.there(now.situation() instanceof Situation.NoModel);
        ollama.there(nothing);
        connection.there(nothing || now.situation() instanceof Situation.NoModel);
        demo.there(nothing);
        head(now.situation(), standing);
        trouble(
                now.situation() instanceof Situation.Nothing(boolean first) && !first
                        ? standing.connections()
                        : List.of());
        ways(now);
    }

    private void head(Situation situation, Standing standing) {
        switch (situation) {
            case Situation.Ready ignored -> say("", "");
            case Situation.Offline(String said, boolean startable) ->
                say(startable ? "Offline" : "One moment", standing.sentence().isEmpty() ? said : standing.sentence());
            case Situation.Asking ignored -> say("One moment", standing.sentence());
            case Situation.Paused ignored ->
                say("Everything is paused", "No question is passed on until a connection is resumed.");
            case Situation.NoModel ignored ->
                say("There is no model yet", "A connection is up, and has no model that could be asked.");
            case Situation.Nothing(boolean first) ->
                say(
                        first ? "Connect a model" : "No connection serves",
                        first
                                ? "CloudToLocalLLM passes your questions on to models on this computer, in your"
                                        + " network or in the cloud. Here are three ways to the first answer."
                                : "This is what keeps those that are switched on. The window goes on by itself as soon"
                                        + " as one is up.");
        }
    }

    private void say(String name, String text) {
        title.setText(name);
        sentence.setText(text);
    }

    private void trouble(List<ConnectionWords> words) {
        if (!words.equals(shown)) {
            shown = words;
            trouble.getChildren().setAll(words.stream().map(ConnectionNote::of).toList());
        }
        Parts.there(trouble, !words.isEmpty());
    }

    private void ways(Guide now) {
        boolean starting = now.ollama() == OllamaHere.STARTING || is(now, Guide.Way.OLLAMA);
        switch (now.ollama()) {
            case UNKNOWN -> ollama.say("Ollama on this computer", "It is looked for just now.", "");
            case MISSING ->
                ollama.say(
                        "Install Ollama",
                        "It runs models on this computer, so that nothing you write leaves it. Get it at"
                                + " ollama.com/download; this window goes on as soon as it runs.",
                        "Download Ollama");
            case STARTABLE, STARTING ->
                ollama.say(
                        "Start Ollama",
                        starting ? "Ollama is starting." : "It is installed on this computer and does not run.",
                        "Start Ollama");
            case INSTALLED ->
                ollama.say(
                        "Ollama on this computer",
                        "It is installed, and no connection waits for it to start. Look at its address and its switch.",
                        "Connections");
        }
        if (now.situation() instanceof Situation.Nothing(boolean first) && !first) {
            connection.say(
                    "Look at the connections",
                    "Set an address or a key right, switch a connection on, or add another one.",
                    "Connections");
        } else {
            connection.say(
                    "Add a connection",
                    "Ollama on another computer, LM Studio, OpenRouter, OpenAI, or any server with OpenAI's API. It"
                            + " takes an address, and a key where one is needed.",
                    "Add a connection");
        }
        ollama.recommend(now.ollama() == OllamaHere.STARTABLE || now.ollama() == OllamaHere.MISSING);
        connection.recommend(now.ollama() == OllamaHere.INSTALLED);
        boolean busy = now.busy().isPresent();
        ollama.go(now.problem(Guide.Way.OLLAMA), starting, busy);
        demo.go(now.problem(Guide.Way.DEMO), is(now, Guide.Way.DEMO), busy);
        resume.go(now.problem(Guide.Way.RESUME), is(now, Guide.Way.RESUME), busy);
        resume.recommend(true);
        daemon.recommend(true);
        library.recommend(true);
    }

    private static boolean is(Guide now, Guide.Way way) {
        return now.busy().filter(way::equals).isPresent();
    }

    /** Looks no more. */
    @Override
    public void close() {
        looks.stop();
    }
}
