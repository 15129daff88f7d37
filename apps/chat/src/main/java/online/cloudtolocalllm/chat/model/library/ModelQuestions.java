package online.cloudtolocalllm.chat.model.library;

import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.client.model.Best;
import online.cloudtolocalllm.client.model.Model;
import online.cloudtolocalllm.client.model.ModelDetails;

/** What is asked about models. Thread-safe. Every method blocks and belongs on a virtual thread; an interrupt ends it. */
public interface ModelQuestions {

    /** All models with what their servers say of them. */
    Reply<List<Model>> models();

    /** The connection that a question to this model would go to; empty if there is none. */
    Reply<Optional<Best>> best(String model);

    /** What is known of a model. */
    Reply<ModelDetails> details(String model);

    /**
     * Deletes a model; it is gone when this is {@link Reply.Done}.
     *
     * @return the name of the connection that it was deleted from
     */
    Reply<String> delete(String model, String connection);

    /**
     * Begins a download, which goes on from where an earlier one ended.
     *
     * @param connection where to; empty for wherever the daemon chooses
     * @return to be closed
     */
    Reply<Download> download(String model, String connection);
}
