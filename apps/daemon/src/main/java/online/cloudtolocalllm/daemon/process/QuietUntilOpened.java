package online.cloudtolocalllm.daemon.process;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;

/**
 * Keeps Logback from looking for configuration files, and from logging to the terminal, before {@link DaemonLog} is opened. Found
 * by Logback as a service.
 */
public final class QuietUntilOpened extends ContextAwareBase implements Configurator {

    /** Made by the service loader. */
    public QuietUntilOpened() {}

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
