package online.cloudtolocalllm.chat.model.talk;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import online.cloudtolocalllm.protocol.ipc.Tried;

/**
 * Where an answer came from and how fast.
 *
 * @param model the model that was asked; empty for the person's messages
 * @param connection who served it; empty while that is not known, or if nobody did
 * @param tried who was asked before and did not answer, in order
 * @param firstToken from the question to the first piece of text or thought
 * @param thinking how long the model thought before its text began
 * @param tokens how many tokens it wrote; 0 while that is not known
 * @param tokensPerSecond how fast, if that is known
 */
public record Origin(
        String model,
        String connection,
        List<Tried> tried,
        Optional<Duration> firstToken,
        Optional<Duration> thinking,
        long tokens,
        OptionalDouble tokensPerSecond) {

    /** Of the person's own messages. */
    public static final Origin PERSON = asked("");

    /** Copies the list. */
    public Origin {
        tried = List.copyOf(tried);
    }

    /** Of an answer of which nothing has come yet. */
    public static Origin asked(String model) {
        return new Origin(model, "", List.of(), Optional.empty(), Optional.empty(), 0, OptionalDouble.empty());
    }
}
