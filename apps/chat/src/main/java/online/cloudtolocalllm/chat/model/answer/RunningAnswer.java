package online.cloudtolocalllm.chat.model.answer;

/** An answer that is being written. For one reader; {@link #cancel} and {@link #leave} come from any thread. */
public interface RunningAnswer extends AutoCloseable {

    /** What comes next. Blocks until it does; after {@link Fetched.Whole} and {@link Fetched.Broke} it is not asked again. */
    Fetched next();

    /** Ends it, also where it is written. Does not block; wakes the reader. */
    void cancel();

    /** Leaves it to the daemon, which keeps it; one that is not kept is cancelled. Does not block; wakes the reader. */
    void leave();

    /** Gives back what it holds; cancels it if it has not ended. Does not block. */
    @Override
    void close();
}
