package online.cloudtolocalllm.chat.view.markdown;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.chat.model.markdown.Block;

/** A list. For JavaFX's thread. */
final class ListBox extends VBox implements Drawn<Block> {

    private static final double TIGHT = 4;
    private static final double LOOSE = 10;

    private final boolean numbered;
    private final int depth;
    private final Hand hand;
    private final List<Slot<ItemRow.Entry>> rows = new ArrayList<>();
    private List<ItemRow.Entry> shown = List.of();

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

    @Override
    public List<Slot<?>> slots() {
        return List.copyOf(rows);
    }

    private void show(Block.Listing listing) {
        setSpacing(listing.tight() ? TIGHT : LOOSE);
        List<ItemRow.Entry> entries = entries(listing);
        for (int i = 0; i < entries.size(); i++) {
            if (i == rows.size()) {
                rows.add(new Slot<>(entries.get(i), this::row));
                getChildren().add(rows.get(i));
            } else if (!entries.get(i).equals(shown.get(i))) {
                rows.get(i).take(entries.get(i));
            }
        }
        rows.subList(entries.size(), rows.size()).clear();
        getChildren().remove(entries.size(), getChildren().size());
        shown = entries;
    }

    private List<ItemRow.Entry> entries(Block.Listing listing) {
        List<Block.Item> items = listing.items();
        int digits = String.valueOf(listing.first() + items.size() - 1).length();
        List<ItemRow.Entry> entries = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            String number = numbered ? listing.first() + i + "." : "";
            entries.add(new ItemRow.Entry(items.get(i), listing.tight(), number, numbered ? digits : 0));
        }
        return entries;
    }

    private ItemRow row(ItemRow.Entry entry) {
        ItemRow row = new ItemRow(depth, hand);
        row.take(entry);
        return row;
    }
}
