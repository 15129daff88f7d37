package online.cloudtolocalllm.settings.view;

import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.control.Tab;
import online.cloudtolocalllm.settings.view.page.Page;
import org.jspecify.annotations.Nullable;

/** A tab whose page is made when it is looked at for the first time: a page that nobody opens costs neither time nor memory. */
final class PageSlot {

    private final Tab tab;
    private final Supplier<Page> maker;
    private @Nullable Page page;

    /**
     * Not made yet.
     *
     * @param id its name for {@code --tab} and {@code OPEN_SETTINGS}
     * @param title what stands on its tab
     */
    PageSlot(String id, String title, Supplier<Page> maker) {
        this.maker = maker;
        tab = new Tab(title);
        tab.setId(id);
    }

    Tab tab() {
        return tab;
    }

    String id() {
        return tab.getId();
    }

    /** The page; made now if it was not yet. */
    Page page() {
        Page made = page;
        if (made == null) {
            made = maker.get();
            page = made;
            tab.setContent(made.root());
        }
        return made;
    }

    /** The page; empty if nobody looked at it yet. */
    Optional<Page> made() {
        return Optional.ofNullable(page);
    }
}
