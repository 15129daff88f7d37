package online.cloudtolocalllm.chat.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import online.cloudtolocalllm.chat.model.talk.Conversation;
import online.cloudtolocalllm.chat.model.talk.Found;
import online.cloudtolocalllm.chat.model.talk.Kept;
import online.cloudtolocalllm.chat.model.talk.Message;
import online.cloudtolocalllm.chat.model.talk.Opened;
import online.cloudtolocalllm.chat.model.talk.Profile;
import online.cloudtolocalllm.chat.model.talk.Stage;
import online.cloudtolocalllm.protocol.TimeSource;

/** A store that forgets everything with the test. Thread-safe; its methods block on nothing but each other. */
public final class MemoryStore extends MemoryChoices {

    private final TimeSource time;

    // Guarded by the lock.

    private final Map<Long, Conversation> conversations = new TreeMap<>();
    private final Map<Long, Instant> deleted = new HashMap<>();
    private final MemoryTree tree = new MemoryTree();
    private final List<Saved> saves = new ArrayList<>();
    private long last;

    /** What {@link #save} was given. */
    public record Saved(Message message, Kept kept) {}

    /** An empty one by the machine's clock. */
    public MemoryStore() {
        this(TimeSource.system());
    }

    /** An empty one. */
    public MemoryStore(TimeSource time) {
        this.time = time;
    }

    /** Everything that {@link #save} stored, in order. */
    public List<Saved> saves() {
        synchronized (lock) {
            return List.copyOf(saves);
        }
    }

    @Override
    public List<Found> find(String words, int most) {
        synchronized (lock) {
            return conversations.values().stream()
                    .filter(conversation -> !deleted.containsKey(conversation.number()))
                    .sorted(Comparator.comparing(Conversation::pinned)
                            .thenComparing(Conversation::changed)
                            .thenComparingLong(Conversation::number)
                            .reversed())
                    .flatMap(conversation ->
                            MemorySearch.in(conversation, tree.of(conversation.number()), words).stream())
                    .limit(most)
                    .toList();
        }
    }

    @Override
    public Optional<Conversation> conversation(long number) {
        synchronized (lock) {
            return deleted.containsKey(number) ? Optional.empty() : Optional.ofNullable(conversations.get(number));
        }
    }

    @Override
    public Conversation create(Profile profile, Instant at) {
        synchronized (lock) {
            long number = stores() ? ++last : 0;
            Conversation made = new Conversation(number, "", false, false, at, profile);
            if (number != 0) {
                conversations.put(number, made);
            }
            return made;
        }
    }

    @Override
    public Optional<Opened> newest(long conversation, int most) {
        synchronized (lock) {
            List<Message> path = tree.chosen(conversation);
            return conversation(conversation).map(there -> MemoryTree.part(path, path.size() - most, path.size()));
        }
    }

    @Override
    public Optional<Opened> earlier(long message, int most) {
        return part(message, most, 0, -1);
    }

    @Override
    public Optional<Opened> later(long message, int most) {
        return part(message, -1, 1, most);
    }

    @Override
    public Optional<Opened> around(long message, int most) {
        synchronized (lock) {
            if (!stores() || !tree.chooseUpTo(message)) {
                return Optional.empty();
            }
            return part(message, most / 2, 0, most - most / 2 - 1);
        }
    }

    /** From so many before it, or from so many behind it, to so many behind it. */
    private Optional<Opened> part(long message, int before, int skipped, int behind) {
        synchronized (lock) {
            MemoryTree.Standing standing = tree.standing(message);
            int from = before < 0 ? standing.index() + skipped : standing.index() - before;
            return standing.there()
                    ? Optional.of(MemoryTree.part(standing.path(), from, standing.index() + 1 + behind))
                    : Optional.empty();
        }
    }

    @Override
    public List<Message> pathTo(long message) {
        synchronized (lock) {
            return tree.pathTo(message);
        }
    }

