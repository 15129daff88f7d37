package online.cloudtolocalllm.demo;

import java.util.function.Consumer;

/** Entry point of the demo process. */
public final class Main {

    private Main() {}

    /** Runs the demo until it is told to stop; {@code --help} lists the arguments. */
    public static void main(String[] args) {
        Runtime jvm = Runtime.getRuntime();
        Consumer<Runnable> atExit = action -> jvm.addShutdownHook(new Thread(action, "demo-exit"));
        System.exit(new DemoProgram(System.in, System.out, System.err, atExit).run(args));
    }
}
