package online.cloudtolocalllm.cli.fake;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import online.cloudtolocalllm.cli.keyboard.Keyboard;
import online.cloudtolocalllm.cli.keyboard.Typed;

/** A keyboard on which a test types. Thread-safe. */
public final class Typist implements Keyboard {

    private static final int GONE = -1;

    private final BlockingQueue<Typed> lines = new LinkedBlockingQueue<>();
    private final BlockingQueue<Integer> keys = new LinkedBlockingQueue<>();
    private final List<String> prompts = new ArrayList<>();
    private volatile Runnable interrupt = () -> {};
    private volatile List<String> recalled = List.of();
    private volatile boolean closed;

    /** Types lines. */
    public Typist types(String... texts) {
        for (String text : texts) {
            lines.add(new Typed.Line(text));
        }
        return this;
    }

    /** Does something else at a prompt. */
    public Typist does(Typed typed) {
        lines.add(typed);
        return this;
    }

    /** Presses a key. */
    public Typist presses(int key) {
        keys.add(key);
        return this;
    }

    /** Presses Ctrl-C outside a prompt. */
    public void interrupts() {
        interrupt.run();
    }

    /** The prompts that were shown. */
    public List<String> prompts() {
        return prompts;
    }

    /** What the arrow keys would bring back. */
    public List<String> recalled() {
        return recalled;
    }

    /** Whether the terminal was given back. */
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void recall(List<String> texts) {
        recalled = List.copyOf(texts);
    }

    @Override
    public Typed line(String prompt) {
        prompts.add(prompt);
        Typed next = lines.poll();
        return next == null ? new Typed.End() : next;
    }

    @Override
    public int key() {
        try {
            return closed ? GONE : keys.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return GONE;
        }
    }

    @Override
    public void onInterrupt(Runnable action) {
        interrupt = action;
    }

    @Override
    public int rows() {
        return 24;
    }

    @Override
    public int columns() {
        return 80;
    }

    @Override
    public void close() {
        closed = true;
        keys.add(GONE);
    }
}
