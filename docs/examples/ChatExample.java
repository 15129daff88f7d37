import java.util.List;
import online.cloudtolocalllm.client.AnswerPieces;
import online.cloudtolocalllm.client.ClientOptions;
import online.cloudtolocalllm.client.DaemonException;
import online.cloudtolocalllm.client.UncheckedDaemonException;
import online.cloudtolocalllm.client.UnifiedConnectionService;
import online.cloudtolocalllm.client.model.ChatAnswer;
import online.cloudtolocalllm.client.model.ChatMessage;
import online.cloudtolocalllm.client.model.ChatPiece;
import online.cloudtolocalllm.client.model.ChatRequest;
import online.cloudtolocalllm.client.model.Model;
import online.cloudtolocalllm.protocol.files.Locations.NoHomeException;

/** Asks the first model two questions. The first answer is printed as it comes, the second one when it is whole. */
public final class ChatExample {

    private ChatExample() {}

    private static void fail(DaemonException e) {
        System.out.println(e.getMessage() + " (effect: " + e.effect() + ")");
    }

    /** Asks, and ends. */
    public static void main(String[] arguments) throws NoHomeException {
        try (UnifiedConnectionService service = UnifiedConnectionService.open(ClientOptions.of("chat-example/1.0.0"))) {
            List<Model> models = service.models();
            if (models.isEmpty()) {
                System.out.println("no model is there");
                return;
            }
            String model = models.getFirst().name();
            ChatRequest request = ChatRequest.of(model, "Why is the sky blue?")
                    .withSystem("Answer in one sentence.")
                    .withOption("temperature", 0);

            StringBuilder said = new StringBuilder();
            try (AnswerPieces<ChatPiece> pieces = service.chatStream(request)) {
                for (ChatPiece piece : pieces) {
                    System.out.print(piece.content());
                    said.append(piece.content());
                }
                System.out.println();
                System.out.println("answered by " + pieces.served().connection());
            }

            ChatAnswer answer = service.chat(request.withMessage(ChatMessage.assistant(said.toString()))
                    .withMessage(ChatMessage.user("And at night?")));
            System.out.println(answer.text());
            answer.served()
                    .tried()
                    .forEach(tried -> System.out.println(tried.connection() + " did not answer: " + tried.why()));
        } catch (UncheckedDaemonException e) {
            fail(e.failure());
        } catch (DaemonException e) {
            fail(e);
        }
    }
}
