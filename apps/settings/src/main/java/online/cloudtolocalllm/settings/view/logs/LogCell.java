package online.cloudtolocalllm.settings.view.logs;

import java.time.Instant;
import java.time.ZoneId;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import online.cloudtolocalllm.config.daemon.DaemonConfig.LogLevel;
import online.cloudtolocalllm.protocol.words.Figures;
import online.cloudtolocalllm.settings.model.logs.LogLine;
import online.cloudtolocalllm.window.Parts;
import online.cloudtolocalllm.window.words.Tone;

/** One line of the log: when, how much it matters, who says it, what. What does not fit is in the line's details. */
final class LogCell extends ListCell<LogLine> {

    private final Label at = Parts.text("", "mono", "quiet", "log-time");
    private final Label level = Parts.text("", "log-level");
    private final Label source = Parts.text("", "quiet", "log-source");
    private final Label message = Parts.text("", "mono");
    private final HBox line = new HBox(12, at, level, source, message);

    LogCell() {
        getStyleClass().add("log-cell");
        // As wide as the list, not as its text: then the text is cut, and nothing scrolls sideways.
        setPrefWidth(0);
        message.setMinWidth(0);
        HBox.setHgrow(message, Priority.ALWAYS);
    }

    @Override
    protected void updateItem(LogLine item, boolean empty) {
        super.updateItem(item, empty);
        setText(null);
        if (empty || item == null) {
            setGraphic(null);
            return;
        }
        at.setText(item.at()
                .map(written -> Figures.momentToTheSecond(written, Instant.now(), ZoneId.systemDefault()))
                .orElse(""));
        // A line that goes on with the one before says only what it says.
        level.setText(item.at().isPresent() ? item.level().word() : "");
        Parts.tone(level, tone(item.level()));
        source.setText(item.source());
        message.setText(item.message());
        setAccessibleText(item.text());
        setGraphic(line);
    }

    private static Tone tone(LogLevel level) {
        return switch (level) {
            case ERROR -> Tone.BAD;
            case WARN -> Tone.WARN;
            case INFO, DEBUG -> Tone.QUIET;
        };
    }
}
