package online.cloudtolocalllm.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;
import online.cloudtolocalllm.demo.answer.AnswerWriter;
import online.cloudtolocalllm.demo.answer.Narrator;
import online.cloudtolocalllm.demo.answer.Pace;
import online.cloudtolocalllm.demo.http.AccessRules;
import online.cloudtolocalllm.demo.http.CloudPaths;
import online.cloudtolocalllm.demo.http.DemoServer;
import online.cloudtolocalllm.demo.http.Routes;
import online.cloudtolocalllm.demo.ollama.DemoModel;
import online.cloudtolocalllm.demo.ollama.Embedding;
import online.cloudtolocalllm.demo.ollama.Inventory;
import online.cloudtolocalllm.demo.ollama.LoadedModel;
import online.cloudtolocalllm.demo.ollama.NativeChat;
import online.cloudtolocalllm.demo.ollama.NativeGenerate;
import online.cloudtolocalllm.demo.ollama.NativeSpeech;
import online.cloudtolocalllm.demo.ollama.Refusals;
import online.cloudtolocalllm.demo.openai.OpenAiEmbeddings;
import online.cloudtolocalllm.demo.openai.OpenAiModels;
import online.cloudtolocalllm.demo.openai.OpenAiSpeech;
import online.cloudtolocalllm.protocol.TimeSource;

/** The composition root: puts the demo's parts together. */
final class Demo {

    private Demo() {}

    /**
     * Starts to serve.
     *
     * @param problems where a mistake of the demo itself is reported
     * @throws IOException if the port cannot be listened on; a {@link java.net.BindException} if it is taken
     */
    static DemoServer open(DemoSettings settings, Pace pace, TimeSource time, PrintStream problems) throws IOException {
        DemoModel model = new DemoModel(time.now());
        LoadedModel loaded = new LoadedModel(time);
        AnswerWriter writer = new AnswerWriter(settings.name());
        Narrator narrator = new Narrator(pace, time);
        NativeSpeech speech = new NativeSpeech(writer, narrator, loaded, time);
        Inventory inventory = new Inventory(model, loaded);
        Embedding embedding = new Embedding(time);
        OpenAiModels models = new OpenAiModels(model);
        OpenAiSpeech openAi = new OpenAiSpeech(writer, narrator, loaded, time);
        OpenAiEmbeddings openAiEmbeddings = new OpenAiEmbeddings();
        Routes.Builder routes = Routes.builder()
                .get("/", inventory::root)
                .get("/api/version", inventory::version)
                .get("/api/tags", inventory::tags)
                .get("/api/ps", inventory::ps)
                .post("/api/show", inventory::show)
                .post("/api/chat", new NativeChat(speech)::answer)
                .post("/api/generate", new NativeGenerate(speech)::answer)
                .post("/api/embed", embedding::embed)
                .post("/api/embeddings", embedding::embeddings)
                .get("/v1/models", models::list)
                .getBelow("/v1/models/", models::one)
                .post("/v1/chat/completions", openAi::chat)
                .post("/v1/completions", openAi::completion)
                .post("/v1/embeddings", openAiEmbeddings::embed);
        Refusals.addTo(routes);
        Optional<CloudPaths> cloud = settings.cloud().map(token -> new CloudPaths());
        cloud.ifPresent(paths -> routes.get(CloudPaths.HEALTH, inventory::health));
        AccessRules access = new AccessRules(settings.cloud());
        return DemoServer.open(settings.port(), access, cloud, routes.build(), problems);
    }
}
