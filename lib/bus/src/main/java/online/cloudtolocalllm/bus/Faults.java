package online.cloudtolocalllm.bus;

/** Where mistakes of listeners and objects go: to the thread's handler, as if they had ended it. The conversation goes on. */
final class Faults {

    private Faults() {}

    static void report(RuntimeException mistake) {
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, mistake);
    }
}
