package online.cloudtolocalllm.chat.model.code;

import java.util.ArrayList;
import java.util.List;

/** Collects spans in their order; an empty one is none. Not thread-safe. */
final class Spans {

    private final List<Span> all = new ArrayList<>();

    void add(Kind kind, int from, int to) {
        if (from < to) {
            all.add(new Span(kind, from, to));
        }
    }

    List<Span> all() {
        return all;
    }
}
