/** Where the daemon's files are and how they are written so that a crash loses nothing. */
@NullMarked
package online.cloudtolocalllm.protocol.files;

import org.jspecify.annotations.NullMarked;
