package online.cloudtolocalllm.chat.view.markdown;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.chat.model.markdown.Block;

/** A list. For JavaFX's thread. */
final class ListBox extends VBox implements Drawn {

    private static final double TIGHT = 4;
    private static final double LOOSE = 10;

    private final boolean numbered;
    private final int depth;
    private final Hand hand;
    private final List<ItemRow> rows = new ArrayList<>();
    private List<Block.Item> shown = List.of();

    /**
     * This list.
     *
     * @param depth in how many others it is
     */
    ListBox(Block.Listing listing, int depth, Hand hand) {
        numbered = listing.numbered();
        this.depth = depth;
        this.hand = hand;
        show(listing);
    }

    @Override
    public Node node() {
        return this;
    }

    @Override
    public boolean take(Block block) {
        if (block instanceof Block.Listing listing && listing.numbered() == numbered) {
            show(listing);
            return true;
        }
        return false;
    }

    private void show(Block.Listing listing) {
        setSpacing(listing.tight() ? TIGHT : LOOSE);
        List<Block.Item> items = listing.items();
        int last = listing.first() + items.size() - 1;
        for (int i = 0; i < items.size(); i++) {
            if (i == rows.size()) {
                rows.add(new ItemRow(depth, hand));
                getChildren().add(rows.get(i));
            }
            if (i >= shown.size() || !items.get(i).equals(shown.get(i))) {
                rows.get(i).show(items.get(i), listing.tight());
            }
            rows.get(i).mark(numbered ? listing.first() + i + "." : "", String.valueOf(last).length());
        }
        rows.subList(items.size(), rows.size()).clear();
        getChildren().remove(items.size(), getChildren().size());
        shown = items;
    }
}
