package online.cloudtolocalllm.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.BindException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import online.cloudtolocalllm.demo.answer.Pace;
import online.cloudtolocalllm.demo.http.DemoServer;
import online.cloudtolocalllm.protocol.TimeSource;

/** The demo as a program: arguments in, one line and an exit code out. */
final class DemoProgram {

    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;
    private static final int PORT_IN_USE = 5;
    private static final int INTERRUPTED = 130;

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final Consumer<Runnable> atExit;

    /**
     * Makes the program.
     *
     * @param atExit takes what is to be done when the process is told to end from outside
     */
    DemoProgram(InputStream in, PrintStream out, PrintStream err, Consumer<Runnable> atExit) {
        this.in = in;
        this.out = out;
        this.err = err;
        this.atExit = atExit;
    }

    /**
     * Serves until standard input ends (if that was asked for) or the thread is interrupted; blocks.
     *
     * @return the exit code
     */
    int run(String... args) {
        return switch (Arguments.parse(args)) {
            case Arguments.Help() -> {
                out.print(Arguments.HELP);
                out.flush();
                yield OK;
            }
            case Arguments.Wrong(String why) -> complain(why, "Run \"demo --help\" for the arguments.", WRONG_USAGE);
            case Arguments.Serve(DemoSettings settings) -> serve(settings);
        };
    }

    private int serve(DemoSettings settings) {
        Pace pace = Pace.human(settings.tokensPerSecond());
        try (DemoServer server = Demo.open(settings, pace, TimeSource.system(), err)) {
            // A virtual machine that ends waits 300 ms for threads inside system calls; the closed server has none.
            atExit.accept(server::close);
            out.println("demo: serving on " + server.address());
            out.flush();
            if (settings.untilStdinCloses()) {
                in.transferTo(OutputStream.nullOutputStream());
            } else {
                new CountDownLatch(1).await();
            }
            return OK;
        } catch (BindException e) {
            return complain(
                    "port " + settings.port() + " cannot be used (" + e.getMessage() + ").",
                    "Leave --port out to get a free one.",
                    PORT_IN_USE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return INTERRUPTED;
        } catch (IOException e) {
            return complain("the demo stopped (" + e.getMessage() + ").", "Start it again.", FAILED);
        }
    }

    private int complain(String what, String then, int exitCode) {
        err.println("error: " + what);
        err.println(then);
        err.flush();
        return exitCode;
    }
}
