package online.cloudtolocalllm.chat.view.talk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.image.WritableImage;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.PickResult;
import javafx.scene.input.TransferMode;
import online.cloudtolocalllm.testkit.Until;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is dropped on the conversation. A hand takes hold of something in the window, because only that makes something that can be dropped;
 * JavaFX's headless platform does not carry it on, so its way over the window is not seen here.
 */
class DropTest {

    @TempDir
    private Path folder;

    private OpenTalk open;

    @BeforeEach
    void open() throws Exception {
        open = new OpenTalk(700, 600);
    }

    @AfterEach
    void close() throws Exception {
        open.close();
    }

    /** Whether it was taken where it was let go, over the box. */
    private boolean drop(ClipboardContent content) throws Exception {
        CompletableFuture<Boolean> taken = new CompletableFuture<>();
        Node hold = open.node("#messages");
        open.robot.interact(() -> hold.setOnDragDetected(event -> {
            Dragboard held = hold.startDragAndDrop(TransferMode.COPY);
            held.setContent(content);
            DragEvent drop = over(DragEvent.DRAG_DROPPED, held);
            Event.fireEvent(open.box(), drop);
            taken.complete(drop.isDropCompleted());
            held.clear();
            event.consume();
        }));
        open.robot.drag(hold).dropBy(40, 40);
        return taken.get(Until.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private DragEvent over(EventType<DragEvent> type, Dragboard held) {
        Node box = open.box();
        return new DragEvent(type, held, 1, 1, 1, 1, TransferMode.COPY, box, box, new PickResult(box, 1, 1));
    }

    private Path file(String name, byte[] bytes) throws Exception {
        return Files.write(folder.resolve(name), bytes);
    }

    private boolean pictures(int number) throws InterruptedException {
        return open.until(() -> open.robot.lookup(".picture").queryAll().size() == number);
    }

    @Test
    void aPictureIsTaken() throws Exception {
        ClipboardContent content = new ClipboardContent();
        content.putImage(new WritableImage(40, 30));
        assertThat(drop(content)).isTrue();
        assertThat(pictures(1)).isTrue();
    }

    @Test
    void filesAreTakenAndWhatIsNoPictureIsSaid() throws Exception {
        ClipboardContent content = new ClipboardContent();
        byte[] picture = Png.of(new WritableImage(40, 30));
        content.putFiles(List.of(
                file("one.png", picture).toFile(),
                file("notes.txt", new byte[] {'n', 'o'}).toFile(),
                file("two.png", picture).toFile()));
        assertThat(drop(content)).isTrue();
        assertThat(pictures(2)).isTrue();
        assertThat(open.until(() -> open.words("#obstacle").contains("notes.txt")))
                .isTrue();
    }

    @Test
    void aTextIsNot() throws Exception {
        ClipboardContent content = new ClipboardContent();
        content.putString("only words");
        assertThat(drop(content)).isFalse();
        assertThat(pictures(0)).isTrue();
        assertThat(open.look(() -> open.box().getText())).isEmpty();
    }
}
