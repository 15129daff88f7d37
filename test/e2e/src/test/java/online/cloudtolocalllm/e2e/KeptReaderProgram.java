package online.cloudtolocalllm.e2e;

import java.util.Optional;
import online.cloudtolocalllm.client.AnswerPieces;
import online.cloudtolocalllm.client.ClientOptions;
import online.cloudtolocalllm.client.StartPolicy;
import online.cloudtolocalllm.client.UnifiedConnectionService;
import online.cloudtolocalllm.client.model.ChatPiece;
import online.cloudtolocalllm.client.model.ChatRequest;
import online.cloudtolocalllm.protocol.files.Locations;

/** A chat without a window: asks a question whose answer is to be kept, and prints its name and each piece that it takes. */
final class KeptReaderProgram {

    static final String NAME = "kept ";
    static final String PIECE = "piece ";

    private KeptReaderProgram() {}

    public static void main(String[] arguments) throws Exception {
        ClientOptions options =
                ClientOptions.of(Locations.ofThisUser(), "test/1").withStart(StartPolicy.NEVER);
        try (UnifiedConnectionService service = UnifiedConnectionService.open(options);
                AnswerPieces<ChatPiece> pieces = service.keptChat(ChatRequest.of("tiny", "hi"))) {
            Optional<ChatPiece> piece = pieces.next();
            System.out.println(NAME + pieces.kept().orElse(""));
            while (piece.isPresent()) {
                System.out.println(PIECE + piece.get().content());
                piece = pieces.next();
            }
        }
    }
}
