package online.cloudtolocalllm.tray.awt;

import online.cloudtolocalllm.tray.TrayPicture;

/** The tooltip in the room that Windows has for it. Pure. */
final class ShortTooltip {

    /** What fits into {@code NOTIFYICONDATA.szTip} besides its final zero. */
    static final int ROOM = 127;

    private ShortTooltip() {}

    /** The title and as many whole lines below it as there is room for. */
    static String of(TrayPicture picture) {
        String shown = cut(picture.title());
        for (String line : picture.tooltip().lines().toList()) {
            String longer = shown + "\n" + line;
            if (longer.length() > ROOM) {
                break;
            }
            shown = longer;
        }
        return shown;
    }

    private static String cut(String title) {
        return title.length() <= ROOM ? title : title.substring(0, ROOM - 1) + "…";
    }
}
