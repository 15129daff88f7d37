/** Tests of which surface is taken where. */
@NullMarked
package online.cloudtolocalllm.tray.desktop;

import org.jspecify.annotations.NullMarked;
