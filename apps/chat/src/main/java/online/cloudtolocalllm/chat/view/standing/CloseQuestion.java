package online.cloudtolocalllm.chat.view.standing;

import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.chat.model.standing.ClosingChoice;
import online.cloudtolocalllm.chat.view.sheet.Sheet;
import online.cloudtolocalllm.window.Parts;

/** Asks once what closing the window is to do. Esc leaves everything as it is. For JavaFX's thread. */
final class CloseQuestion {

    private static final double WIDTH = 480;

    private final Sheet sheet;

    /** One that tells what was answered. */
    CloseQuestion(Consumer<ClosingChoice> answer) {
        Button keep = Parts.button("close-tray", "Keep in the tray", () -> answer.accept(ClosingChoice.TRAY));
        keep.getStyleClass().add("accent");
        keep.setDefaultButton(true);
        Button quit = Parts.button("close-quit", "Quit", () -> answer.accept(ClosingChoice.QUIT));
        HBox buttons = new HBox(8, quit, keep);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        VBox content = new VBox(
                Parts.paragraph(
                        "In the tray it goes on writing answers, and a click on the icon shows it again. When it"
                            + " quits, the daemon stays for other programs, and keeps answers that are being written"
                            + " for five minutes."),
                Parts.paragraph(
                        "You are not asked again. The status line below the conversations changes it.", "quiet"),
                buttons);
        content.getStyleClass().add("sheet-content");
        sheet = new Sheet("close-question", "Keep the window in the tray?", WIDTH, content, keep);
    }

    Parent root() {
        return sheet.root();
    }

    boolean isOpen() {
        return sheet.isOpen();
    }

    void open() {
        sheet.open();
    }

    void close() {
        sheet.close();
    }
}
