package online.cloudtolocalllm.daemon.ipc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import online.cloudtolocalllm.daemon.ipc.legacy.LegacyGate;
import online.cloudtolocalllm.protocol.ipc.Tried;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Replays the examples of {@code docs/protocol.md}: blocks marked {@code ipc} from the first byte, blocks marked
 * {@code ipc-authenticated} after the handshake, of a client of the name that may follow, blocks marked {@code ipc-old} while old
 * clients are let in. {@code C} is the client, {@code S} the daemon, {@code X} the daemon's close; an indented line goes on with
 * the one before it. Blocks marked {@code ipc-daemon} are replayed against a real daemon, by the end-to-end tests.
 */
class ProtocolDocumentTest {

    private static final Path DOCUMENT = Path.of("../../docs/protocol.md");

    private static final Pattern COMMAND = Pattern.compile("C \\{\"command\":\"([A-Z_]+)\"");

    private static final String STRANGER = "ipc";
    private static final String OLD = "ipc-old";
    private static final String TRUSTED = "ipc-authenticated";

    private record Example(int line, String opening, List<String> turns) {

        Conversation begin() {
            if (opening.equals(STRANGER)) {
                return new Conversation();
            }
            if (opening.equals(OLD)) {
                LegacyGate gate = LegacyGate.shut();
                gate.always(true);
                return new Conversation(gate);
            }
            String name = opening.substring(TRUSTED.length()).strip();
            return name.isEmpty() ? Conversation.authenticated() : Conversation.authenticated(name);
        }
    }

    @TestFactory
    Stream<DynamicTest> everyExampleIsTrue() throws IOException {
        List<Example> examples = examples();
        assertThat(examples).hasSizeGreaterThan(8);
        return examples.stream()
                .map(example -> DynamicTest.dynamicTest("line " + example.line(), () -> replay(example)));
    }

    /** A command that is read has an example, and an example names a command that is read or shows what becomes of another one. */
    @Test
    void everyCommandHasAnExample() throws IOException {
        Set<String> shown = new TreeSet<>();
        boolean replayed = false;
        for (String line : Files.readAllLines(DOCUMENT)) {
            replayed = line.startsWith("```") ? line.startsWith("```ipc") : replayed;
            Matcher command = COMMAND.matcher(line);
            if (replayed && command.lookingAt()) {
                shown.add(command.group(1));
            }
        }
        assertThat(shown).contains("MAKE_COFFEE").containsAll(CommandReader.names());
        assertThat(CommandReader.names())
                .allSatisfy(name -> assertThat(CommandReader.read(JsonObject.of("command", name)))
                        .isNotEqualTo(CommandReader.read(JsonObject.of("command", "MAKE_COFFEE"))));
    }

    private static List<Example> examples() throws IOException {
        List<Example> examples = new ArrayList<>();
        List<String> turns = null;
        int number = 0;
        for (String line : Files.readAllLines(DOCUMENT)) {
            number++;
            if (turns == null) {
                if (line.equals("```" + STRANGER) || line.equals("```" + OLD) || line.startsWith("```" + TRUSTED)) {
                    turns = new ArrayList<>();
                    examples.add(new Example(number, line.substring(3), turns));
                }
            } else if (line.equals("```")) {
                turns = null;
            } else if (line.startsWith(" ")) {
                turns.add(turns.removeLast() + line.strip());
            } else {
                turns.add(line);
            }
        }
        return examples;
    }

    private static void replay(Example example) throws Exception {
        try (Conversation conversation = example.begin()) {
            conversation.control.answer = ProtocolDocumentTest::answer;
            conversation.control.streamed = DocumentedStreams::answer;
            Deque<String> said = new ArrayDeque<>();
            for (String turn : example.turns()) {
                String rest = turn.substring(1).strip();
                switch (turn.charAt(0)) {
                    case 'C' -> {
                        assertThat(said).as("not in the document").isEmpty();
                        said.addAll(conversation.say(rest + "\n"));
                    }
                    case 'S' -> {
                        assertThat(said).as("nothing was said for " + turn).isNotEmpty();
                        assertThat(Json.parseObject(said.remove())).isEqualTo(Json.parseObject(rest));
                    }
                    case 'X' -> assertThat(conversation.isOpen()).isFalse();
                    default -> throw new AssertionError("not a turn: " + turn);
                }
            }
            assertThat(said).as("not in the document").isEmpty();
            boolean closes = example.turns().getLast().startsWith("X");
            assertThat(conversation.isOpen()).isNotEqualTo(closes);
        }
    }

    private static Optional<ProxyReply> answer(ProxyCall call) {
        return switch (call.target().toString()) {
            case "/api/version" ->
                Optional.of(new ProxyReply.Answered(200, "local_ollama", JsonObject.of("version", "0.17.4")));
            case "/api/show" ->
                Optional.of(
                        new ProxyReply.Answered(404, "local_ollama", JsonObject.of("error", "model 'nope' not found")));
            case "/api/ps" ->
                Optional.of(new ProxyReply.Answered(
                        200,
                        "cloud_proxy",
                        JsonObject.of("models", List.of()),
                        2,
                        List.of(new Tried("local_ollama", "nothing listens there"))));
            case "/api/generate" -> Optional.empty();
            default ->
                Optional.of(new ProxyReply.Refused(
                        "No connection can serve this.", "no_connection", OptionalInt.of(503), 0));
        };
    }
}