    @Override
    public Message append(long conversation, Message message) {
        synchronized (lock) {
            Conversation there = conversations.get(conversation);
            if (!stores() || there == null) {
                return message.withNumber(0);
            }
            tree.add(conversation, message.withNumber(++last));
            conversations.put(
                    conversation,
                    new Conversation(
                            conversation, there.title(), there.named(), there.pinned(), message.at(), there.profile()));
            return tree.node(last).map(tree::shown).orElseThrow();
        }
    }

    @Override
    public boolean save(Message answer, Kept kept) {
        synchronized (lock) {
            boolean stored = stores() && tree.replace(answer, kept);
            if (stored) {
                saves.add(new Saved(answer, kept));
            }
            return stored;
        }
    }

    @Override
    public List<Unfinished> unfinished() {
        synchronized (lock) {
            return tree.all().stream()
                    .filter(node -> node.message().stage() == Stage.WRITING)
                    .map(node -> new Unfinished(node.conversation(), tree.shown(node), node.kept()))
                    .toList();
        }
    }

    @Override
    public boolean choose(long message) {
        synchronized (lock) {
            return stores() && tree.choose(message);
        }
    }

    @Override
    public boolean rename(long conversation, String title, boolean named) {
        return change(
                conversation,
                was -> was.named() && !named
                        ? was
                        : new Conversation(was.number(), title, named, was.pinned(), was.changed(), was.profile()));
    }

    @Override
    public boolean pin(long conversation, boolean pinned) {
        return change(
                conversation,
                was -> new Conversation(was.number(), was.title(), was.named(), pinned, was.changed(), was.profile()));
    }

    @Override
    public boolean profile(long conversation, Profile profile) {
        return change(
                conversation,
                was -> new Conversation(was.number(), was.title(), was.named(), was.pinned(), was.changed(), profile));
    }

    private boolean change(long conversation, UnaryOperator<Conversation> step) {
        synchronized (lock) {
            return stores() && conversations.computeIfPresent(conversation, (number, was) -> step.apply(was)) != null;
        }
    }

    @Override
    public boolean delete(long conversation) {
        synchronized (lock) {
            return stores()
                    && conversations.containsKey(conversation)
                    && deleted.putIfAbsent(conversation, time.now()) == null;
        }
    }

    @Override
    public boolean restore(long conversation) {
        synchronized (lock) {
            return stores() && deleted.remove(conversation) != null;
        }
    }

    @Override
    public void purge(Instant before) {
        synchronized (lock) {
            List<Long> gone = deleted.entrySet().stream()
                    .filter(entry -> entry.getValue().isBefore(before))
                    .map(Map.Entry::getKey)
                    .toList();
            gone.forEach(number -> {
                deleted.remove(number);
                conversations.remove(number);
                tree.remove(number);
                forgetChoice(ConversationStore.draft(number));
                forgetChoice(ConversationStore.edits(number));
            });
        }
    }

    @Override
    public List<Message> tree(long conversation) {
        synchronized (lock) {
            return tree.of(conversation);
        }
    }

    @Override
    public long add(Conversation conversation, List<Message> added) {
        synchronized (lock) {
            Conversation made = create(conversation.profile(), conversation.changed());
            if (made.number() == 0) {
                return 0;
            }
            Map<Long, Long> numbers = new HashMap<>(Map.of(0L, 0L));
            for (Message message : added) {
                Long parent = numbers.get(message.parent());
                if (parent == null) {
                    conversations.remove(made.number());
                    tree.remove(made.number());
                    return 0;
                }
                numbers.put(message.number(), ++last);
                tree.add(made.number(), MemoryTree.under(message, last, parent));
            }
            return change(
                            made.number(),
                            was -> new Conversation(
                                    was.number(),
                                    conversation.title(),
                                    conversation.named(),
                                    conversation.pinned(),
                                    conversation.changed(),
                                    conversation.profile()))
                    ? made.number()
                    : 0;
        }
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
