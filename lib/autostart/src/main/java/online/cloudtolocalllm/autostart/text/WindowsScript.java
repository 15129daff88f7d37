package online.cloudtolocalllm.autostart.text;

/** The script by which Windows starts the program, from the folder "Startup" or as a task. Pure. */
public final class WindowsScript {

    private WindowsScript() {}

    /** Whether the script opens a window. */
    public enum Window {
        /** It goes on in a small window of its own. */
        MINIMISED,
        /** It runs where it was started. */
        NONE
    }

    /**
     * The script's text in UTF-8, with the line ends that cmd.exe needs.
     *
     * @param start without control characters and quotation marks, which no path has on Windows
     */
    public static String of(ProgramStart start, Window window) {
        StringBuilder text = new StringBuilder("@echo off\n");
        // The paths below are in UTF-8, whatever the system's own code page is.
        text.append("chcp 65001 >nul\n");
        text.append("setlocal EnableExtensions DisableDelayedExpansion\n");
        start.assignments()
                .forEach(variable ->
                        text.append("set \"").append(literal(variable)).append("\"\n"));
        text.append(window == Window.MINIMISED ? "start \"CloudToLocalLLM\" /min cmd.exe /d /c call " : "call ");
        text.append('"').append(literal(start.program())).append('"');
        start.arguments().forEach(argument -> text.append(' ').append(literal(argument)));
        return text.append('\n').toString().replace("\n", "\r\n");
    }

    private static String literal(String word) {
        return word.replace("%", "%%");
    }
}
