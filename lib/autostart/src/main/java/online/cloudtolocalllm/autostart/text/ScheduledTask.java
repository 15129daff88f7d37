package online.cloudtolocalllm.autostart.text;

/** The task by which Windows runs the program from login on. Pure; the format is that of the Task Scheduler Schema. */
public final class ScheduledTask {

    /** The task's name. */
    public static final String NAME = "CloudToLocalLLM";

    private ScheduledTask() {}

    /**
     * The task's text; {@code schtasks} wants it in UTF-16 with a byte order mark.
     *
     * @param script what the task runs, a {@link WindowsScript}
     * @param user who logs in, as {@code DOMAIN\NAME}
     */
    public static String of(String script, String user) {
        String name = XmlText.escaped(user);
        return """
            <?xml version="1.0" encoding="UTF-16"?>
            <Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
              <RegistrationInfo>
                <Description>CloudToLocalLLM: one local address for every language model</Description>
              </RegistrationInfo>
              <Triggers>
                <LogonTrigger>
                  <Enabled>true</Enabled>
                  <UserId>%s</UserId>
                </LogonTrigger>
              </Triggers>
              <Principals>
                <Principal id="Author">
                  <UserId>%s</UserId>
                  <LogonType>InteractiveToken</LogonType>
                  <RunLevel>LeastPrivilege</RunLevel>
                </Principal>
              </Principals>
              <Settings>
                <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
                <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
                <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
                <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
                <RestartOnFailure>
                  <Interval>PT1M</Interval>
                  <Count>10</Count>
                </RestartOnFailure>
              </Settings>
              <Actions Context="Author">
                <Exec>
                  <Command>conhost.exe</Command>
                  <Arguments>--headless "%s"</Arguments>
                </Exec>
              </Actions>
            </Task>
            """.formatted(name, name, XmlText.escaped(script)).replace("\n", "\r\n");
    }
}
