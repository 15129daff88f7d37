package online.cloudtolocalllm.real;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests that run only in the profile {@code real}. They may ask for a {@link Stack}: one Ollama and one daemon are started
 * for the whole run, so a test leaves the models as it found them.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("real")
@Timeout(value = 180, unit = TimeUnit.SECONDS)
@ExtendWith(StackExtension.class)
@interface AgainstRealServers {}
