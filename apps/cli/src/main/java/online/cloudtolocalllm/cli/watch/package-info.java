/** A state that is watched on a screen or in a pipe until somebody leaves. */
@NullMarked
package online.cloudtolocalllm.cli.watch;

import org.jspecify.annotations.NullMarked;
