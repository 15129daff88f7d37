package online.cloudtolocalllm.daemon.ipc;

import java.util.Optional;
import online.cloudtolocalllm.protocol.ipc.IconState;
import online.cloudtolocalllm.protocol.json.JsonFlag;
import online.cloudtolocalllm.protocol.json.JsonObject;

/** Reads the commands by which a client says something about itself. Pure. */
final class ClientReader {

    private static final int LONGEST_TOOLTIP = 1_000;

    private ClientReader() {}

    /** Reads {@code SUBSCRIBE}, {@code UNSUBSCRIBE}, {@code UPDATE_TOOLTIP}, {@code UPDATE_ICON} or {@code AUTH_STATUS}. */
    static CommandReader.Reading read(String command, JsonObject message) {
        return switch (command) {
            case "SUBSCRIBE" -> understood(new IpcCommand.Subscribe());
            case "UNSUBSCRIBE" -> understood(new IpcCommand.Unsubscribe());
            case "UPDATE_TOOLTIP" -> tooltip(message);
            case "UPDATE_ICON" -> icon(message);
            case "AUTH_STATUS" -> authenticated(message);
            default -> throw new IllegalArgumentException(command);
        };
    }

    private static CommandReader.Reading tooltip(JsonObject message) {
        Optional<String> text = message.text("text");
        return text.isPresent() && text.get().codePointCount(0, text.get().length()) <= LONGEST_TOOLTIP
                ? wish(new ClientWishes(text, Optional.empty(), Optional.empty()))
                : wrong("UPDATE_TOOLTIP needs a \"text\" of at most 1,000 characters.");
    }

    private static CommandReader.Reading icon(JsonObject message) {
        Optional<IconState> state = message.text("state").flatMap(IconState::ofWord);
        return state.isPresent()
                ? wish(new ClientWishes(Optional.empty(), state, Optional.empty()))
                : wrong("The \"state\" of UPDATE_ICON must be idle, connected or error.");
    }

    private static CommandReader.Reading authenticated(JsonObject message) {
        return message.get("authenticated").orElse(null) instanceof JsonFlag(boolean signedIn)
                ? wish(new ClientWishes(Optional.empty(), Optional.empty(), Optional.of(signedIn)))
                : wrong("The \"authenticated\" of AUTH_STATUS must be true or false.");
    }

    private static CommandReader.Reading wish(ClientWishes wishes) {
        return understood(new IpcCommand.Wish(wishes));
    }

    private static CommandReader.Reading understood(IpcCommand command) {
        return new CommandReader.Reading.Understood(command);
    }

    private static CommandReader.Reading wrong(String text) {
        return new CommandReader.Reading.Wrong(text, "bad_request");
    }
}
