package online.cloudtolocalllm.tray.dbus.menu;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import online.cloudtolocalllm.bus.BusAnswer;
import online.cloudtolocalllm.bus.BusCall;
import online.cloudtolocalllm.bus.BusObject;
import online.cloudtolocalllm.bus.BusSession;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.tray.TrayCommand;
import online.cloudtolocalllm.tray.TrayMenu;
import org.freedesktop.dbus.types.Variant;

/**
 * The menu as an object on the bus: com.canonical.dbusmenu, version 3. Thread-safe; nothing in it blocks.
 */
public final class MenuObject implements BusObject {

    /** Where it is. */
    public static final String PATH = "/MenuBar";

    private static final String TYPE = MenuWords.TYPE;
    private static final String CLICKED = "clicked";
    private static final int MOST_UNKNOWN = 256;
    private static final String INVALID = "org.freedesktop.DBus.Error.InvalidArgs";

    private final MenuState state;
    private final Predicate<TrayCommand> chosen;
    private final BiConsumer<Duration, Runnable> later;
    private final AtomicBoolean timed = new AtomicBoolean();
    private volatile Optional<BusSession> session = Optional.empty();

    /**
     * A menu without a line, on no bus.
     *
     * @param chosen told what was clicked, on the bus's thread; returns at once, and false if it is a click too many
     * @param later has something done after a time
     */
    public MenuObject(Predicate<TrayCommand> chosen, BiConsumer<Duration, Runnable> later, TimeSource time) {
        this.state = new MenuState(time);
        this.chosen = chosen;
        this.later = later;
    }

    /** It is on this bus from now on, where nobody has opened it yet. */
    public void joined(BusSession bus) {
        session = Optional.of(bus);
        panelGone();
    }

    /** Whoever had it open has it open no longer. */
    public void panelGone() {
        tell(state.allClosed());
    }

    /** This is the menu from now on. */
    public void show(TrayMenu menu) {
        tell(state.show(menu));
        awaitPatience();
    }

    /** Looks again while lines are held back, and only then. */
    private void awaitPatience() {
        if (state.holdsBack() && timed.compareAndSet(false, true)) {
            later.accept(MenuState.SHORT_PATIENCE, this::patienceEnded);
        }
    }

    private void patienceEnded() {
        timed.set(false);
        tell(state.settle());
        awaitPatience();
    }

    private void tell(MenuState.Change change) {
        MenuDiff diff = change.diff();
        if (diff.words()) {
            List<Object[]> updated = new ArrayList<>();
            diff.updated().forEach((id, properties) -> updated.add(new Object[] {id, properties}));
            List<Object[]> removed = new ArrayList<>();
            diff.removed().forEach((id, names) -> removed.add(new Object[] {id, names}));
            emit("ItemsPropertiesUpdated", "a(ia{sv})a(ias)", updated, removed);
        }
        diff.layout().ifPresent(parent -> emit("LayoutUpdated", "ui", change.revision(), parent));
    }

    private void emit(String signal, String signature, Object... values) {
        session.ifPresent(bus -> bus.emit(PATH, TYPE, signal, signature, values));
    }

    @Override
    public String introspection() {
        return MenuWords.INTROSPECTION;
    }

    @Override
    public Map<String, Variant<?>> properties(String type) {
        if (!type.equals(TYPE) && !type.isEmpty()) {
            return Map.of();
        }
        Map<String, Variant<?>> properties = new LinkedHashMap<>();
        properties.put("Version", new Variant<>(3, "u"));
        properties.put("TextDirection", new Variant<>("ltr"));
        properties.put("Status", new Variant<>("normal"));
        properties.put("IconThemePath", new Variant<>(List.of(), "as"));
        return properties;
    }

    @Override
    public BusAnswer answer(BusCall call) {
        List<Object> values = call.arguments();
        if (call.is(TYPE, "GetLayout", "iias")) {
            return layout((Integer) values.get(0), (Integer) values.get(1), Values.texts(values.get(2)));
        } else if (call.is(TYPE, "GetGroupProperties", "aias")) {
            return group(Values.numbers(values.get(0)), Values.texts(values.get(1)));
        } else if (call.is(TYPE, "GetProperty", "is")) {
            return property((Integer) values.get(0), values.get(1).toString());
        } else if (call.is(TYPE, "Event", "isvu")) {
            int id = (Integer) values.get(0);
            return event(id, values.get(1).toString()) ? BusAnswer.done() : unknown(id);
        } else if (call.is(TYPE, "EventGroup", "a(isvu)")) {
            return events(Values.structures(values.get(0)));
        } else if (call.is(TYPE, "AboutToShow", "i")) {
            int id = (Integer) values.get(0);
            return state.view().tree().node(id).isPresent() ? BusAnswer.of("b", aboutToShow(id)) : unknown(id);
        } else if (call.is(TYPE, "AboutToShowGroup", "ai")) {
            return aboutToShow(Values.numbers(values.get(0)));
        }
        return BusAnswer.unknown(call);
    }

