package online.cloudtolocalllm.chat.model.exchange;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a file says by not saying it. Pure. */
final class Left {

    private Left() {}

    static @Nullable String outIfEmpty(String text) {
        return text.isEmpty() ? null : text;
    }

    static @Nullable List<?> outIfEmpty(List<?> list) {
        return list.isEmpty() ? null : list;
    }
}
