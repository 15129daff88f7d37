package online.cloudtolocalllm.tray.notify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import online.cloudtolocalllm.tray.Notice;
import online.cloudtolocalllm.tray.TrayCommand;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;

/** A notice as the arguments of {@code Notify}, by the Desktop Notifications Specification 1.2. Pure. */
final class NoticeCall {

    static final String SIGNATURE = "susssasa{sv}i";

    private static final String APP = "CloudToLocalLLM";
    /** The name of the desktop entry, without its ending. */
    private static final String DESKTOP_ENTRY = "cloudtolocalllm";

    private static final String CLICK = "default";
    private static final int AS_THE_SERVER_LIKES = -1;

    private NoticeCall() {}

    /**
     * The arguments.
     *
     * @param replaces the number of the notification whose place it takes; 0 for none
     * @param able what the server can do
     */
    static Object[] arguments(Notice notice, long replaces, Set<String> able) {
        boolean markup = able.contains("body-markup");
        String body = able.contains("body") ? notice.text() : "";
        Map<String, Variant<?>> hints = new LinkedHashMap<>();
        hints.put("urgency", new Variant<>(urgency(notice.urgency()), "y"));
        hints.put("desktop-entry", new Variant<>(DESKTOP_ENTRY));
        hints.put("image-data", NoticeImage.of(notice.picture()));
        return new Object[] {
            APP,
            new UInt32(replaces),
            "",
            notice.title(),
            markup ? escaped(body) : body,
            able.contains("actions") ? actions(notice) : List.of(),
            hints,
            AS_THE_SERVER_LIKES
        };
    }

    private static byte urgency(Notice.Urgency urgency) {
        return switch (urgency) {
            case LOW -> 0;
            case NORMAL -> 1;
            case CRITICAL -> 2;
        };
    }

    private static List<String> actions(Notice notice) {
        List<String> actions = new ArrayList<>();
        if (notice.click().isPresent()) {
            actions.add(CLICK);
            actions.add("Open");
        }
        for (int i = 0; i < notice.choices().size(); i++) {
            actions.add(Integer.toString(i));
            actions.add(notice.choices().get(i).label());
        }
        return actions;
    }

    /** What was chosen, by the key that the server gave back. */
    static Optional<TrayCommand> command(Notice notice, String key) {
        if (key.equals(CLICK)) {
            return notice.click();
        }
        for (int i = 0; i < notice.choices().size(); i++) {
            if (key.equals(Integer.toString(i))) {
                return Optional.of(notice.choices().get(i).command());
            }
        }
        return Optional.empty();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
