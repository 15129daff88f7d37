package online.cloudtolocalllm.bus;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.freedesktop.dbus.types.Variant;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether the desktop prefers dark or light colours, as its settings portal says ({@code org.freedesktop.appearance
 * color-scheme}), and every change of it. A portal that comes later is asked then, a silent one a few times more. Where there is no
 * portal, or no answer, nothing is told: what was told last holds.
 */
public final class SettingsPortal implements LastingBus.User {

    private static final System.Logger LOG = System.getLogger(SettingsPortal.class.getName());

    private static final String PORTAL = "org.freedesktop.portal.Desktop";
    private static final String PATH = "/org/freedesktop/portal/desktop";
    private static final String TYPE = "org.freedesktop.portal.Settings";
    private static final String GROUP = "org.freedesktop.appearance";
    private static final String KEY = "color-scheme";
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    /** Variants in variants: two with the oldest portals, and one more. */
    private static final int MOST_WRAPPINGS = 3;

    private final Consumer<ColorScheme> scheme;
    private final BiConsumer<Duration, Runnable> later;

    /**
     * Asks nobody yet.
     *
     * @param scheme told what holds, on the thread that reads the session, in the order in which the portal said it; returns at once
     */
    public SettingsPortal(Consumer<ColorScheme> scheme) {
        this(scheme, (pause, question) -> CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS)
                .execute(question));
    }

    SettingsPortal(Consumer<ColorScheme> scheme, BiConsumer<Duration, Runnable> later) {
        this.scheme = scheme;
        this.later = later;
    }

    @Override
    public void connected(BusSession session) throws BusException {
        Questions questions = new Questions(session);
        session.listen(new SignalRule(PORTAL, PATH, TYPE, "SettingChanged"), this::changed);
        AtomicBoolean first = new AtomicBoolean(true);
        // Asking starts a portal that can be started; one that comes later by itself is asked then.
        session.follow(PORTAL, owner -> {
            if (first.getAndSet(false) || owner.isPresent()) {
                questions.begin();
            }
        });
    }

    @Override
    public void unavailable(String why) {
        // What the desktop said last holds until another one says something.
    }

    private void changed(Object[] values) {
        if (values.length == 3 && GROUP.equals(values[0]) && KEY.equals(values[1])) {
            scheme.accept(schemeIn(values[2]));
        }
    }

    /** The question, asked of one session. Answers and changes are both told by its reader, so that none overtakes another. */
    private final class Questions {

        private final BusSession session;
        private final AtomicInteger latest = new AtomicInteger();

        Questions(BusSession session) {
            this.session = session;
        }

        /** Asks the portal that there is now; a former one is waited for no longer. */
        void begin() {
            ask("ReadOne", FIRST_PAUSE, latest.incrementAndGet());
        }

        private void ask(String method, Duration pause, int number) {
            session.ask(
                    reply -> reply.whenComplete((values, failure) -> {
                        if (latest.get() != number) {
                            // Another portal is asked, and this one has no say any more.
                            return;
                        }
                        if (failure == null) {
                            answered(values);
                        } else {
                            failed(method, pause, number, failure);
                        }
                    }),
                    PORTAL,
                    PATH,
                    TYPE,
                    method,
                    "ss",
                    GROUP,
                    KEY);
        }

        private void answered(Object[] values) {
            if (values.length > 0) {
                scheme.accept(schemeIn(values[0]));
            }
        }

        /** Older portals know only Read. Whoever is silent may be busy: much starts at once when somebody logs in. */
        private void failed(String method, Duration pause, int number, Throwable failure) {
            Throwable cause =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            BusException.Kind kind = cause instanceof BusException known ? known.kind() : BusException.Kind.STRANGE;
            if (kind == BusException.Kind.REFUSED && method.equals("ReadOne")) {
                ask("Read", pause, number);
            } else if (kind == BusException.Kind.SILENT && pause.compareTo(LONGEST_PAUSE) <= 0) {
                later.accept(pause, () -> again(pause.multipliedBy(2), number));
            } else {
                LOG.log(Level.DEBUG, "the desktop does not tell whether it is dark: {0}", cause.getMessage());
            }
        }

        /** A session that has ended answers at once that it has. */
        private void again(Duration pause, int number) {
            if (latest.get() == number) {
                ask("ReadOne", pause, number);
            }
        }
    }

    /** 1 is dark, 2 is light; the answer of Read is wrapped once more than that of ReadOne. */
    private static ColorScheme schemeIn(@Nullable Object value) {
        Object inside = value;
        for (int i = 0; i < MOST_WRAPPINGS && inside instanceof Variant<?> variant; i++) {
            inside = variant.getValue();
        }
        return switch (inside instanceof Number number ? number.intValue() : 0) {
            case 1 -> ColorScheme.DARK;
            case 2 -> ColorScheme.LIGHT;
            default -> ColorScheme.NO_PREFERENCE;
        };
    }
}
