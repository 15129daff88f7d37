package online.cloudtolocalllm.cli.keyboard;

import java.io.IOError;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.Reference;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.NonBlockingReader;
import org.jspecify.annotations.Nullable;

/** A terminal by way of JLine ({@code docs/decisions/0061}), which is loaded only when a command needs a keyboard. */
public final class JLineKeyboard implements Keyboard {

    /** JLine's reader holds a lock while it waits, which its closing needs. */
    private static final long LONGEST_READ_MILLIS = 100;

    /** As terminals send them that were not, or not yet, switched to the sequences that JLine asks for. */
    private static final Map<String, String> ARROWS = Map.of(
            "\u001b[A", LineReader.UP_LINE_OR_HISTORY,
            "\u001b[B", LineReader.DOWN_LINE_OR_HISTORY,
            "\u001b[C", LineReader.FORWARD_CHAR,
            "\u001b[D", LineReader.BACKWARD_CHAR,
            "\u001b[H", LineReader.BEGINNING_OF_LINE,
            "\u001b[F", LineReader.END_OF_LINE);

    private final Terminal terminal;
    private final Attributes before;
    private @Nullable LineReader reader;
    private volatile boolean closing;
    private List<String> recalled = List.of();

    private JLineKeyboard(Terminal terminal) {
        this.terminal = terminal;
        this.before = terminal.getAttributes();
    }

    /**
     * The terminal of this process. It is not asked what it can do: that costs 200 ms where nothing answers.
     *
     * @throws IOException if it cannot be had
     */
    public static Keyboard ofThisProcess() throws IOException {
        return new JLineKeyboard(TerminalBuilder.builder()
                .system(true)
                .dumb(true)
                .graphemeCluster(false)
                .nativeSignals(true)
                .build());
    }

    /**
     * A terminal whose other end is these streams.
     *
     * @throws IOException if it cannot be made
     */
    static Keyboard over(InputStream in, OutputStream out) throws IOException {
        Terminal terminal = TerminalBuilder.builder()
                .system(false)
                .streams(in, out)
                .type("xterm")
                .encoding(StandardCharsets.UTF_8)
                .size(Size.of(80, 24))
                .graphemeCluster(false)
                .build();
        return new JLineKeyboard(terminal);
    }

    @Override
    public void recall(List<String> texts) {
        recalled = List.copyOf(texts);
        if (reader != null) {
            fill(reader);
        }
    }

    /** What is read is not kept by the reader itself: it sees lines, and a message may have several. */
    private void fill(LineReader lines) {
        try {
            lines.setVariable(LineReader.DISABLE_HISTORY, false);
            lines.getHistory().purge();
        } catch (IOException e) {
            throw new IllegalStateException("a history without a file cannot fail", e);
        }
        recalled.forEach(lines.getHistory()::add);
        lines.getHistory().moveToEnd();
        lines.setVariable(LineReader.DISABLE_HISTORY, true);
    }

    @Override
    public Typed line(String prompt) {
        LineReader lines = reader != null ? reader : reader();
        reader = lines;
        try {
            return new Typed.Line(lines.readLine(prompt));
        } catch (UserInterruptException e) {
            return new Typed.Interrupted(e.getPartialLine() == null ? "" : e.getPartialLine());
        } catch (EndOfFileException e) {
            return new Typed.End();
        }
    }

    /** What is typed is text: no quotation marks, escapes, words to complete or events of a history mean anything in it. */
    private LineReader reader() {
        DefaultParser plain = new DefaultParser();
        plain.setQuoteChars(new char[0]);
        plain.setEscapeChars(new char[0]);
        LineReader made = LineReaderBuilder.builder()
                .terminal(terminal)
                .parser(plain)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.INSERT_TAB, true)
                .variable(LineReader.SECONDARY_PROMPT_PATTERN, "")
                .variable(LineReader.BELL_STYLE, "none")
                .build();
        KeyMap<Binding> keys = Objects.requireNonNull(made.getKeyMaps().get(LineReader.MAIN));
        ARROWS.forEach((sequence, does) -> keys.bind(new Reference(does), sequence));
        fill(made);
        return made;
    }

    @Override
    public int key() throws IOException {
        int key = NonBlockingReader.READ_EXPIRED;
        try {
            while (key == NonBlockingReader.READ_EXPIRED && !closing) {
                terminal.enterRawMode();
                key = terminal.reader().read(LONGEST_READ_MILLIS);
            }
        } catch (IOException | IllegalStateException | IOError e) {
            if (!closing) {
                throw new IOException("the terminal is gone", e);
            }
            // Closed while this looked at it: no key can come any more.
        }
        return closing ? -1 : key;
    }

    @Override
    public void onInterrupt(Runnable action) {
        terminal.handle(Terminal.Signal.INT, signal -> action.run());
    }

    @Override
    public int rows() {
        return terminal.getSize().getRows();
    }

    @Override
    public int columns() {
        return terminal.getSize().getColumns();
    }

    @Override
    public void close() {
        closing = true;
        try {
            terminal.setAttributes(before);
            terminal.close();
        } catch (IOException e) {
            System.getLogger(JLineKeyboard.class.getName()).log(System.Logger.Level.DEBUG, "the terminal is gone", e);
        }
    }
}
