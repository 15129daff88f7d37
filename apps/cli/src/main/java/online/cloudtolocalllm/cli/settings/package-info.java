/** The settings as commands read and change them: through the daemon while one runs, in the files otherwise. */
@NullMarked
package online.cloudtolocalllm.cli.settings;

import org.jspecify.annotations.NullMarked;
