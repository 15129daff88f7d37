package online.cloudtolocalllm.chat.model.library.pull;

import java.util.List;
import java.util.concurrent.Executor;
import online.cloudtolocalllm.chat.store.ConversationStore;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonArray;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.MalformedJsonException;

/**
 * The downloads that a window did not see the end of, kept by name for the next one, which lists them as interrupted. What is there, was
 * cancelled or taken from the list is forgotten. For JavaFX's thread; no method blocks.
 */
public final class UnfinishedPulls {

    /** The name of the choice that they are. */
    static final String NAME = "pulls";

    private static final int MOST = 32;
    private static final String MODEL = "model";
    private static final String TO = "to";

    private final ConversationStore store;
    private final Executor disk;
    private final Downloads downloads;
    /** As they were kept last. */
    private String kept = "";
    /** Whether those of the window before are known; what is kept before would be kept in their place. */
    private boolean known;

    private boolean ended;

    /**
     * Begins to read those of the window before.
     *
     * @param disk runs what reads and writes, one after the other
     * @param back brings what was read to JavaFX's thread
     * @param downloads gets what was read
     */
    public UnfinishedPulls(ConversationStore store, Executor disk, Executor back, Downloads downloads) {
        this.store = store;
        this.disk = disk;
        this.downloads = downloads;
        disk.execute(() -> {
            String text = store.choice(NAME).orElse("");
            back.execute(() -> begin(text));
        });
    }

    private void begin(String text) {
        kept = text;
        read(text).stream().limit(MOST).forEach(one -> {
            String model = ModelName.of(one.text(MODEL, "")).name();
            if (!model.isEmpty()) {
                downloads.interrupted(model, one.text(TO, ""));
            }
        });
        known = true;
        show(downloads.all());
    }

    private static List<JsonObject> read(String text) {
        try {
            return text.isEmpty() || !(Json.parse(text) instanceof JsonArray all) ? List.of() : all.objects();
        } catch (MalformedJsonException e) {
            // Somebody else wrote it; the next change replaces it.
            return List.of();
        }
    }

    /** These downloads there are now. */
    public void show(List<Pull> pulls) {
        if (!known || ended) {
            return;
        }
        List<JsonObject> open = pulls.stream()
                .filter(Pull::unfinished)
                .map(pull -> JsonObject.of(MODEL, pull.model(), TO, pull.wished()))
                .toList();
        String now = open.isEmpty() ? "" : Json.write(JsonArray.of(open));
        if (!now.equals(kept)) {
            kept = now;
            disk.execute(() -> store.choice(NAME, now));
        }
    }

    /** The window ends: what becomes of the downloads from now on is not their end. */
    public void end() {
        ended = true;
    }
}
