package online.cloudtolocalllm.chat.model.library;

import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.client.DaemonException;
import online.cloudtolocalllm.client.UnifiedConnectionService;
import online.cloudtolocalllm.client.model.Best;
import online.cloudtolocalllm.client.model.Model;
import online.cloudtolocalllm.client.model.ModelDetails;
import online.cloudtolocalllm.client.model.Target;
import online.cloudtolocalllm.window.words.Words;

/** The daemon's answers about models. Thread-safe. */
public final class DaemonModels implements ModelQuestions {

    private final UnifiedConnectionService service;

    /**
     * Asks over this service.
     *
     * @param service stays open
     */
    public DaemonModels(UnifiedConnectionService service) {
        this.service = service;
    }

    private interface Question<T> {
        T ask() throws DaemonException;
    }

    private static <T> Reply<T> reply(Question<T> question) {
        try {
            return new Reply.Done<>(question.ask());
        } catch (DaemonException e) {
            return new Reply.Failed<>(sentence(e), e.effect() == DaemonException.Effect.UNKNOWN);
        }
    }

    static String sentence(DaemonException e) {
        return Words.sentence(String.valueOf(e.getMessage()));
    }

    @Override
    public Reply<List<Model>> models() {
        return reply(service::models);
    }

    @Override
    public Reply<Optional<Best>> best(String model) {
        return reply(() -> service.bestConnection(model));
    }

    @Override
    public Reply<ModelDetails> details(String model) {
        return reply(() -> service.show(model));
    }

    @Override
    public Reply<String> delete(String model, String connection) {
        return reply(() -> service.delete(model, Target.on(connection)).connection());
    }

    @Override
    public Reply<Download> download(String model, String connection) {
        Target target = connection.isEmpty() ? Target.ANYWHERE : Target.on(connection);
        return reply(() -> new PulledModel(service.pull(model, target)));
    }
}
