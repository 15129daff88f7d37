/** Where conversations are kept: a database in the home folder. */
@NullMarked
package online.cloudtolocalllm.chat.store;

import org.jspecify.annotations.NullMarked;
