/** What people read, made from values: words, tables and whole pages. */
@NullMarked
package online.cloudtolocalllm.cli.page;

import org.jspecify.annotations.NullMarked;
