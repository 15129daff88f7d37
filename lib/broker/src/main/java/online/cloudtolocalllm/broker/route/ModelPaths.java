package online.cloudtolocalllm.broker.route;

/** How requests of each path name their model, and whether they change which there are. Pure. */
public final class ModelPaths {

    private ModelPaths() {}

    /**
     * Whether the model in the body decides where a request goes. Uploads of a model's parts, and what brings one in, name none
     * that is there. Under {@code /v1} paths that this version does not know name theirs as the others do.
     */
    public static boolean chosenByModel(PathKind kind, String path) {
        return kind.repeatable() || changesOne(path) || (kind == PathKind.OTHER && path.startsWith("/v1/"));
    }

    /** Whether it changes a model that is there, and so goes where that is. */
    static boolean changesOne(String path) {
        return isCopy(path) || deletes(path);
    }

    /**
     * Whether another list of models may follow from it. The parts of a model that are uploaded one by one, or looked for, are in
     * no list before the model is created from them.
     */
    public static boolean changesList(PathKind kind, String path) {
        return kind == PathKind.MANAGE && !path.startsWith("/api/blobs/");
    }

    /** Whether it deletes a model. */
    static boolean deletes(String path) {
        return PathKind.plain(path).equals("/api/delete");
    }

    private static boolean isCopy(String path) {
        return PathKind.plain(path).equals("/api/copy");
    }

    /** The key of the body under which the model is named. */
    public static String key(String path) {
        return isCopy(path) ? "source" : "model";
    }
}
