package online.cloudtolocalllm.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestWatcher;

/** Starts one {@link Stack} for the whole run, or skips each class with the reason why there is none. */
final class StackExtension implements BeforeAllCallback, ParameterResolver, TestWatcher {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(StackExtension.class);

    /** The outcome of the one attempt to start; closed by JUnit at the end of the run. */
    private sealed interface Attempt extends AutoCloseable {
        @Override
        void close() throws IOException;

        record Started(Stack stack) implements Attempt {
            @Override
            public void close() throws IOException {
                stack.close();
            }
        }

        record Lacks(String why) implements Attempt {
            @Override
            public void close() {}
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        if (attempt(context) instanceof Attempt.Lacks(String why)) {
            Lacking.skip(context.getDisplayName(), why);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Stack.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return switch (attempt(context)) {
            case Attempt.Started(Stack stack) -> stack;
            case Attempt.Lacks(String why) -> throw new IllegalStateException(why);
        };
    }

    @Override
    public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
        if (attempt(context) instanceof Attempt.Started(Stack stack)) {
            stack.daemonSaid().ifPresent(said -> System.out.println("The daemon printed:\n" + said));
        }
    }

    private static Attempt attempt(ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE).computeIfAbsent(Attempt.class, type -> start(), Attempt.class);
    }

    private static Attempt start() {
        try {
            System.out.println("Starting a real Ollama. Its first build takes minutes.");
            Optional<String> lacking = Scripts.install(Scripts.OLLAMA, "install");
            return lacking.isPresent() ? new Attempt.Lacks(lacking.get()) : new Attempt.Started(Stack.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while starting", e);
        }
    }
}
