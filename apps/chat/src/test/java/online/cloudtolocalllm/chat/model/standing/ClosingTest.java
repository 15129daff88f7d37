package online.cloudtolocalllm.chat.model.standing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import online.cloudtolocalllm.protocol.status.TrayState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What closing does, and that it is remembered. */
class ClosingTest {

    private final Map<String, String> kept = new HashMap<>();
    private final Deque<Runnable> disk = new ArrayDeque<>();
    private final List<ClosingChoice> heard = new ArrayList<>();

    private final Choices choices = new Choices() {
        @Override
        public Optional<String> choice(String name) {
            return Optional.ofNullable(kept.get(name));
        }

        @Override
        public boolean choice(String name, String value) {
            kept.put(name, value);
            return true;
        }
    };

    private ClosingSetting setting() {
        return new ClosingSetting(choices, disk::add, Runnable::run, heard::add);
    }

    private void finish() {
        while (!disk.isEmpty()) {
            disk.remove().run();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ASK, true, false, ASK",
        "ASK, true, true, END",
        "ASK, false, false, END",
        "TRAY, true, false, HIDE",
        "TRAY, false, false, END",
        "QUIT, true, false, END",
    })
    void theRule(ClosingChoice choice, boolean tray, boolean asking, ClosingRule.Deed deed) {
        assertThat(ClosingRule.deed(choice, tray, asking)).isEqualTo(deed);
    }

    @ParameterizedTest
    @EnumSource(TrayState.class)
    void onlyAnIconThatIsSeenBringsAWindowBack(TrayState tray) {
        assertThat(ClosingRule.tray(States.of(tray, List.of()))).isEqualTo(tray == TrayState.SHOWN);
        assertThat(ClosingRule.tray(States.offline())).isFalse();
    }

    @Test
    void theChoiceIsKept() {
        ClosingSetting setting = setting();
        finish();
        assertThat(setting.now()).isEqualTo(ClosingChoice.ASK);
        setting.set(ClosingChoice.TRAY);
        finish();
        assertThat(kept).containsExactly(Map.entry("close", "tray"));
        ClosingSetting next = setting();
        finish();
        assertThat(next.now()).isEqualTo(ClosingChoice.TRAY);
        assertThat(heard).containsExactly(ClosingChoice.TRAY, ClosingChoice.TRAY);
        kept.put("close", "what");
        ClosingSetting strange = setting();
        finish();
        assertThat(strange.now()).isEqualTo(ClosingChoice.ASK);
    }

    @Test
    void whatIsReadLateDoesNotUndoAChoice() {
        kept.put("close", "tray");
        ClosingSetting setting = setting();
        setting.set(ClosingChoice.QUIT);
        finish();
        assertThat(setting.now()).isEqualTo(ClosingChoice.QUIT);
        assertThat(kept).containsEntry("close", "quit");
    }

    @Test
    void aClosedDiskIsNoTrouble() {
        ClosingSetting setting = new ClosingSetting(
                choices,
                task -> {
                    throw new RejectedExecutionException("closed");
                },
                Runnable::run,
                heard::add);
        setting.set(ClosingChoice.TRAY);
        assertThat(setting.now()).isEqualTo(ClosingChoice.TRAY);
    }
}
