package online.cloudtolocalllm.chat.view.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.shape.Path;
import javafx.scene.text.TextFlow;

/**
 * Text over as many lines as it needs, with a ground below its words of code and below what is selected. These grounds are of the flow
 * and no nodes around the words, so words of code break over lines like all others. For JavaFX's thread.
 */
final class Flow extends TextFlow implements Drawn<List<Run>> {

    private static final double CODE_RADIUS = 4;

    private final Consumer<String> openLink;
    private final String ending;
    private final Path grounds = new Path();
    private final Path selection = new Path();
    private final List<RunText> texts = new ArrayList<>();
    private int length;
    private int selectedFrom;
    private int selectedTo;

    /**
     * An empty one.
     *
     * @param ending what is between this and the next when both are copied
     * @param openLink is given the address of a link
     * @param styles of the style sheet
     */
    Flow(String ending, Consumer<String> openLink, String... styles) {
        this.ending = ending;
        this.openLink = openLink;
        getStyleClass().add("md-flow");
        getStyleClass().addAll(styles);
        for (Path below : List.of(grounds, selection)) {
            below.setManaged(false);
            below.setMouseTransparent(true);
            below.setStroke(null);
        }
        grounds.getStyleClass().add("md-ground");
        selection.getStyleClass().add("md-selection");
        selection.setVisible(false);
    }

    @Override
    public Node node() {
        return this;
    }

    @Override
    public boolean take(List<Run> runs) {
        show(runs);
        return true;
    }

    /** Shows these; the texts they have in common with those before stay. */
    void show(List<Run> runs) {
        int same = 0;
        while (same < Math.min(runs.size(), texts.size())
                && runs.get(same).equals(texts.get(same).run())) {
            same++;
        }
        if (same < Math.min(runs.size(), texts.size()) && texts.get(same).take(runs.get(same))) {
            same++;
        }
        getChildren().removeAll(texts.subList(same, texts.size()));
        texts.subList(same, texts.size()).clear();
        List<RunText> more = runs.subList(same, runs.size()).stream()
                .map(run -> new RunText(run, openLink))
                .toList();
        texts.addAll(more);
        getChildren().addAll(more);
        length = texts.stream().mapToInt(text -> text.run().text().length()).sum();
        boolean grounded = runs.stream().anyMatch(Run::onGround);
        if (grounded != getChildren().contains(grounds)) {
            if (grounded) {
                getChildren().addFirst(grounds);
            } else {
                getChildren().remove(grounds);
            }
        }
        select(selectedFrom, selectedTo);
    }

    int length() {
        return length;
    }

    /** What is between this and the next when both are copied. */
    String ending() {
        return ending;
    }

    /** Selects from this character to before that one; nothing if they are the same. */
    void select(int from, int to) {
        selectedFrom = Math.min(from, length);
        selectedTo = Math.min(to, length);
        boolean some = selectedFrom < selectedTo;
        if (some && selection.getParent() == null) {
            getChildren().add(getChildren().contains(grounds) ? 1 : 0, selection);
        }
        if (some || selection.isVisible()) {
            selection.setVisible(some);
            requestLayout();
        }
    }

    /** What is selected of it. */
    String selected() {
        return text().substring(selectedFrom, Math.max(selectedFrom, selectedTo));
    }

    /** All it says. */
    String text() {
        StringBuilder all = new StringBuilder(length);
        texts.forEach(text -> all.append(text.run().text()));
        return all.toString();
    }

    /** Which character is at this point of the scene, or nearest to it; its number is that of the one before which a caret would stand. */
    int at(double sceneX, double sceneY) {
        Point2D point = sceneToLocal(sceneX, sceneY);
        if (point.getY() < 0) {
            return 0;
        }
        return point.getY() > getHeight()
                ? length
                : Math.min(length, getHitInfo(point).getInsertionIndex());
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        if (selection.isVisible()) {
            selection.getElements().setAll(getRangeShape(selectedFrom, selectedTo, true));
        }
        if (grounds.getParent() != null) {
            grounds.getElements().clear();
            int at = 0;
            for (RunText text : texts) {
                int end = at + text.run().text().length();
                if (text.run().onGround()) {
                    grounds.getElements().addAll(Grounds.rounded(getRangeShape(at, end, false), CODE_RADIUS));
                }
                at = end;
            }
        }
    }
}
