package online.cloudtolocalllm.chat.model.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import online.cloudtolocalllm.chat.model.library.Errands;
import online.cloudtolocalllm.chat.model.library.PlayedUndo;
import online.cloudtolocalllm.chat.model.library.Screen;
import online.cloudtolocalllm.chat.model.talk.Preset;
import online.cloudtolocalllm.chat.model.talk.Profile;
import online.cloudtolocalllm.chat.store.ConversationStore;
import online.cloudtolocalllm.chat.store.MemoryStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OptionsTest {

    private static final Profile EDITOR =
            new Profile("", "Be brief.", OptionalDouble.of(0.2), OptionalInt.empty(), "", "");

    private final Screen screen = new Screen();
    private final Errands errands = new Errands(screen);
    private final MemoryStore store = new MemoryStore();
    private final PlayedUndo undo = new PlayedUndo();
    private final PlayedTalk talk = new PlayedTalk();
    private final Options options = new Options(talk, store, errands, undo);

    @AfterEach
    void close() {
        errands.close();
    }

    private static ProfileForm form(String system, String temperature) {
        return new ProfileForm(system, temperature, "", "", ProfileForm.Format.TEXT, "");
    }

    private List<String> presets() {
        return options.state().presets().stream().map(Preset::name).toList();
    }

    @Test
    void whatMakesSenseCountsAtOnceAndTheRestWaits() {
        options.show(talk.now(PlayedTalk.open(3, "x", Profile.PLAIN)));
        options.edit(form("Hi", "0."));
        options.edit(form("Hi", "0.7"));
        assertThat(talk.profiles.getLast().temperature()).hasValue(0.7);
        options.edit(form("Hi there", "0.7x"));
        assertThat(talk.profiles.getLast().system()).isEqualTo("Hi there");
        assertThat(talk.profiles.getLast().temperature())
                .as("the last that made sense")
                .hasValue(0.7);
        assertThat(options.state().form().temperature()).isEqualTo("0.7x");
        options.show(talk.state());
        assertThat(options.state().form().temperature())
                .as("nothing is typed over")
                .isEqualTo("0.7x");
    }

    @Test
    void aConversationThatLagsBehindTypesNothingOver() {
        options.show(PlayedTalk.open(3, "x", Profile.PLAIN));
        options.edit(form("a", ""));
        options.edit(form("ab", ""));
        options.show(PlayedTalk.open(3, "x", Profile.PLAIN));
        options.show(PlayedTalk.open(3, "x", talk.profiles.getFirst()));
        assertThat(options.state().form().system()).isEqualTo("ab");
        options.show(PlayedTalk.open(3, "x", talk.profiles.getLast().withModel("other")));
        assertThat(options.state().form().system()).isEqualTo("ab");
        assertThat(options.state().model()).isEqualTo("other");
        options.show(PlayedTalk.open(4, "y", EDITOR));
        assertThat(options.state().form().system()).isEqualTo("Be brief.");
    }

    @Test
    void aNewConversationKeepsWhatIsWrittenWhenItGetsItsNumber() {
        options.show(PlayedTalk.open(0, "", Profile.PLAIN));
        options.edit(form("Hi", "hot"));
        options.show(PlayedTalk.open(7, "", talk.profiles.getLast().withModel("llama3.2")));
        assertThat(options.state().form().temperature()).isEqualTo("hot");
        assertThat(options.state().model()).isEqualTo("llama3.2");
    }

    @Test
    void aPresetIsAppliedWithAWayBack() {
        options.show(PlayedTalk.open(3, "x", Profile.PLAIN.withModel("llama3.2")));
        options.edit(form("Mine", ""));
        options.apply(new Preset("Editor", EDITOR));
        assertThat(talk.profiles.getLast()).isEqualTo(EDITOR.withModel("llama3.2"));
        assertThat(undo.sentences()).containsExactly("The preset \"Editor\" was applied.");
        undo.undo();
        assertThat(talk.profiles.getLast().system()).isEqualTo("Mine");
        options.reset();
        assertThat(options.state().plain()).isTrue();
        options.show(PlayedTalk.open(4, "y", Profile.PLAIN));
        int set = talk.profiles.size();
        undo.undo();
        assertThat(talk.profiles).as("it is another conversation").hasSize(set);
    }

    @Test
    void presetsAreSavedReplacedAndDeletedWithAWayBack() throws Exception {
        options.show(PlayedTalk.open(3, "x", EDITOR.withModel("llama3.2")));
        options.save(" Editor\n", false);
        options.save("coder", true);
        assertThat(presets()).containsExactly("coder", "Editor");
        assertThat(screen.until(() -> store.presets().size() == 2)).isTrue();
        assertThat(store.presets()).contains(new Preset("Editor", EDITOR));
        assertThat(options.state().has("Editor ")).isTrue();
        options.edit(form("Other", ""));
        options.save("Editor", false);
        undo.undo();
        assertThat(options.state().presets().getLast().profile()).isEqualTo(EDITOR);
        options.delete(options.state().presets().getLast());
        assertThat(presets()).containsExactly("coder");
        undo.undo();
        assertThat(presets()).containsExactly("coder", "Editor");
        assertThat(screen.until(() -> store.presets().contains(new Preset("Editor", EDITOR))))
                .isTrue();
    }

    /** The store; keeping a preset takes until the gate is open. */
    private ConversationStore slow(CompletableFuture<Void> gate) {
        return (ConversationStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ConversationStore.class}, (_, method, values) -> {
                    if (method.getName().equals("preset")) {
                        gate.join();
                    }
                    return method.invoke(store, values);
                });
    }

    @Test
    void whatWasDoneLastWithAPresetIsStoredLast() {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        Options slow = new Options(talk, slow(gate), errands, undo);
        slow.save("Editor", false);
        slow.delete(slow.state().presets().getLast());
        gate.complete(null);
        errands.close();
        assertThat(store.presets()).isEmpty();
    }
}
