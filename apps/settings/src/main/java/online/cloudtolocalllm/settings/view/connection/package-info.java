/** One connection: its fields, its token, its test. */
@NullMarked
package online.cloudtolocalllm.settings.view.connection;

import org.jspecify.annotations.NullMarked;
