package online.cloudtolocalllm.chat.model.exchange;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import online.cloudtolocalllm.chat.model.talk.Conversation;
import online.cloudtolocalllm.chat.model.talk.Image;
import online.cloudtolocalllm.chat.model.talk.Message;
import online.cloudtolocalllm.chat.model.talk.Message.Versions;
import online.cloudtolocalllm.chat.model.talk.Origin;
import online.cloudtolocalllm.chat.model.talk.Profile;
import online.cloudtolocalllm.chat.model.talk.Role;
import online.cloudtolocalllm.chat.model.talk.Stage;
import online.cloudtolocalllm.chat.model.talk.Tool;
import online.cloudtolocalllm.protocol.ipc.Tried;

/** Arbitrary conversations, with everything that messages may have, as trees. */
final class Conversations {

    private static final List<String> AWKWARD = List.of(
            "",
            "\n",
            "\n\n",
            "## You",
            "# title",
            "-->",
            "<!-- cloudtolocalllm end -->",
            "\\<!-- cloudtolocalllm {} -->",
            "a\r\nb\r",
            "```\ncode\n```\n",
            "<!-- cloudtolocalllm -->",
            "\u202Eright to left",
            "\u0000\u2028",
            "日本語 😀");

    private Conversations() {}

    static Arbitrary<String> texts() {
        Arbitrary<String> any = Arbitraries.strings().ofMaxLength(12).filter(text -> text.codePoints()
                .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
        return Arbitraries.oneOf(any, Arbitraries.of(AWKWARD))
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(parts -> String.join("\n", parts));
    }

    private static Arbitrary<Instant> moments() {
        return Arbitraries.longs().between(0, 4_000_000_000_000L).map(Instant::ofEpochMilli);
    }

    private static Arbitrary<Profile> profiles() {
        return Combinators.combine(
                        texts(),
                        texts(),
                        Arbitraries.doubles().between(0, 2).ofScale(2).optional(),
                        Arbitraries.integers().between(1, Integer.MAX_VALUE).optional(),
                        texts(),
                        texts())
                .as((model, system, temperature, tokens, alive, format) -> new Profile(
                        model,
                        system,
                        temperature.map(OptionalDouble::of).orElse(OptionalDouble.empty()),
                        tokens.map(OptionalInt::of).orElse(OptionalInt.empty()),
                        alive,
                        format));
    }

    private static Arbitrary<Origin> origins() {
        Arbitrary<Optional<Duration>> spans = Arbitraries.longs()
                .between(0, 86_400_000)
                .map(Duration::ofMillis)
                .optional();
        Arbitrary<List<Tried>> tried =
                Combinators.combine(texts(), texts()).as(Tried::new).list().ofMaxSize(2);
        return Combinators.combine(
                        texts(),
                        texts(),
                        tried,
                        spans,
                        spans,
                        Arbitraries.longs().between(0, 1_000_000),
                        Arbitraries.doubles().between(0, 10_000).optional())
                .as((model, connection, before, first, thinking, tokens, speed) -> new Origin(
                        model,
                        connection,
                        before,
                        first,
                        thinking,
                        tokens,
                        speed.map(OptionalDouble::of).orElse(OptionalDouble.empty())));
    }

    /** What a message says, which hangs at another one later. */
    private static Arbitrary<Message> messages() {
        Arbitrary<Message> questions = Combinators.combine(
                        texts(),
                        Combinators.combine(texts(), Arbitraries.of("AAAA", "QUJD"))
                                .as((name, base64) -> new Image(name, "image/png", base64))
                                .list()
                                .ofMaxSize(2),
                        moments())
                .as((text, images, at) -> Message.question(0, text, images, at));
        Arbitrary<Message> answers = Combinators.combine(
                        texts(),
                        texts(),
                        Combinators.combine(texts(), texts())
                                .as(Tool::new)
                                .list()
                                .ofMaxSize(2),
                        Arbitraries.of(Stage.WHOLE, Stage.STOPPED, Stage.BROKEN),
                        texts(),
                        origins(),
                        moments())
                .as((text, thinking, tools, stage, problem, origin, at) -> new Message(
                        0,
                        0,
                        Role.ASSISTANT,
                        text,
                        thinking,
                        List.of(),
                        tools,
                        stage,
                        problem,
                        origin,
                        at,
                        Versions.ONLY));
        return Arbitraries.oneOf(questions, answers);
    }

    /** Parents before children, in the order of {@link WholeConversation#of}. */
    static Arbitrary<WholeConversation> whole() {
        Arbitrary<Conversation> heads = Combinators.combine(
                        texts(), Arbitraries.of(true, false), Arbitraries.of(true, false), moments(), profiles())
                .as((title, named, pinned, at, profile) -> new Conversation(0, title, named, pinned, at, profile));
        Arbitrary<List<Message>> trees = Combinators.combine(
                        messages(), Arbitraries.integers().between(0, 100))
                .as(Hung::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(7)
                .map(Conversations::tree);
        return Combinators.combine(heads, trees)
                .as((head, tree) -> WholeConversation.of(head, tree, List.of()))
                .withoutEdgeCases();
    }

    private record Hung(Message message, int below) {}

    private static List<Message> tree(List<Hung> all) {
        List<Message> tree = new ArrayList<>();
        for (Hung hung : all) {
            long number = tree.size() + 1L;
            long parent = hung.below() % number;
            Message message = hung.message();
            tree.add(new Message(
                    number,
                    parent,
                    message.role(),
                    message.text(),
                    message.thinking(),
                    message.images(),
                    message.tools(),
                    message.stage(),
                    message.problem(),
                    message.origin(),
                    message.at(),
                    Versions.ONLY));
        }
        return tree;
    }
}
