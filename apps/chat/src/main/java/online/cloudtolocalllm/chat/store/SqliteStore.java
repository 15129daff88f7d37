package online.cloudtolocalllm.chat.store;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import online.cloudtolocalllm.chat.model.talk.Conversation;
import online.cloudtolocalllm.chat.model.talk.Found;
import online.cloudtolocalllm.chat.model.talk.Kept;
import online.cloudtolocalllm.chat.model.talk.Message;
import online.cloudtolocalllm.chat.model.talk.Opened;
import online.cloudtolocalllm.chat.model.talk.Preset;
import online.cloudtolocalllm.chat.model.talk.Profile;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.protocol.files.Locations;

/**
 * Conversations in an SQLite database. What a method has said to be stored survives the end of this process at any moment; other
 * processes may use the same file at the same time. Thread-safe; every method but {@link #onProblem} blocks on the disk.
 */
public final class SqliteStore implements ConversationStore {

    private final TimeSource time;
    private final Troubles troubles = new Troubles();
    private final ConversationFile file;

    private final SavedAnswers answers = new SavedAnswers();

    /** That of this home; nothing is opened yet. */
    public SqliteStore(Locations locations, TimeSource time) {
        this(locations.conversations(), time, Opening.sqlite(Opening.PATIENCE));
    }

    /** One in this file. */
    SqliteStore(Path path, TimeSource time, Opening connections) {
        this.time = time;
        this.file = new ConversationFile(path, connections, time, troubles);
    }

    @Override
    public void onProblem(Consumer<String> listener) {
        troubles.listen(listener);
    }

    @Override
    public List<Found> find(String words, int most) {
        if (words.isBlank()) {
            return file.read(List.of(), database -> Conversations.all(database, most));
        }
        return SearchText.question(words)
                .map(question ->
                        file.read(List.<Found>of(), database -> Conversations.search(database, question, words, most)))
                .orElse(List.of());
    }

    @Override
    public Optional<Conversation> conversation(long number) {
        return file.read(Optional.empty(), database -> Conversations.one(database, number));
    }

    @Override
    public Conversation create(Profile profile, Instant at) {
        Conversation fresh = new Conversation(0, "", false, false, at, profile);
        long number = file.write(0L, database -> Conversations.insert(database, fresh));
        return new Conversation(number, "", false, false, at, profile);
    }

    @Override
    public Optional<Opened> newest(long conversation, int most) {
        return file.read(Optional.empty(), database -> Pages.newest(database, conversation, most));
    }

    @Override
    public Optional<Opened> earlier(long message, int most) {
        return file.read(Optional.empty(), database -> Pages.earlier(database, message, most));
    }

    @Override
    public Optional<Opened> later(long message, int most) {
        return file.read(Optional.empty(), database -> Pages.later(database, message, most));
    }

    @Override
    public Optional<Opened> around(long message, int most) {
        // What was found is shown also while nothing can be stored.
        file.write(false, database -> Branches.choose(database, message, true));
        return file.read(Optional.empty(), database -> Pages.around(database, message, most));
    }

    @Override
    public List<Message> pathTo(long message) {
        return file.read(
                List.of(),
                database -> Messages.read(
                        database, Branches.up(database, message, Long.MAX_VALUE).reversed()));
    }

    @Override
    public Message append(long conversation, Message message) {
        return file.write(message.withNumber(0), database -> Messages.append(database, conversation, message));
    }

    @Override
    public boolean save(Message answer, Kept kept) {
        Optional<Runnable> saved = file.write(Optional.empty(), database -> answers.save(database, answer, kept));
        saved.ifPresent(Runnable::run);
        return saved.isPresent();
    }

    @Override
    public List<Unfinished> unfinished() {
        return file.read(List.of(), SavedAnswers::unfinished);
    }

    @Override
    public boolean choose(long message) {
        return file.write(false, database -> Branches.choose(database, message, false));
    }

    @Override
    public boolean rename(long conversation, String title, boolean named) {
        return file.write(false, database -> Conversations.rename(database, conversation, title, named));
    }

    @Override
    public boolean pin(long conversation, boolean pinned) {
        return change("update conversation set pinned = ? where number = ?", pinned, conversation);
    }

    @Override
    public boolean profile(long conversation, Profile profile) {
        return change("update conversation set profile = ? where number = ?", StoredJson.of(profile), conversation);
    }

    @Override
    public boolean delete(long conversation) {
        return change(
                "update conversation set deleted = coalesce(deleted, ?) where number = ?",
                Moments.number(time.now()),
                conversation);
    }

    @Override
    public boolean restore(long conversation) {
        return change("update conversation set deleted = null where number = ?", conversation);
    }

    @Override
    public void purge(Instant before) {
        if (file.write(false, database -> Conversations.purge(database, before))) {
            file.shrink();
        }
    }

    @Override
    public List<Message> tree(long conversation) {
        return file.read(
                List.of(),
                database -> Messages.read(
                        database,
                        database.rows(
                                "select number from message where conversation = ? order by number",
                                row -> row.getLong(1),
                                conversation)));
    }

    @Override
    public long add(Conversation conversation, List<Message> tree) {
        return file.write(0L, database -> Messages.add(database, conversation, tree));
    }

    @Override
    public List<Preset> presets() {
        return file.read(
                List.of(),
                database -> database.rows(
                        "select name, profile from preset order by name collate nocase, name",
                        row -> new Preset(row.getString(1), StoredJson.profile(row.getString(2)))));
    }

    @Override
    public boolean preset(Preset preset) {
        return change(
                "replace into preset (name, profile) values (?, ?)", preset.name(), StoredJson.of(preset.profile()));
    }

    @Override
    public boolean forgetPreset(String name) {
        return change("delete from preset where name = ?", name);
    }

    @Override
    public Optional<String> choice(String name) {
        return file.read(
                Optional.empty(),
                database -> database.first("select value from choice where name = ?", row -> row.getString(1), name));
    }

    @Override
    public boolean choice(String name, String value) {
        return change("replace into choice (name, value) values (?, ?)", name, value);
    }

    private boolean change(String sql, Object... values) {
        return file.write(false, database -> database.change(sql, values) > 0);
    }

    @Override
    public void close() {
        file.close();
    }
}
