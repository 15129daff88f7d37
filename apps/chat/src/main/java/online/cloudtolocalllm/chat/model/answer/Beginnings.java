package online.cloudtolocalllm.chat.model.answer;

import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.chat.model.talk.Conversation;
import online.cloudtolocalllm.chat.model.talk.Image;
import online.cloudtolocalllm.chat.model.talk.Kept;
import online.cloudtolocalllm.chat.model.talk.Message;
import online.cloudtolocalllm.chat.model.talk.Origin;
import online.cloudtolocalllm.chat.model.talk.Profile;
import online.cloudtolocalllm.chat.model.talk.Role;
import online.cloudtolocalllm.chat.model.talk.Stage;
import online.cloudtolocalllm.chat.store.ConversationStore;
import online.cloudtolocalllm.protocol.TimeSource;

/** Stores questions and the places for their answers. Thread-safe; all methods block on the disk. */
final class Beginnings {

    private final ConversationStore store;
    private final TimeSource time;

    Beginnings(ConversationStore store, TimeSource time) {
        this.store = store;
        this.time = time;
    }

    /** What came of it. */
    sealed interface Begun {

        /**
         * An answer can be put into its place.
         *
         * @param notice what else is to be told, as sentences; empty for nothing
         */
        record Ready(Conversation conversation, Message place, Source source, String notice) implements Begun {}

        /**
         * No answer was begun.
         *
         * @param why as sentences; empty if there is nothing to say
         * @param conversation the conversation that a question was stored in all the same; 0 if none was
         */
        record Refused(String why, long conversation) implements Begun {

            Refused(String why) {
                this(why, 0);
            }
        }
    }

    /** A question behind the last message. The conversation is made if its number is 0. */
    Begun send(long conversation, Profile profile, String text, List<Image> images) {
        Optional<Conversation> there = conversation == 0
                ? Optional.of(store.create(profile, time.now())).filter(made -> made.number() != 0)
                : store.conversation(conversation);
        if (there.isEmpty()) {
            return new Begun.Refused(conversation == 0 ? Reasons.NOT_STORED : Reasons.GONE);
        }
        long number = there.get().number();
        long parent = store.newest(number, 1)
                .filter(opened -> !opened.messages().isEmpty())
                .map(opened -> opened.messages().getLast().number())
                .orElse(0L);
        return question(there.get(), profile, parent, text, images);
    }

    /** Another version of a question. */
    Begun edit(long conversation, Profile profile, long question, String text) {
        Optional<Conversation> there = store.conversation(conversation);
        List<Message> path = store.pathTo(question);
        if (there.isEmpty() || path.isEmpty() || path.getLast().role() != Role.USER) {
            return new Begun.Refused(Reasons.GONE);
        }
        Message old = path.getLast();
        return text.isBlank() && old.images().isEmpty()
                ? new Begun.Refused("")
                : question(there.get(), profile, old.parent(), text, old.images());
    }

    private Begun question(Conversation there, Profile profile, long parent, String text, List<Image> images) {
        Message question = store.append(there.number(), Message.question(parent, text.strip(), images, time.now()));
        if (question.number() == 0) {
            if (there.title().isEmpty() && parent == 0) {
                store.delete(there.number());
            }
            return new Begun.Refused(Reasons.NOT_STORED);
        }
        if (there.title().isEmpty()) {
            store.rename(there.number(), Titles.of(question.text(), images), false);
        }
        return answer(there.number(), profile, question.number());
    }

    /** Another version of an answer; a first one, if it is a question. */
    Begun again(long conversation, Profile profile, long message) {
        List<Message> path = store.pathTo(message);
        if (path.isEmpty() || store.conversation(conversation).isEmpty()) {
            return new Begun.Refused(Reasons.GONE);
        }
        Message last = path.getLast();
        return answer(conversation, profile, last.role() == Role.USER ? last.number() : last.parent());
    }

    private Begun answer(long conversation, Profile profile, long question) {
        Message place = store.append(conversation, Message.answer(question, profile.model(), time.now()));
        if (place.number() == 0) {
            return new Begun.Refused(Reasons.ANSWER_NOT_STORED, conversation);
        }
        return ready(conversation, place, Requests.ask(profile, store.pathTo(question)), false);
    }

    /** The same answer once more, behind what there is of it. */
    Begun goOn(long conversation, Profile profile, long answer) {
        List<Message> path = store.pathTo(answer);
        if (path.isEmpty() || path.getLast().role() != Role.ASSISTANT) {
            return new Begun.Refused(Reasons.GONE);
        }
        Message place = path.getLast();
        if (place.stage() == Stage.WHOLE || place.stage() == Stage.WRITING) {
            // Here it is over, and not whole: somebody else writes it.
            return new Begun.Refused(Reasons.TAKEN_OVER);
        }
        boolean some = !place.text().isBlank();
        Requests.Made made =
                some ? Requests.goOn(profile, path) : Requests.ask(profile, path.subList(0, path.size() - 1));
        Message writing = place.so(place.text(), place.thinking(), place.tools(), by(profile, place.origin()))
                .ended(Stage.WRITING, "");
        return store.save(writing, Kept.NOTHING)
                ? ready(conversation, writing, made, some)
                : new Begun.Refused(Reasons.ANSWER_NOT_STORED);
    }

    /** The one who goes on is the one who is told of. */
    private static Origin by(Profile profile, Origin before) {
        return new Origin(
                profile.model().isBlank() ? before.model() : profile.model(),
                before.connection(),
                before.tried(),
                before.firstToken(),
                before.thinking(),
                before.tokens(),
                before.tokensPerSecond());
    }

    private Begun ready(long conversation, Message place, Requests.Made made, boolean goesOn) {
        Optional<Conversation> now = store.conversation(conversation);
        if (now.isEmpty()) {
            return new Begun.Refused(Reasons.GONE);
        }
        return switch (made) {
            case Requests.Made.Asks(var request, int leftOut) ->
                new Begun.Ready(
                        now.get(),
                        place,
                        goesOn ? new Source.GoOn(request) : new Source.Ask(request),
                        leftOut > 0 ? Reasons.leftOut(leftOut) : "");
            case Requests.Made.Unfit(String why) -> new Begun.Ready(now.get(), place, new Source.Nowhere(why), "");
        };
    }
}
