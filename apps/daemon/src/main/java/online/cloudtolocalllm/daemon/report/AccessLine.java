package online.cloudtolocalllm.daemon.report;

import java.util.Locale;
import java.util.stream.Collectors;
import online.cloudtolocalllm.broker.journal.AttemptRecord;
import online.cloudtolocalllm.broker.journal.RequestRecord;
import online.cloudtolocalllm.broker.journal.Tokens;

/**
 * A request as one line of {@code key=value} for the log; what is not known is left out. A value with anything but plain characters
 * is quoted, so that nobody's text can pass for a key. Pure.
 */
final class AccessLine {

    private final StringBuilder line = new StringBuilder(256);

    private AccessLine() {}

    static String of(RequestRecord record) {
        AccessLine line = new AccessLine();
        line.put("id", record.id());
        record.app().ifPresent(app -> line.put("app", app));
        line.put("method", record.method());
        line.put("path", record.path());
        line.put("model", record.model());
        record.servedBy().ifPresent(id -> line.put("served_by", id.name()));
        line.put("attempts", Integer.toString(record.attempts().size()));
        line.put("status", record.status() == 0 ? "" : Integer.toString(record.status()));
        line.put("outcome", Words.outcome(record));
        line.put("bytes_in", Long.toString(record.bytesIn()));
        line.put("bytes_out", Long.toString(record.bytesOut()));
        record.firstByte().ifPresent(took -> line.put("first_byte_ms", tenths(Words.millis(took))));
        record.firstToken().ifPresent(took -> line.put("first_token_ms", tenths(Words.millis(took))));
        line.put("duration_ms", tenths(Words.millis(record.duration())));
        line.tokens(record.tokens());
        line.put("failed", failures(record));
        line.put("why", record.why());
        return line.line.toString();
    }

    private void tokens(Tokens tokens) {
        tokens.prompt().ifPresent(count -> put("prompt_tokens", Long.toString(count)));
        String name = tokens.estimated() ? "completion_tokens_estimated" : "completion_tokens";
        tokens.completion().ifPresent(count -> put(name, Long.toString(count)));
        tokens.perSecond().ifPresent(rate -> put("tokens_per_second", tenths(rate)));
    }

    private static String failures(RequestRecord record) {
        return record.attempts().stream()
                .filter(attempt -> attempt.result() != AttemptRecord.Result.PASSED_ON)
                .map(attempt -> attempt.connection() + ": " + attempt.detail())
                .collect(Collectors.joining("; "));
    }

    private static String tenths(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }

    private void put(String key, String value) {
        if (value.isEmpty()) {
            return;
        }
        line.append(line.isEmpty() ? "" : " ").append(key).append('=');
        if (value.chars().allMatch(AccessLine::isPlain)) {
            line.append(value);
        } else {
            line.append('"')
                    .append(value.replace("\\", "\\\\").replace("\"", "\\\""))
                    .append('"');
        }
    }

    private static boolean isPlain(int c) {
        return c > ' ' && c != '"' && c != '=' && c != '\\' && c != 0x7f;
    }
}
