/** A small blocking HTTP client that never takes a cut answer for a whole one. */
@NullMarked
package online.cloudtolocalllm.cli.http;

import org.jspecify.annotations.NullMarked;
