/** A small immutable JSON tree with strict, bounded parsing. */
@NullMarked
package online.cloudtolocalllm.protocol.json;

import org.jspecify.annotations.NullMarked;
