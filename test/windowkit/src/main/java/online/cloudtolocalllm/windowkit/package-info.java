/** What tests of every window share: hands and eyes, and the shell of a program without the program. */
@NullMarked
package online.cloudtolocalllm.windowkit;

import org.jspecify.annotations.NullMarked;