    private BusAnswer layout(int parent, int depth, List<String> names) {
        MenuState.View view = state.view();
        return view.tree()
                .node(parent)
                .map(node -> BusAnswer.of("u" + MenuNode.SIGNATURE, view.revision(), node.layout(depth, names)))
                .orElseGet(() -> unknown(parent));
    }

    /** Numbers that nobody has are left out, and each is answered once; no numbers stand for all. */
    private BusAnswer group(List<Integer> ids, List<String> names) {
        MenuTree tree = state.view().tree();
        List<Object[]> lines = new ArrayList<>();
        for (int id : ids.isEmpty() ? tree.nodes().keySet().stream().sorted().toList() : new LinkedHashSet<>(ids)) {
            tree.node(id).ifPresent(node -> lines.add(new Object[] {id, node.properties(names)}));
        }
        return BusAnswer.of("a(ia{sv})", lines);
    }

    private BusAnswer property(int id, String name) {
        return state.view()
                .tree()
                .node(id)
                .flatMap(node ->
                        Optional.<Variant<?>>ofNullable(node.properties().get(name)))
                .map(value -> BusAnswer.of("v", value))
                .orElseGet(() -> new BusAnswer.Refusal(INVALID, "Line " + id + " has no property of this name."));
    }

    private static BusAnswer unknown(int id) {
        return new BusAnswer.Refusal(INVALID, "There is no line " + id + " in the menu.");
    }

    /** Nobody clicks a line twice at once. */
    private BusAnswer events(List<Object[]> events) {
        Set<Integer> unknown = new LinkedHashSet<>();
        Set<Integer> clicked = new HashSet<>();
        boolean known = events.isEmpty();
        for (Object[] event : events) {
            int id = (Integer) event[0];
            String what = event[1].toString();
            if (state.view().tree().node(id).isEmpty()) {
                unknown.add(id);
                continue;
            }
            known = true;
            if (!what.equals(CLICKED) || clicked.add(id)) {
                event(id, what);
            }
        }
        return known
                ? BusAnswer.of("ai", told(unknown))
                : unknown(unknown.iterator().next());
    }

    /** Of numbers that nobody has not more are told back than a menu may have lines. */
    private static List<Integer> told(Set<Integer> unknown) {
        return unknown.stream().limit(MOST_UNKNOWN).toList();
    }

    /** Something was done with a line; false if there is no such line. */
    private boolean event(int id, String what) {
        Optional<MenuNode> known = state.view().tree().node(id);
        switch (what) {
            case "opened" -> known.ifPresent(node -> state.opened(node.id()));
            case "closed" -> tell(state.closed(id));
            case CLICKED -> known.ifPresent(this::click);
            default -> {
                // "hovered" and what else panels tell changes nothing.
            }
        }
        return known.isPresent();
    }

    /** A click closes the menu. Some panels turn a check mark round by themselves: they are told what holds until the command is done. */
    private void click(MenuNode node) {
        if (node.command().isPresent() && !chosen.test(node.command().get())) {
            return;
        }
        tell(state.allClosed());
        if (node.checkable()) {
            Object[] line = {node.id(), node.properties(List.of("toggle-state"))};
            emit("ItemsPropertiesUpdated", "a(ia{sv})a(ias)", List.<Object[]>of(line), List.of());
        }
    }

    /** Whether its lines have changed by that. */
    private boolean aboutToShow(int id) {
        if (id != MenuIds.ROOT) {
            return false;
        }
        MenuState.Change change = state.aboutToOpen();
        tell(change);
        return change.diff().layout().isPresent();
    }

    private BusAnswer aboutToShow(List<Integer> ids) {
        List<Integer> changed = new ArrayList<>();
        Set<Integer> unknown = new LinkedHashSet<>();
        for (int id : new LinkedHashSet<>(ids)) {
            if (state.view().tree().node(id).isEmpty()) {
                unknown.add(id);
            } else if (aboutToShow(id)) {
                changed.add(id);
            }
        }
        return BusAnswer.of("aiai", changed, told(unknown));
    }
}
