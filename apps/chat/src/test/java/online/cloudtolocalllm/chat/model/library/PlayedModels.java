package online.cloudtolocalllm.chat.model.library;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import online.cloudtolocalllm.client.model.Best;
import online.cloudtolocalllm.client.model.Model;
import online.cloudtolocalllm.client.model.ModelDetails;
import online.cloudtolocalllm.client.model.PullProgress;
import online.cloudtolocalllm.protocol.json.JsonObject;

/** Answers about models as a test wishes. Thread-safe. */
public final class PlayedModels implements ModelQuestions {

    /** What was asked, such as {@code delete llama3.2 local_ollama}. */
    public final List<String> asked = new CopyOnWriteArrayList<>();

    /** Downloads in the order in which they were begun. */
    public final List<PlayedDownload> downloads = new CopyOnWriteArrayList<>();

    private final Map<String, Best> best = new ConcurrentHashMap<>();
    private volatile Reply<List<Model>> models = new Reply.Done<>(List.of());
    private volatile Optional<Reply<ModelDetails>> details = Optional.empty();
    private volatile Reply<String> deleted = new Reply.Done<>("local_ollama");
    private volatile Optional<String> noDownload = Optional.empty();

    /** A download that says what a test has it say. */
    public static final class PlayedDownload implements Download {

        private final String model;
        private final BlockingQueue<Step> steps = new LinkedBlockingQueue<>();
        private volatile boolean closed;

        private PlayedDownload(String model) {
            this.model = model;
        }

        /** Which model is downloaded. */
        public String model() {
            return model;
        }

        @Override
        public Step next() {
            try {
                return steps.take();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return new Step.Broken("Interrupted.");
            }
        }

        /** Something came of this file. */
        public void came(String status, String digest, long completed, long total) {
            PullProgress progress = new PullProgress(
                    status,
                    digest,
                    total == 0 ? OptionalLong.empty() : OptionalLong.of(completed),
                    total == 0 ? OptionalLong.empty() : OptionalLong.of(total),
                    JsonObject.EMPTY);
            steps.add(new Step.Progress(progress, "local_ollama"));
        }

        /** It is whole. */
        public void whole() {
            steps.add(new Step.Whole());
        }

        /** It breaks off. */
        public void broken(String why) {
            steps.add(new Step.Broken(why));
        }

        /** Whether it was ended. */
        public boolean closed() {
            return closed;
        }

        @Override
        public void close() {
            closed = true;
            steps.add(new Step.Broken("The answer was cancelled."));
        }
    }

    /** A model as servers list them. */
    public static Model model(String name, long size, String parameters, String... connections) {
        return new Model(
                name,
                size == 0 ? OptionalLong.empty() : OptionalLong.of(size),
                Optional.of(Instant.EPOCH),
                "llama",
                parameters,
                parameters.isEmpty() ? "" : "Q4_K_M",
                List.of(connections),
                JsonObject.EMPTY);
    }

    /** These models are there. */
    public void have(Model... all) {
        models = new Reply.Done<>(List.of(all));
    }

    /** They cannot be asked for. */
    public void haveNot(String why) {
        models = new Reply.Failed<>(why, false);
    }

    /** This connection would serve it. */
    public void serves(String model, String connection, String why) {
        best.put(model, new Best(connection, model, why));
    }

    /** Details are so. */
    public void details(Reply<ModelDetails> reply) {
        details = Optional.of(reply);
    }

    /** Deleting comes to this. */
    public void deleting(Reply<String> reply) {
        deleted = reply;
    }

    /** Downloads do not begin. */
    public void noDownload(String why) {
        noDownload = Optional.of(why);
    }

    @Override
    public Reply<List<Model>> models() {
        asked.add("models");
        return models;
    }

    @Override
    public Reply<Optional<Best>> best(String model) {
        asked.add("best " + model);
        return new Reply.Done<>(Optional.ofNullable(best.get(model)));
    }

    @Override
    public Reply<ModelDetails> details(String model) {
        asked.add("details " + model);
        return details.orElseGet(() -> new Reply.Failed<>("There is no such model.", false));
    }

    @Override
    public Reply<String> delete(String model, String connection) {
        asked.add("delete " + model + " " + connection);
        return deleted;
    }

    @Override
    public Reply<Download> download(String model, String connection) {
        asked.add("download " + model + " " + connection);
        if (noDownload.isPresent()) {
            return new Reply.Failed<>(noDownload.get(), false);
        }
        PlayedDownload download = new PlayedDownload(model);
        downloads.add(download);
        return new Reply.Done<>(download);
    }
}
