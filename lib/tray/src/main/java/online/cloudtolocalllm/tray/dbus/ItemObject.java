package online.cloudtolocalllm.tray.dbus;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import online.cloudtolocalllm.bus.BusAnswer;
import online.cloudtolocalllm.bus.BusCall;
import online.cloudtolocalllm.bus.BusObject;
import online.cloudtolocalllm.bus.BusSession;
import online.cloudtolocalllm.tray.dbus.menu.MenuObject;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.types.Variant;

/** The icon as an object on the bus: org.kde.StatusNotifierItem. Thread-safe; nothing in it blocks. */
final class ItemObject implements BusObject {

    /** Where it is; panels look nowhere else. */
    static final String PATH = "/StatusNotifierItem";

    private static final String PIXELS = "a(iiay)";

    private final Runnable activated;
    private volatile Optional<BusSession> session = Optional.empty();
    private volatile Face face;
    private volatile boolean hidden;

    /** What is asked for at once, drawn once. */
    private record Face(ItemView view, List<Object[]> pixels) {}

    /**
     * An icon on no bus.
     *
     * @param activated told of clicks, on the bus's thread; returns at once
     */
    ItemObject(ItemView view, Runnable activated) {
        this.activated = activated;
        this.face = new Face(view, view.pixels());
    }

    /** It is on this bus from now on. */
    void joined(BusSession bus) {
        session = Optional.of(bus);
    }

    /** It looks like this from now on. For one thread. */
    void show(ItemView view) {
        Face was = face;
        boolean same = was.view.icon() == view.icon() && was.view.tone() == view.tone();
        face = new Face(view, same ? was.pixels : view.pixels());
        if (!was.view.files().equals(view.files())) {
            emit("NewIconThemePath", "s", view.themePath());
        }
        if (!same || !was.view.files().equals(view.files())) {
            emit("NewIcon", "");
        }
        if (!was.view.title().equals(view.title()) || !was.view.tooltip().equals(view.tooltip())) {
            emit("NewToolTip", "");
        }
    }

    /** Asks panels to hide it. */
    void hide() {
        hidden = true;
        emit("NewStatus", "s", "Passive");
    }

    private void emit(String signal, String signature, Object... values) {
        session.ifPresent(bus -> bus.emit(PATH, ItemWords.TYPE, signal, signature, values));
    }

    @Override
    public String introspection() {
        return ItemWords.INTROSPECTION;
    }

    @Override
    public Map<String, Variant<?>> properties(String type) {
        return type.equals(ItemWords.TYPE) || type.isEmpty() ? properties(face) : Map.of();
    }

    /** All that the specification names: without {@code Menu} GNOME hides the icon, LXQt wants {@code IconThemePath}. */
    private Map<String, Variant<?>> properties(Face face) {
        ItemView view = face.view;
        Map<String, Variant<?>> properties = new LinkedHashMap<>();
        text(properties, "Category", "ApplicationStatus");
        text(properties, "Id", "cloudtolocalllm");
        text(properties, "Title", "CloudToLocalLLM");
        text(properties, "Status", hidden ? "Passive" : "Active");
        properties.put("WindowId", new Variant<>(0));
        text(properties, "IconName", view.iconName());
        text(properties, "IconThemePath", view.themePath());
        properties.put("IconPixmap", new Variant<>(face.pixels, PIXELS));
        text(properties, "IconAccessibleDesc", view.title());
        text(properties, "OverlayIconName", "");
        properties.put("OverlayIconPixmap", new Variant<>(List.of(), PIXELS));
        text(properties, "AttentionIconName", "");
        properties.put("AttentionIconPixmap", new Variant<>(List.of(), PIXELS));
        text(properties, "AttentionAccessibleDesc", "");
        text(properties, "AttentionMovieName", "");
        properties.put("ToolTip", new Variant<>(tooltip(face), "(s" + PIXELS + "ss)"));
        properties.put("ItemIsMenu", new Variant<>(false));
        properties.put("Menu", new Variant<>(new DBusPath(MenuObject.PATH)));
        return properties;
    }

    private static void text(Map<String, Variant<?>> properties, String name, String text) {
        properties.put(name, new Variant<>(text));
    }

    private static Object[] tooltip(Face face) {
        ItemView view = face.view;
        return new Object[] {view.iconName(), List.of(), ItemView.plain(view.title()), ItemView.plain(view.tooltip())};
    }

    /** The menu is a panel's to show; turning the wheel does nothing. */
    @Override
    public BusAnswer answer(BusCall call) {
        if (call.is(ItemWords.TYPE, "Activate", "ii")
                || call.is(ItemWords.TYPE, "SecondaryActivate", "ii")
                || call.is(ItemWords.TYPE, "XAyatanaSecondaryActivate", "u")) {
            activated.run();
            return BusAnswer.done();
        }
        if (call.is(ItemWords.TYPE, "ContextMenu", "ii")
                || call.is(ItemWords.TYPE, "Scroll", "is")
                || call.is(ItemWords.TYPE, "ProvideXdgActivationToken", "s")) {
            return BusAnswer.done();
        }
        return BusAnswer.unknown(call);
    }
}
