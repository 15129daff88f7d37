package online.cloudtolocalllm.chat.model.answer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import online.cloudtolocalllm.chat.model.talk.Kept;
import online.cloudtolocalllm.chat.model.talk.Message;
import online.cloudtolocalllm.chat.model.talk.Origin;
import online.cloudtolocalllm.chat.model.talk.Tool;
import online.cloudtolocalllm.client.model.ChatPiece;
import online.cloudtolocalllm.client.model.Finish;
import online.cloudtolocalllm.client.model.Served;
import online.cloudtolocalllm.client.model.ToolCall;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.protocol.json.Json;

/** A message while an answer is put into it. For one thread at a time. */
final class Growing {

    /** In millions of characters, all parts together. */
    static final int LONGEST_MILLIONS = 4;

    private static final String BETWEEN_THOUGHTS = "\n\n";

    private final Message base;
    private final Stopwatch watch;
    private final Joint joint;
    private final StringBuilder text;
    private final StringBuilder thinking;
    private final List<Tool> tools;

    private String kept;
    private Served served;
    private Optional<Finish> finish = Optional.empty();
    private boolean thoughtAgain;
    private long toolCharacters;
    /** How many pieces were taken; some of them may not be in the text, or not wholly. */
    private long taken;

    private Mark mark;

    /** How far the parts were when everything that had been taken was in them. */
    private record Mark(int text, int thinking, int tools, long taken) {}

    Growing(Message base, Source source, TimeSource time) {
        this.base = base;
        watch = new Stopwatch(time, source instanceof Source.Ask || source instanceof Source.GoOn);
        text = new StringBuilder(base.text());
        thinking = new StringBuilder(base.thinking());
        tools = new ArrayList<>(base.tools());
        served = new Served(base.origin().connection(), 0, base.origin().tried());
        Kept there = source instanceof Source.Resume(Kept known) ? known : Kept.NOTHING;
        kept = there.request();
        // Of what a model goes on with, nothing is in the text until its joint is made.
        joint = base.text().isEmpty() || there.offset() > 0 ? Joint.none() : new Joint(base.text());
        taken = there.offset();
        mark = new Mark(text.length(), thinking.length(), tools.size(), taken);
    }

    /** Who answers, and under which name it is kept. */
    void begun(Fetched.Begun begun) {
        served = begun.served();
        kept = begun.kept();
    }

    /** Who answers, as far as it is known. */
    Served served() {
        return served;
    }

    /** Nobody answered, and these were asked. */
    void unserved(Served asked) {
        if (!asked.connection().isEmpty() || !asked.tried().isEmpty()) {
            served = asked;
        }
    }

    /** One more piece came. */
    void add(Fetched.Piece fetched) {
        ChatPiece piece = fetched.piece();
        taken = fetched.taken();
        watch.piece(!piece.thinking().isEmpty(), !piece.content().isEmpty());
        think(piece.thinking());
        text.append(joint.take(piece.content()));
        piece.toolCalls().forEach(this::want);
        if (piece.finish().isPresent()) {
            finish = piece.finish();
        }
        if (!joint.holds() && !endsInHalf(text) && !endsInHalf(thinking)) {
            mark = new Mark(text.length(), thinking.length(), tools.size(), taken);
        }
    }

    private void think(String more) {
        if (!more.isEmpty()) {
            if (!thoughtAgain && !base.thinking().isEmpty() && mark.taken() == 0) {
                thinking.append(BETWEEN_THOUGHTS);
            }
            thoughtAgain = true;
            thinking.append(more);
        }
    }

    private void want(ToolCall call) {
        Tool tool = new Tool(call.function(), Json.writeIndented(call.arguments()));
        toolCharacters += tool.function().length() + tool.arguments().length();
        tools.add(tool);
    }

    /** A character may come in two halves, and a half one cannot be stored. */
    private static boolean endsInHalf(StringBuilder built) {
        return !built.isEmpty() && Character.isHighSurrogate(built.charAt(built.length() - 1));
    }

    /** Whether it is longer than any honest answer. */
    boolean tooLong() {
        return text.length() + (long) thinking.length() + toolCharacters + tools.size() > LONGEST_MILLIONS * 1_000_000L;
    }

    /** Nothing more comes. */
    void end() {
        text.append(joint.rest());
        watch.end();
    }

    /** Whether there is nothing at all. */
    boolean empty() {
        return text.isEmpty() && thinking.isEmpty() && tools.isEmpty();
    }

    /** How the model ended it, if it did. */
    Optional<Finish> finish() {
        return finish;
    }

    /** Everything that came, as far as it can be shown. */
    Message now() {
        return base.so(text.toString(), thinking.toString(), List.copyOf(tools), origin());
    }

    /** What came, as far as it can be stored beside {@link #kept}. */
    Message safe() {
        return base.so(
                text.substring(0, mark.text()),
                thinking.substring(0, mark.thinking()),
                List.copyOf(tools.subList(0, mark.tools())),
                origin());
    }

    /** Where the rest of what is {@link #safe} is kept. */
    Kept kept() {
        return kept.isEmpty() ? Kept.NOTHING : new Kept(kept, mark.taken());
    }

    /** Where this is to be read on. */
    Kept next() {
        return kept.isEmpty() ? Kept.NOTHING : new Kept(kept, taken);
    }

    private Origin origin() {
        Origin before = base.origin();
        Optional<Duration> first = before.firstToken().or(watch::first);
        Optional<Duration> thought = before.thinking().or(watch::thought);
        OptionalDouble speed = finish.map(Finish::tokensPerSecond).orElse(OptionalDouble.empty());
        return new Origin(
                before.model(),
                served.connection(),
                served.tried(),
                first,
                thought,
                before.tokens() + finish.map(Finish::tokens).orElse(0L),
                speed.isPresent() ? speed : before.tokensPerSecond());
    }
}
