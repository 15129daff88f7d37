package online.cloudtolocalllm.chat.model.code;

import java.util.List;

/**
 * A line in its colours.
 *
 * @param spans in their order, none within another; what is between them has no colour
 * @param after what goes on in the next line
 */
public record Coloured(List<Span> spans, Open after) {
    public Coloured {
        spans = List.copyOf(spans);
    }
}
