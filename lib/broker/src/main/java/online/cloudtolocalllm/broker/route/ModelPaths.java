package online.cloudtolocalllm.broker.route;

/** How requests of each path name their model. Pure. */
public final class ModelPaths {

    private ModelPaths() {}

    /** Whether the model in the body decides where a request goes. Uploads of a model's parts, and what brings one in, name none that is there. */
    public static boolean chosenByModel(PathKind kind, String path) {
        return kind.repeatable() || changesOne(path);
    }

    /** Whether it changes a model that is there, and so goes where that is. */
    static boolean changesOne(String path) {
        return path.equals("/api/copy") || path.equals("/api/delete");
    }

    /** The key of the body under which the model is named. */
    public static String key(String path) {
        return path.equals("/api/copy") ? "source" : "model";
    }
}
