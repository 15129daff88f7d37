package online.cloudtolocalllm.settings.view.apps;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import online.cloudtolocalllm.settings.model.SettingsState;
import online.cloudtolocalllm.settings.model.apps.AppKey;
import online.cloudtolocalllm.settings.model.apps.Apps;
import online.cloudtolocalllm.settings.model.apps.AppsState;
import online.cloudtolocalllm.settings.view.page.Moment;
import online.cloudtolocalllm.settings.view.page.PageContext;
import online.cloudtolocalllm.settings.view.page.Section;
import online.cloudtolocalllm.window.Parts;

/** The gateway keys, and a line to make another. What they were used for is asked every few seconds while it is seen. */
final class KeysSection implements Section {

    private static final Duration BETWEEN_LOOKS = Duration.seconds(5);

    private final Apps apps;
    private final VBox rows = new VBox();
    private final Map<String, KeyRow> shown = new HashMap<>();
    private final Label empty = Parts.paragraph("", "quiet");
    private final Label problem = Parts.paragraph("", "tone-bad");
    private final MadeKey made;
    private final NewKeyLine line;
    private final VBox box;
    private final Timeline looks;
    private Instant now = Instant.EPOCH;
    private boolean seen;
    private boolean up;

    KeysSection(PageContext context) {
        apps = new Apps(context.daemon(), context.time(), this::draw);
        made = new MadeKey(apps::taken);
        line = new NewKeyLine(apps);
        looks = new Timeline(new KeyFrame(BETWEEN_LOOKS, tick -> look()));
        looks.setCycleCount(Animation.INDEFINITE);
        problem.setId("keys-problem");
        empty.setId("keys-empty");
        box = Section.box(
                "Keys",
                Parts.paragraph(
                        "A key tells which program asks: it is named in the requests, its use is counted, and"
                                + " its requests travel no further than you allow. Who needs one is set under"
                                + " Gateway.",
                        "quiet"),
                made,
                rows,
                empty,
                problem,
                line);
    }

    Apps apps() {
        return apps;
    }

    private void look() {
        if (up) {
            apps.look();
        }
    }

    private void draw() {
        AppsState state = apps.state();
        made.show(state.made());
        line.show(state, up);
        Map<String, AppKey> keys = new TreeMap<>();
        state.keys().forEach(key -> keys.put(key.name(), key));
        List<String> names = new ArrayList<>(keys.keySet());
        state.revoked().keySet().stream()
                .filter(name -> !keys.containsKey(name))
                .forEach(names::add);
        names.sort(null);
        arrange(names);
        names.forEach(name -> {
            KeyRow row = Objects.requireNonNull(shown.get(name));
            AppKey key = keys.get(name);
            if (key == null) {
                row.showRevoked();
            } else {
                row.show(key, now);
            }
        });
        Parts.say(empty, emptyWords(state, names.isEmpty()));
        Parts.say(problem, state.problem());
    }

    /** The rows in the order of their names; one that stays is not taken out, which would cost it the focus. */
    private void arrange(List<String> names) {
        if (shown.keySet().equals(Set.copyOf(names))) {
            return;
        }
        shown.entrySet().removeIf(entry -> {
            boolean gone = !names.contains(entry.getKey());
            if (gone) {
                rows.getChildren().remove(entry.getValue());
            }
            return gone;
        });
        for (int index = 0; index < names.size(); index++) {
            String name = names.get(index);
            if (!shown.containsKey(name)) {
                KeyRow row = new KeyRow(name, apps);
                shown.put(name, row);
                rows.getChildren().add(index, row);
            }
        }
    }

    private String emptyWords(AppsState state, boolean none) {
        if (!up) {
            return "The daemon has the keys: start it to see them.";
        }
        if (!state.known()) {
            return state.problem().isEmpty() ? "Asking the daemon …" : "";
        }
        return none ? "No program has a key yet. Name one below, and give it the key that you get." : "";
    }

    @Override
    public Node node() {
        return box;
    }

    @Override
    public void show(SettingsState state, Moment moment) {
        now = moment.now();
        boolean before = up;
        up = state.link().up();
        if (before && !up) {
            apps.away();
        }
        if (seen && up && !before) {
            opened();
        }
        apps.tick();
        draw();
    }

    @Override
    public void opened() {
        seen = true;
        looks.playFromStart();
        look();
    }

    @Override
    public void left() {
        seen = false;
        looks.stop();
    }

    @Override
    public boolean escape() {
        return line.escape();
    }
}
