package online.cloudtolocalllm.settings.view.connections;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import online.cloudtolocalllm.settings.model.Settings;
import online.cloudtolocalllm.settings.model.config.Config;
import online.cloudtolocalllm.settings.model.connections.ConnectionEdits;
import online.cloudtolocalllm.settings.model.connections.ConnectionRow;
import online.cloudtolocalllm.window.Copying;
import online.cloudtolocalllm.window.words.Words;

/**
 * What the list, its menu and its keys do to the settings.
 *
 * @param settings where it is done
 * @param question says what a removal would lose
 * @param rows the connections as they are listed
 * @param chosen shows everything about a connection
 * @param removed hears of a connection that was just removed
 * @param tested tests the connection of which everything is shown
 */
record Commands(
        Settings settings,
        RemoveQuestion question,
        Supplier<List<ConnectionRow>> rows,
        Consumer<String> chosen,
        Consumer<String> removed,
        Runnable tested) {

    private Config config() {
        return settings.state().config();
    }

    /** Shows everything about this one. */
    void choose(String name) {
        chosen.accept(name);
    }

    void enable(String name, boolean on) {
        settings.apply(ConnectionEdits.enable(config(), name, on));
    }

    void pause(String name, boolean on) {
        settings.apply(ConnectionEdits.pause(config(), name, on));
    }

    void prefer(String name, boolean on) {
        settings.apply(ConnectionEdits.prefer(config(), name, on));
    }

    /** Gives it this place of the list, from 0. */
    void move(String name, int to) {
        List<ConnectionRow> listed = rows.get();
        if (to < 0 || to >= listed.size()) {
            return;
        }
        switch (ConnectionEdits.move(config(), name, listed.get(to).name())) {
            case ConnectionEdits.Move.To(var edit) -> settings.apply(edit);
            case ConnectionEdits.Move.Stays(String why) -> {
                if (!why.isEmpty()) {
                    settings.say(why, false, false);
                }
            }
        }
    }

    /** Takes it out; where undo could not bring all of it back, that is said first. */
    void remove(String name) {
        if (!config().names().contains(name)) {
            return;
        }
        String loss = ConnectionEdits.lossOf(config(), name);
        if (loss.isEmpty()) {
            removeNow(name);
        } else {
            question.ask(Words.plain(name), loss, () -> removeNow(name));
        }
    }

    private void removeNow(String name) {
        settings.apply(ConnectionEdits.remove(config(), name));
        removed.accept(name);
    }

    void test(String name) {
        choose(name);
        tested.run();
    }

    void copyAddress(String name) {
        rows.get().stream().filter(row -> row.name().equals(name)).findFirst().ifPresent(row -> {
            Copying.put(row.address());
            settings.say("Copied: " + Words.plain(row.address()), false, false);
        });
    }
}
