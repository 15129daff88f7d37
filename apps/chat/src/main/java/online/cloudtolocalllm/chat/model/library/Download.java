package online.cloudtolocalllm.chat.model.library;

import online.cloudtolocalllm.client.model.PullProgress;

/** A download that is under way. For one reader; {@link #close()} from any thread. */
public interface Download extends AutoCloseable {

    /** What comes next. */
    sealed interface Step {

        /**
         * Something more came.
         *
         * @param progress how far it is
         * @param connection where to
         */
        record Progress(PullProgress progress, String connection) implements Step {}

        /** The model is there. */
        record Whole() implements Step {}

        /**
         * It ended before that.
         *
         * @param sentence why, for people
         */
        record Broken(String sentence) implements Step {}
    }

    /** Blocks until something comes. After {@link Step.Whole} and {@link Step.Broken} nothing more does. */
    Step next();

    /** Ends it; what came stays with the server. Does not block. */
    @Override
    void close();
}
